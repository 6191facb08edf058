"""People and the posts they hold."""

from datetime import date
from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Organisation, Person, Post, Role, SubRegion
from culturefirst.network.policy import appoint_directors, edit_person, manage_network
from culturefirst.network.rules import refuse_to_leave_nobody_in_charge


@action("added a person", allow=manage_network)
def add_person(*, by: Any, name: str, email: str = "") -> Person:
    """Add somebody who takes part in the network's work; an account is opened separately."""
    person = Person(name=name.strip(), email=email.strip().lower())
    return saved(person)


@action("corrected a person's name", allow=edit_person, on="person")
def correct_person(*, by: Any, person: Person, name: str) -> Person:
    """Set somebody's name right."""
    person.name = name.strip()
    return saved(person)


@action("made an appointment", allow=manage_network)
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
) -> Post:
    """Put somebody into a post from a day, or set up a vacant one (``person=None``).

    ``sub_region`` is where they are seconded to. Only a director appoints a director, so that
    nobody can raise themselves.
    """
    if role == Role.DIRECTOR:
        appoint_directors.require(by)
    post = Post(
        person=person,
        title=title.strip(),
        role=role,
        organisation=organisation,
        sub_region=sub_region,
        starts=starts,
        ends=ends,
    )
    return saved(post)


@action("ended a post", allow=manage_network, on="post")
def end_post(*, by: Any, post: Post, on: date, reason: str = "") -> Post:
    """End a post; ``on`` is the first day on which it is no longer held."""
    if post.role == Role.DIRECTOR:
        appoint_directors.require(by)
    if on < post.starts:
        raise DomainError(
            f"“{post}” began on {post.starts.day} {post.starts:%B %Y}: "
            "give an end that is not before."
        )
    post.ends = on
    post.save()
    refuse_to_leave_nobody_in_charge(by=by, role=post.role)
    return post
