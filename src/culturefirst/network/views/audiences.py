"""Audiences: the list of them, one with its people, and building one."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes
from culturefirst.network import actions
from culturefirst.network.forms.audiences import AudienceForm
from culturefirst.network.looking import looked
from culturefirst.network.models import Audience, Person
from culturefirst.network.policy import keep_organisation, manage_network
from culturefirst.network.queries import audiences as queries
from culturefirst.network.views.tabs import tabs

FIRST = 20


def audiences(request: HttpRequest) -> HttpResponse:
    """Every audience in use with how many fit today; with ``?retired=1`` those retired."""
    retired = bool(request.GET.get("retired"))
    rows = Audience.objects.visible_to(request.user).filter(retired_at__isnull=not retired)
    page = paged(rows, request.GET.get("page"))
    others = Audience.objects.visible_to(request.user).filter(retired_at__isnull=retired)
    context = {
        "tabs": tabs(request, "audiences"),
        "page": page,
        "listed": queries.listed(list(page), clock.today(), request.user),
        "retired": retired,
        "others": others.exists(),
        "today": clock.today(),
    }
    return render(request, "network/audiences.html", context)


def audience(request: HttpRequest, pk: int) -> HttpResponse:
    """The question in words, who fits today, and where they work; or all of them as CSV."""
    kept = _kept(request, pk)
    today = clock.today()
    offered = queries.Offered(request.user)
    people = queries.people_of(kept.question, today, request.user, offered=offered)
    if request.GET.get("format") == "csv":
        return _download(request, kept, people)
    reached = queries.reached(people, today)
    context = {
        "audience": kept,
        "asked": queries.understood(kept.question, offered),
        "table": _table(reached.people, request),
        "reached": reached,
        "today": today,
    }
    return render(request, "network/audience.html", context)


@acts_once
def audience_add(request: HttpRequest) -> HttpResponse:
    """Build a question, look at who fits, and save it under a name."""
    form = AudienceForm(request.user, request.POST or None)

    def save(**told: Any) -> Audience:
        return actions.save_audience(
            by=request.user, name=told["name"], says=told["says"], question=form.question
        )

    return _built(request, form, save, None)


@changes
def audience_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an audience; 409 where somebody else did meanwhile."""
    kept = _kept(request, pk)
    form = AudienceForm(request.user, request.POST or None, of=kept)

    def save(**told: Any) -> Audience:
        wanted = {"name": told["name"], "says": told["says"], "question": form.question}
        return actions.edit_audience(
            by=request.user, audience=kept, changes=wanted, seen=told["seen"] or 0
        )

    return _built(request, form, save, kept)


def _built(request: HttpRequest, form: AudienceForm, save: Any, kept: Any) -> HttpResponse:
    if request.method != "POST":
        return _form(request, form, kept)
    if request.POST.get("do") == "show":
        form.leave_name()
        return _form(request, form, kept, show=form.is_valid())
    try:
        saved = act_on(form, save)
    except Conflict:
        return _changed_meanwhile(request, form, kept)
    if saved is None:
        return _form(request, form, kept, status=422)
    messages.success(request, f"“{saved}” is saved. Who fits is asked anew each time.")
    return redirect("audience", saved.pk)


def _form(
    request: HttpRequest, form: AudienceForm, kept: Any, *, show: bool = False, status: int = 200,
    theirs: str = "",
) -> HttpResponse:  # fmt: skip
    """The form, and with ``show`` who fits the question in it now."""
    context: dict[str, Any] = {"form": form, "audience": kept, "theirs": theirs, "first": FIRST}
    context["gone"] = queries.understood(kept.question, form.offered).gone if kept else ()
    if show:
        today = clock.today()
        people = queries.people_of(form.question, today, request.user, offered=form.offered)
        context["asked"] = queries.understood(form.question, form.offered)
        context["count"], context["people"] = queries.first_people(people, FIRST, today)
    return render(request, "network/audience_form.html", context, status=status)


def _changed_meanwhile(request: HttpRequest, form: AudienceForm, kept: Audience) -> HttpResponse:
    """What stands now, in words, above the form as it was sent, ready to save on top of it."""
    kept.refresh_from_db()
    sent = request.POST.copy()
    sent["seen"] = str(kept.version)
    form.data = sent
    theirs = f"“{kept.name}”: {queries.understood(kept.question, form.offered).words}."
    return _form(request, form, kept, show=True, status=409, theirs=theirs)


@changes
def audience_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, then offer the audience no longer."""
    return _decided(request, pk, actions.retire_audience, "Retire", "is retired")


@changes
def audience_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, then take a retirement back."""
    return _decided(request, pk, actions.restore_audience, "Restore", "is in use again")


def _decided(request: HttpRequest, pk: int, act: Any, button: str, done: str) -> HttpResponse:
    kept = _kept(request, pk)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and act_on(form, lambda: act(by=request.user, audience=kept)):
        messages.success(request, f"“{kept}” {done}.")
        return redirect("audience", pk)
    context = {"audience": kept, "form": form, "button": button}
    status = 422 if form.errors else 200
    return render(request, "network/audience_decide.html", context, status=status)


def _kept(request: HttpRequest, pk: int) -> Audience:
    kept: Audience = get_object_or_404(Audience.objects.visible_to(request.user), pk=pk)
    return kept


def _columns() -> list[Column]:
    return [
        Column("name", "Name", url=lambda each: reverse("person", args=[each.pk])),
        Column("posts", "Posts", value=lambda each: "; ".join(p.title for p in each.held)),
        Column("organisations", "Organisations", value=_organisations),
    ]


def _table(people: Sequence[Person], request: HttpRequest) -> Table:
    return Table(
        columns=_columns(),
        rows=people,
        request=request,
        name="people",
        label="People who fit today",
        empty="Nobody fits today.",
    )


def _organisations(person: Any) -> str:
    return "; ".join(dict.fromkeys(post.organisation.name for post in person.held))


def _download(request: HttpRequest, kept: Audience, people: QuerySet[Person]) -> HttpResponse:
    """Everybody who fits, with the addresses that this person may see; each look is kept."""
    rows = list(queries.shown_people(people, clock.today()))
    shown = {row.pk: row.email for row in rows if row.email and _may_read(request.user, row)}
    private = [row for row in rows if row.pk in shown and not row.shows_email]
    looked(request.user, private, f"Address, in the list of “{kept.name}”"[:100])
    columns = [*_columns(), Column("email", "Address", value=lambda each: shown.get(each.pk, ""))]
    table = Table(columns=columns, rows=rows, request=request, name=f"audience-{kept.slug}")
    answer = table.response()
    assert answer is not None  # the address asked for it
    return answer


def _may_read(user: Any, person: Any) -> bool:
    """Whether this person's address may be read: what ``see_private_details`` says, unasked again.

    The posts are at hand already; asking the policy of each would cost a question a person.
    """
    if person.shows_email or person.pk == user.person_id or manage_network.allows(user):
        return True
    return any(keep_organisation.allows(user, post.organisation) for post in person.held)
