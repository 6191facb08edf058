"""A thread, and what may be done with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.discussions import actions
from culturefirst.discussions.actions.following import keep_read
from culturefirst.discussions.addresses import A_PAGE, of_contribution, place
from culturefirst.discussions.forms import AboutThread, MoveForm, ReplyForm, held
from culturefirst.discussions.marked import quoted
from culturefirst.discussions.models import Contribution, Thread
from culturefirst.discussions.policy import A_DAY, keep_thread, moderate
from culturefirst.discussions.queries import forums as queries
from culturefirst.discussions.queries.readers import to_name
from culturefirst.discussions.views.common import answer, forum_seen, thread_seen
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, sent
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.starts import start
from culturefirst.kit.urls import changes
from culturefirst.network.models import Person
from culturefirst.surveys.queries.polls import card

NAMES = 20


@dataclass(frozen=True)
class Shown:
    """A contribution as one person sees it, with what they may do with it."""

    it: Contribution
    is_new: bool
    is_answer: bool
    may_edit: bool
    may_remove: bool
    may_mark: bool


def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked or told, and what was said to it."""
    found = thread_seen(request, pk)
    return _page(request, found, ReplyForm())


@acts_once
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write in a thread; ``?quote=`` begins with somebody's words."""
    found = thread_seen(request, pk)
    form = ReplyForm(
        sent(request), request.FILES or None, initial={"text": _quoted(request, found)}
    )

    def run(**said: Any) -> Contribution:
        return actions.reply(by=request.user, thread=found, **said)

    if request.method == "POST" and (made := act_on(form, run)) is not None:
        messages.success(request, "Your reply stands below.")
        return redirect(of_contribution(made))
    return _page(request, found, form, last=True, status=422 if form.errors else 200)


def _quoted(request: HttpRequest, found: Thread) -> str:
    asked = request.GET.get("quote", "")
    if not asked.isdecimal():
        return ""
    rows = queries.contributions(found, request.user).filter(removed_at__isnull=True)
    said = rows.filter(position=int(asked[:9])).first()
    return quoted(said.text, str(said.author)) if said else ""


def _page(
    request: HttpRequest, found: Thread, form: ReplyForm, *, last: bool = False, status: int = 200
) -> HttpResponse:
    user: Any = request.user
    rows = queries.contributions(found, user)
    page = paged(rows, _asked_for(request, found) if not last else str(found.length), A_PAGE)
    moderates = moderate.allows(user, found)
    keeps = keep_thread.allows(user, found)
    context = {
        "thread": found,
        "page": page,
        "shown": list(_shown(page, found, user, moderates, keeps)),
        "first_new": _first_new(found),
        "form": form,
        "card": card(found.poll, user, clock.today()) if found.poll else None,
        "takes": found.closed_at is None and _stands(found),
        "follows": queries.follows(user, thread=found),
        "moderates": moderates,
        "keeps": keeps,
        "serves": start(user, f"programme.activity:{found.serves_id}"),
        "others": queries.moved_to(found, user).exists() if moderates else False,
    }
    response = render(request, "discussions/thread.html", context, status=status)
    keep_read(user.person_id, found, page.end_index())
    return response


def _asked_for(request: HttpRequest, found: Thread) -> str:
    """The page asked for, or the one on which the contribution ``?at=`` stands."""
    at = request.GET.get("at", "")
    if at.isdecimal():
        return str((max(int(at[:9]), 1) - 1) // A_PAGE + 1)
    return request.GET.get("page", "")


def _first_new(found: Thread) -> str:
    """Where the first contribution stands that this person has not read, if they read some."""
    upto: int = found.upto  # type: ignore[attr-defined]
    return place(found, upto + 1) if 0 < upto < found.length else ""


def _shown(
    page: Iterable[Contribution], found: Thread, user: Any, moderates: bool, keeps: bool
) -> Iterable[Shown]:
    now = clock.now()
    for it in page:
        stands = it.removed_at is None
        mine = stands and it.author_id == user.person_id
        yield Shown(
            it,
            is_new=it.position > found.upto,  # type: ignore[attr-defined]
            is_answer=found.answer_id == it.pk,
            may_edit=mine and now - it.written_at < A_DAY,
            may_remove=mine or (stands and moderates),
            may_mark=stands and keeps and found.asks and it.position > 1,
        )


def _stands(found: Thread) -> bool:
    group = found.forum.group
    return group is None or group.stands_on(clock.today())


@acts_once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a thread is called."""
    found = _kept(request, pk)
    deed = Deed("Change this thread", "Save", "Saved.", place(found), found.title)
    form = AboutThread(sent(request), initial=held(found), user=request.user)
    seen = request.POST.get("version", "")

    def run(**said: Any) -> Thread:
        version = int(seen[:9]) if seen.isdecimal() else None
        return actions.edit_thread(by=request.user, thread=found, changes=said, seen=version)

    return answer(request, form, run, deed, more={"version": found.version})


@acts_once
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a thread to another forum of the same readers."""
    found = thread_seen(request, pk)
    moderate.require(request.user, found)
    lede = "Only forums that the very same people read are offered."
    deed = Deed("Move this thread", "Move it", "Moved.", place(found), found.title, lede=lede)
    form = MoveForm(sent(request), forums=queries.moved_to(found, request.user))

    def run(**said: Any) -> Thread:
        return actions.move_thread(by=request.user, thread=found, **said)

    return answer(request, form, run, deed)


@changes
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of what is written in a thread, or not."""
    found, follows = thread_seen(request, pk), request.POST.get("follows") == "yes"
    actions.follow_thread(by=request.user, thread=found, follows=follows)
    said = "You follow this thread." if follows else "You do not follow this thread any more."
    messages.success(request, said)
    return redirect("thread", found.pk)


@changes
@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a thread stand above the others, or not."""
    found, pinned = thread_seen(request, pk), request.POST.get("pinned") == "yes"
    actions.pin_thread(by=request.user, thread=found, pinned=pinned)
    messages.success(request, "It stands above the others." if pinned else "The pin is gone.")
    return redirect("thread", found.pk)


@changes
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more replies, or take them again."""
    found, closed = thread_seen(request, pk), request.POST.get("closed") == "yes"
    act = actions.close_thread if closed else actions.reopen_thread
    act(by=request.user, thread=found)
    said = "Closed: it takes no more replies." if closed else "Open: it takes replies again."
    messages.success(request, said)
    return redirect("thread", found.pk)


def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom one can name in a forum: those who read it, and nobody else."""
    found = forum_seen(request, pk)
    asked = request.GET.get("words", "")[:100]
    rows: Iterable[Person] = to_name(found, asked)[:NAMES]
    back = reverse("forum", args=[found.pk])
    context = {"forum": found, "asked": asked, "people": list(rows), "back": back, "most": NAMES}
    return render(request, "discussions/people.html", context)


def _kept(request: HttpRequest, pk: int) -> Thread:
    found = thread_seen(request, pk)
    keep_thread.require(request.user, found)
    if found.removed_at is not None:
        raise Http404
    return found
