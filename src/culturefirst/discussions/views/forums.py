"""The forums, one of them, and what is opened in it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.discussions import actions
from culturefirst.discussions.addresses import place
from culturefirst.discussions.forms import PaceForm, ThreadForm
from culturefirst.discussions.models import Forum, Thread
from culturefirst.discussions.policy import open_forums
from culturefirst.discussions.queries import forums as queries
from culturefirst.discussions.rules import who_reads
from culturefirst.discussions.views.common import answer, forum_seen
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, sent
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import address, paged
from culturefirst.kit.urls import changes
from culturefirst.network.models import Group
from culturefirst.network.policy import read_papers

THREADS = 20
WHICH = (("", "All"), ("unanswered", "Unanswered questions"), ("answered", "Answered"))


def forums(request: HttpRequest) -> HttpResponse:
    """The forums one may read: that of all members first."""
    found = list(queries.forums(request.user))
    none_for_all = not any(forum.group_id is None for forum in found)
    context = {
        "forums": found,
        "may_open": none_for_all and open_forums.allows(request.user, None),
        "waiting": list(queries.concerns(request.user)),
    }
    return render(request, "discussions/forums.html", context)


def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """The threads of a forum."""
    found = forum_seen(request, pk)
    asked = request.GET.get("which", "")
    which = asked if asked in dict(WHICH) else ""
    context = {
        "forum": found,
        "page": paged(
            queries.threads(found, request.user, which), request.GET.get("page"), THREADS
        ),
        "tabs": [
            (says, address(None, which=key) if key else request.path, key == which)
            for key, says in WHICH
        ],
        "which": which,
        "follows": queries.follows(request.user, forum=found),
        "takes": _takes(found),
        "who_reads": who_reads(found),
    }
    return render(request, "discussions/forum.html", context)


@acts_once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a thread."""
    found = forum_seen(request, pk)
    deed = Deed(
        "Open a thread",
        "Open it",
        "Your thread is open. You are told of replies.",
        reverse("forum", args=[found.pk]),
        found.title,
        lede=who_reads(found),
    )
    form = ThreadForm(sent(request), request.FILES or None, user=request.user, forum=found)

    def run(**said: Any) -> Thread:
        return actions.start_thread(by=request.user, forum=found, **said)

    more = {"people": reverse("forum_people", args=[found.pk])}
    return answer(request, form, run, deed, to=place, more=more)


@changes
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of everything in a forum, or not."""
    found, follows = forum_seen(request, pk), request.POST.get("follows") == "yes"
    actions.follow_forum(by=request.user, forum=found, follows=follows)
    said = "You follow this forum." if follows else "You do not follow this forum any more."
    messages.success(request, said)
    return redirect("forum", found.pk)


@acts_once
def open_for_all(request: HttpRequest) -> HttpResponse:
    """Open the forum for all members."""
    open_forums.require(request.user, None)
    return _open(request, None, reverse("forums"), "Discussions")


@acts_once
def of_group(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's forum; whoever keeps the group may open it where there is none."""
    rows = Group.objects.visible_to(request.user)
    group = get_object_or_404(rows, slug=slug)
    if not read_papers.allows(request.user, group):
        raise Http404
    found = Forum.objects.visible_to(request.user).filter(group=group).first()
    if found is not None:
        return redirect("forum", found.pk)
    back = reverse("group", args=[group.slug])
    if open_forums.allows(request.user, group) and group.stands_on(clock.today()):
        return _open(request, group, back, group.name)
    context = {"group": group}
    return render(request, "discussions/no_forum.html", context)


def _open(request: HttpRequest, group: Group | None, back: str, back_to: str) -> HttpResponse:
    deed = Deed(
        f"Open a forum for {group.name if group else 'all members'}",
        "Open the forum",
        "The forum is open. Open the first thread.",
        back,
        back_to,
        lede=who_reads(Forum(group=group)),
    )

    def run() -> Forum:
        return actions.open_forum(by=request.user, group=group)

    return answer(
        request, Form(sent(request)), run, deed, to=lambda f: reverse("forum", args=[f.pk])
    )


@acts_once
def digest(request: HttpRequest) -> HttpResponse:
    """How often one is written to."""
    pace = queries.own_pace(request.user)
    deed = Deed(
        "Letters about discussions",
        "Save",
        "Saved.",
        reverse("forums"),
        "Discussions",
        lede="You are told of what you follow: what you wrote in, and what you chose to follow.",
    )
    form = PaceForm(sent(request), initial={"often": pace.often})

    def run(often: str) -> Any:
        return actions.choose_pace(by=request.user, often=often)

    return answer(request, form, run, deed, to=lambda _: reverse("digest"))


def _takes(forum: Forum) -> bool:
    return forum.group is None or forum.group.stands_on(clock.today())
