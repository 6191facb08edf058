"""Who may do what with offers and needs."""

from typing import Any

from culturefirst.collaboration.models import own_parties
from culturefirst.events.policy import keep_event
from culturefirst.kit import clock
from culturefirst.kit.policy import is_member, is_system, policy
from culturefirst.network.policy import keep_organisation


def works_for(user: Any) -> set[int]:
    """The keys of the bodies in which this person holds a post today."""
    return {post.organisation_id for post in user.posts_today} if is_member(user) else set()


@policy("anybody who holds a role in the network")
def see_listings(user: Any, subject: Any) -> bool:
    """Which of them somebody sees follows from ``Listing.objects.visible_to``."""
    return is_member(user)


@policy("anybody who holds a post of that organisation, or whoever keeps it")
def write_listings(user: Any, subject: Any) -> bool:
    """``subject`` is a body, or ``None``: everybody who holds a post has one to write for."""
    if subject is None:
        return is_system(user) or is_member(user)
    return subject.pk in works_for(user) or keep_organisation.allows(user, subject)


@policy("whoever wrote it or is named in it and still works there, or whoever keeps the body")
def keep_listing(user: Any, subject: Any) -> bool:
    """``subject`` is a listing."""
    if subject is None:
        return is_system(user) or is_member(user)
    if keep_organisation.allows(user, subject.organisation):
        return True
    person = getattr(user, "person_id", None)
    mine = person is not None and person in (subject.made_by_id, subject.contact_id)
    return mine and subject.organisation_id in works_for(user)


@policy("anybody who holds a post of a body that took over from its own, or whoever keeps that")
def take_over(user: Any, subject: Any) -> bool:
    """``subject`` is a listing of a body that stands no more."""
    if subject is None:
        return is_system(user) or is_member(user)
    from culturefirst.collaboration.queries.succession import took_over

    return any(write_listings.allows(user, body) for body in took_over(subject, clock.today()))


@policy("anybody who holds a post of the organisation whose it is, or whoever keeps that")
def sort_matches(user: Any, subject: Any) -> bool:
    """``subject`` is the body's own listing, for which something was suggested."""
    return write_listings.allows(user, subject and subject.organisation)


@policy("anybody who holds a post of another organisation")
def get_in_touch(user: Any, subject: Any) -> bool:
    """``subject`` is another body's listing."""
    if subject is None:
        return is_member(user)
    return bool(works_for(user) - {subject.organisation_id})


@policy("whoever keeps the event")
def keep_day(user: Any, subject: Any) -> bool:
    """``subject`` is a speed-dating day."""
    return keep_event.allows(user, subject and subject.event)


@policy("those who sit at that table, or whoever keeps the event")
def wish_for(user: Any, subject: Any) -> bool:
    """``subject`` is a party of a speed-dating day."""
    if subject is None:
        return is_system(user) or is_member(user)
    return sits_in(user, subject) or keep_day.allows(user, subject.day)


def sits_in(user: Any, party: Any) -> bool:
    """Whether this person has a place in the party."""
    return bool(own_parties(user).filter(pk=party.pk).exists())


@policy("anybody who holds a post of one of its partners")
def begin_initiatives(user: Any, subject: Any) -> bool:
    """``subject`` is a list of the bodies that are to take part, or ``None``."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return bool(works_for(user) & {body.pk for body in subject})


@policy("anybody who holds a post of one of its partners")
def keep_initiative(user: Any, subject: Any) -> bool:
    """``subject`` is an initiative; a draft is nobody else's business, not even the team's."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    bodies = works_for(user)
    partners = subject.partners.model._base_manager.filter(initiative=subject, until=None)
    return bool(bodies) and partners.filter(organisation__in=bodies).exists()


@policy("those who have a place at the day")
def see_agenda(user: Any, subject: Any) -> bool:
    """``subject`` is a party of a speed-dating day."""
    return is_member(user) and (subject is None or sits_in(user, subject))


@policy("whoever sat at one of the two sides, for that side")
def tick_meeting(user: Any, subject: Any) -> bool:
    """``subject`` is a meeting of a speed-dating day."""
    if subject is None:
        return is_member(user)
    two = (subject.a_id, subject.b_id)
    return is_member(user) and own_parties(user).filter(pk__in=two).exists()
