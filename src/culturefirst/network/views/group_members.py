"""Joining and leaving a group, and letting others in and out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.network import actions
from culturefirst.network.forms.groups import AddMemberForm, PartForm, WhyForm
from culturefirst.network.models import Group, GroupMember, Person
from culturefirst.network.policy import admit, keep_group
from culturefirst.network.queries import groups as queries
from culturefirst.network.views.group_common import Deed, answer, kept, seen, sent
from culturefirst.network.views.group_deeds import chosen, offered

LAST = (
    "Nobody else looks after this group. Make another member its convenor first, or leave it to "
    "the network's team."
)


ADD = Deed(
    "Add somebody to this group",
    "Add them",
    "Added. They have been written to.",
    "They are told by letter, and can leave at any time.",
)
PROPOSE = Deed(
    "Propose somebody for this group",
    "Propose them",
    "Proposed. Whoever sits in the group has been written to, and lets them in or not.",
    "Into a private space of one role nobody comes but by those who sit in it.",
)


@acts_once
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Join an open group, or ask to join a closed one."""
    group = seen(request, slug)
    if group.access == Group.Access.OPEN:
        form: Form = Form(sent(request))
        deed = Deed(f"Join {group}", "Join", f"You are in {group} now.", "You can leave any day.")
    else:
        form = WhyForm(sent(request))
        done = "You have asked to join. You will get a letter when somebody has decided."
        deed = Deed(f"Ask to join {group}", "Ask", done, "Its convenor decides who comes in.")

    def run(**said: Any) -> Any:
        return actions.join_group(by=request.user, group=group, **said)

    return answer(request, group, form, run, deed)


@acts_once
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a group, or take back one's asking."""
    group = seen(request, slug)
    row = queries.own_row(group, request.user)
    if row is None:
        raise DomainError(f"You are not in {group}.")
    waits = row.starts is None
    deed = Deed(
        f"Leave {group}" if not waits else "Take back your asking",
        "Leave" if not waits else "Take it back",
        f"You are no longer in {group}." if not waits else "Taken back. You can ask again.",
        LAST if queries.is_last_keeper(group, row.person) else "",
        danger=not waits,
    )

    def run() -> Any:
        return actions.leave_group(by=request.user, group=group, person=row.person)

    return answer(request, group, Form(sent(request)), run, deed)


@acts_once
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Find somebody by their name, then add them."""
    group = kept(request, slug)
    words = request.GET.get("words", "").strip()
    people = queries.fitting(group, request.user, on=clock.today())
    found = Person.found(people, words) if words else people.none()
    form = AddMemberForm(sent(request), people=offered(request, "person", people, found))
    deed = ADD if admit.allows(request.user, group) else PROPOSE

    def run(person: Person, part: str) -> Any:
        return actions.add_to_group(by=request.user, group=group, person=person, part=part)

    return chosen(request, group, form, run, deed, found=bool(words) and found.exists())


@acts_once
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a member convenor or secretary, or a member again."""
    group, row = _row(request, slug, pk, waiting=False)
    deed = Deed(
        f"{row.person} in {group}",
        "Save",
        "Saved.",
        "A convenor or secretary looks after the group: its words, its members and its papers.",
    )
    form = PartForm(sent(request), initial={"part": row.part})

    def run(part: str) -> Any:
        return actions.change_part(by=request.user, group=group, person=row.person, part=part)

    return answer(request, group, form, run, deed, also=row)


@acts_once
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take somebody out of the group."""
    group, row = _row(request, slug, pk, waiting=False)
    deed = Deed(
        "Take somebody out of this group",
        "Take them out",
        f"{row.person} is no longer in {group}. You can add them again.",
        LAST if queries.is_last_keeper(group, row.person) else "From today on they are not in it.",
        note=str(row.person),
        danger=True,
    )

    def run() -> Any:
        return actions.leave_group(by=request.user, group=group, person=row.person)

    return answer(request, group, Form(sent(request)), run, deed)


@acts_once
def let_in(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes to somebody who asked or was proposed."""
    group, row = _row(request, slug, pk, waiting=True)
    done = f"{row.person} is in {group} now and has been written to."
    deed = Deed(f"Let {row.person} in", "Let them in", done, note=row.why)

    def run() -> Any:
        return actions.let_into_group(by=request.user, group=group, person=row.person)

    return answer(request, group, Form(sent(request)), run, deed)


@acts_once
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say no to somebody who asked."""
    group, row = _row(request, slug, pk, waiting=True)
    done = f"{row.person} has been told. They may ask again."
    deed = Deed(f"Decline {row.person}", "Decline", done, note=row.why, danger=True)

    def run() -> Any:
        return actions.decline_group_request(by=request.user, group=group, person=row.person)

    return answer(request, group, Form(sent(request)), run, deed)


def _row(request: HttpRequest, slug: str, pk: int, *, waiting: bool) -> tuple[Group, GroupMember]:
    """A member of the group, or somebody who waits to be one."""
    group = seen(request, slug)
    (admit if waiting else keep_group).require(request.user, group)
    rows = GroupMember.objects.visible_to(request.user).filter(group=group, ends__isnull=True)
    row = get_object_or_404(rows.select_related("person", "group"), pk=pk)
    if (row.starts is None) != waiting:
        raise Http404
    return group, row
