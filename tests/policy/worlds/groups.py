"""A closed group with one of everything, and a private space of councillors."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.uploads import checked
from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Organisation, Paper, Role, User

OF_GROUP = (
    "group",
    "group_changes",
    "group_edit",
    "group_end",
    "group_reopen",
    "group_body_add",
    "group_join",
    "group_leave",
    "group_member_add",
    "group_paper_add",
)
OF_MEMBER = ("group_member", "group_member_remove", "group_member_let_in", "group_member_decline")
OF_PAPER = ("group_paper", "group_paper_edit", "group_paper_withdraw", "group_paper_restore")
SPACE = "Portfolio holders' network"
NOTES = checked("notes.txt", b"We met.")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """The closed group, in which the officer waits to be let in."""
    body = actions.add_organisation(
        by=SYSTEM, name="Ely City Council", kind=Organisation.Kind.DISTRICT
    )
    group = actions.add_group(by=by, name="Ely Museums Group", kind="forum", access="closed")
    slug = {"slug": group.slug}
    curator = actions.add_person(by=SYSTEM, name="Kit Fenn")
    member = actions.add_to_group(by=by, group=group, person=curator)
    waiting = actions.join_group(by=officer, group=group, why="I run a museum.")
    taking = actions.add_body(by=by, group=group, organisation=body)
    paper = _paper(by, group)
    withdrawn = actions.withdraw_paper(by=by, paper=_paper(by, group))
    _private_space(body)
    found = dict.fromkeys(OF_GROUP, slug)
    found |= {name: slug | {"pk": member.pk} for name in OF_MEMBER}
    found |= {name: slug | {"pk": waiting.pk} for name in OF_MEMBER[2:]}
    found |= {name: slug | {"pk": paper.pk} for name in OF_PAPER}
    found["group_paper_restore"] = slug | {"pk": withdrawn.pk}
    return found | {"group_body_end": slug | {"pk": taking.pk}}


def _paper(by: User, group: Group) -> Paper:
    return actions.add_paper(by=by, group=group, title="Notes of June", upload=NOTES)


def _private_space(body: Organisation) -> None:
    """A private group of councillors, with a paper that its convenor put up."""
    person = actions.add_person(by=SYSTEM, name="Ana Wells")
    post = {"title": "Portfolio holder", "role": Role.COUNCILLOR, "starts": clock.today()}
    actions.appoint(by=SYSTEM, person=person, organisation=body, **post)
    convenor = actions.open_account(by=SYSTEM, person=person, email="ana@example.org")
    group = actions.add_group(
        by=SYSTEM,
        name=SPACE,
        kind="network",
        access="private",
        only_role=Role.COUNCILLOR,
        convenor=person,
    )
    actions.add_body(by=SYSTEM, group=group, organisation=body)
    _paper(convenor, group)


def hidden() -> dict[str, dict[str, dict[str, Any]]]:
    """The private space to whoever is not in it; its papers to those who run the network, too."""
    group = Group.objects.get(name=SPACE)
    slug = {"slug": group.slug}
    member = GroupMember.objects.get(group=group)
    paper = Paper._base_manager.get(group=group)
    of_papers = {name: slug | {"pk": paper.pk} for name in OF_PAPER}
    everything = dict.fromkeys(OF_GROUP, slug) | of_papers
    everything |= {name: slug | {"pk": member.pk} for name in OF_MEMBER}
    everything["group_body_end"] = slug | {"pk": group.bodies.get().pk}
    strangers = ("nobody", "partner", "councillor", "officer", "improvement manager")
    return dict.fromkeys(strangers, everything) | {"manager": of_papers, "director": of_papers}
