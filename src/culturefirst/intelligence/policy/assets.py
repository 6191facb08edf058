"""Who may do what with the places that are recorded."""

from typing import Any

from culturefirst.kit.policy import is_system, policy, roles
from culturefirst.network.policy import manage_network


@policy("a director or a manager of the network, or the people of the body that owns the place")
def keep_asset(user: Any, subject: Any) -> bool:
    """``subject`` is a place; without one, anybody whose body may own some."""
    if manage_network.allows(user):
        return True
    bodies = bodies_of(user)
    return bool(bodies) if subject is None else subject.owner_id in bodies


@policy("a director or a manager of the network, or the people of the body that owns it")
def add_asset(user: Any, subject: Any) -> bool:
    """``subject`` is the owner of the place to be, where it is an organisation here."""
    if manage_network.allows(user):
        return True
    bodies = bodies_of(user)
    return bool(bodies) if subject is None else subject.pk in bodies


@policy("whoever keeps the place that was changed")
def keep_asset_change(user: Any, subject: Any) -> bool:
    """``subject`` is a change of a place."""
    return keep_asset.allows(user, subject and subject.asset)


@policy("a director or a manager of the network")
def keep_assets(user: Any, subject: Any) -> bool:
    """Kinds, sources, lists, doubles and reviews: all of what holds for every place."""
    return manage_network.allows(user)


def bodies_of(user: Any) -> frozenset[int]:
    """The keys of the bodies in which this person holds a post today."""
    if is_system(user) or not roles(user):
        return frozenset()
    return frozenset(
        post.organisation_id for post in user.posts_today if post.organisation_id is not None
    )
