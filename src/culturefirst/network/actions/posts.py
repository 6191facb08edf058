"""Posts: appointments, ends, vacancies, and people who move from one to the next."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Organisation, Person, Post, Role, SubRegion
from culturefirst.network.policy import (
    appoint_directors,
    keep_organisation,
    keep_post,
    manage_network,
)
from culturefirst.network.rules import refuse_to_leave_nobody_in_charge

TEAMS_ROLES = frozenset({Role.DIRECTOR, Role.MANAGER, Role.IMPROVEMENT_MANAGER})
CHANGED = frozenset({"title", "portfolio", "sub_region"})


@action("made an appointment", allow=keep_organisation, on="organisation")
def appoint(
    *,
    by: Any,
    person: Person | None,
    title: str,
    role: str,
    organisation: Organisation,
    starts: date,
    sub_region: SubRegion | None = None,
    ends: date | None = None,
    portfolio: str = "",
    leads: bool = False,
) -> Post:
    """Put somebody into a post from a day, or set up a vacant one (``person=None``).

    ``sub_region`` is where they are seconded to, ``portfolio`` what a councillor answers for.
    Roles of the team are the team's to give, and only a director appoints a director, so that
    nobody can raise themselves. Who ``leads`` keeps the organisation's people in order.
    """
    _refuse_beyond(by, role, organisation)
    if leads:
        manage_network.require(by)
    title = title.strip()
    if person is not None:
        _refuse_twice(person, organisation, title, role, starts)
    post = Post(
        person=person,
        title=title,
        role=role,
        organisation=organisation,
        sub_region=sub_region,
        portfolio=portfolio.strip(),
        leads=leads,
        starts=starts,
        ends=ends,
    )
    return saved(post)


@action("changed a post", allow=keep_post, on="post")
def edit_post(*, by: Any, post: Post, changes: Mapping[str, Any]) -> Post:
    """Set a post's title, portfolio or place of secondment."""
    _refuse_beyond(by, post.role, post.organisation)
    for name in changes.keys() & CHANGED:
        value = changes[name]
        setattr(post, name, value.strip() if isinstance(value, str) else value)
    return saved(post)


@action("ended a post", allow=keep_post, on="post")
def end_post(*, by: Any, post: Post, on: date, reason: str = "") -> Post:
    """End a post; ``on`` is the first day on which it is no longer held."""
    _refuse_beyond(by, post.role, post.organisation)
    if on < post.starts:
        raise DomainError(f"“{post}” began on {said(post.starts)}: give an end that is not before.")
    post.ends = on
    saved(post)
    refuse_to_leave_nobody_in_charge(by=by, role=post.role)
    return post


@action("took back the end of a post", allow=keep_post, on="post")
def resume_post(*, by: Any, post: Post) -> Post:
    """Let a post go on that was ended by mistake."""
    _refuse_beyond(by, post.role, post.organisation)
    if post.ends is None:
        raise DomainError(f"“{post}” has no end to take back.")
    if post.person is not None and post.person.merged_into_id is not None:
        raise DomainError("This person's record was merged into another: appoint them there.")
    post.ends = None
    if post.person is not None:
        _refuse_twice(post.person, post.organisation, post.title, post.role, post.starts, post)
    return saved(post)


@action("left a post vacant", allow=keep_post, on="post")
def vacate_post(*, by: Any, post: Post, on: date, reason: str = "") -> Post:
    """End a post and leave it standing vacant from that day; gives the vacancy."""
    if post.is_vacant:
        raise DomainError(f"“{post}” is vacant already.")
    _refuse_ended(post, on)
    end_post(by=by, post=post, on=on, reason=reason)
    vacancy = Post(
        title=post.title,
        role=post.role,
        organisation=post.organisation,
        sub_region=post.sub_region,
        portfolio=post.portfolio,
        starts=on,
    )
    return saved(vacancy)


@action("filled a vacant post", allow=keep_post, on="post")
def fill_post(*, by: Any, post: Post, person: Person, on: date) -> Post:
    """Put somebody into a vacant post from a day; gives the post they hold."""
    if not post.is_vacant:
        raise DomainError(f"“{post}” is held by somebody: end that first.")
    _refuse_ended(post, on)
    if on < post.starts:
        raise DomainError(f"“{post}” is vacant from {said(post.starts)}: give a day not before.")
    filled = appoint(
        by=by,
        person=person,
        title=post.title,
        role=post.role,
        organisation=post.organisation,
        starts=on,
        sub_region=post.sub_region,
        portfolio=post.portfolio,
    )
    # A vacancy of no days would only be noise in the history.
    if on == post.starts:
        post.delete()
    else:
        post.ends = on
        saved(post)
    return filled


@action("moved somebody to another post", allow=keep_post, on="post")
def move_post(
    *,
    by: Any,
    post: Post,
    on: date,
    organisation: Organisation,
    title: str,
    role: str,
    portfolio: str = "",
    sub_region: SubRegion | None = None,
    leave_vacant: bool = False,
) -> Post:
    """End one post and begin another on the same day; gives the new one, the old stays history."""
    person = post.person
    if person is None:
        raise DomainError(f"“{post}” is vacant: nobody can move from it.")
    _refuse_ended(post, on)
    leaving = vacate_post if leave_vacant else end_post
    new = appoint(
        by=by,
        person=person,
        title=title,
        role=role,
        organisation=organisation,
        starts=on,
        sub_region=sub_region,
        portfolio=portfolio,
    )
    leaving(by=by, post=post, on=on)
    return new


@action("changed who keeps an organisation's people", allow=keep_post, on="post")
def set_lead(*, by: Any, post: Post, leads: bool) -> Post:
    """Let whoever holds a post keep the organisation's people in order, or no longer."""
    if post.is_vacant:
        raise DomainError("A vacant post cannot keep an organisation's people.")
    if post.organisation.kind == Organisation.Kind.NETWORK:
        raise DomainError("The network's own team is kept by its director and managers.")
    post.leads = leads
    return saved(post)


def _refuse_beyond(by: Any, role: str, organisation: Organisation) -> None:
    """What only the team may give or take: its own roles and its own posts."""
    if role == Role.DIRECTOR:
        appoint_directors.require(by)
    if role in TEAMS_ROLES or organisation.kind == Organisation.Kind.NETWORK:
        manage_network.require(by)


def _refuse_twice(
    person: Person,
    organisation: Organisation,
    title: str,
    role: str,
    starts: date,
    but: Post | None = None,
) -> None:
    same = Post.objects.filter(
        person=person, organisation=organisation, role=role, title__iexact=title
    )
    held = same.exclude(pk=but and but.pk).held_on(starts)
    if held.exists():
        raise DomainError(f"{person} holds “{title}” in {organisation} already.")


def _refuse_ended(post: Post, on: date) -> None:
    if post.ends is not None and post.ends <= on:
        raise DomainError(f"“{post}” ended on {said(post.ends)}: nothing is left to change.")
