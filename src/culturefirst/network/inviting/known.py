"""What the rows of a list are compared with, asked once for the whole list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress

from culturefirst.kit import clock
from culturefirst.kit.wording import day
from culturefirst.network.inviting.rows import plain
from culturefirst.network.models import Erasure, Joining, Organisation, SubRegion, User
from culturefirst.network.policy import manage_network
from culturefirst.network.queries.trail import closed_by_team_all


@dataclass
class Known:
    """Bodies and places by their names in plain words; addresses by what is known of them."""

    bodies: Mapping[str, Organisation]
    ended: Mapping[str, str]
    places: Mapping[str, SubRegion]
    registered: set[str]
    open_ones: Mapping[str, str]
    forgotten: set[str]
    shut_out: set[str]
    may: dict[int, bool] = field(default_factory=dict)


def known_to(by: Any) -> Known:
    """Everything that a list of this person's is compared with."""
    waiting = Joining.objects.filter(state__in=["invited", "waiting"])
    return Known(
        bodies=standing(),
        ended=_ended(),
        places=_places(),
        registered=_registered(),
        open_ones={each.email: each.get_state_display().lower() for each in waiting},
        forgotten=set(Erasure.objects.values_list("digest", flat=True)),
        shut_out=set() if manage_network.allows(by) else _shut_out(),
    )


def standing() -> dict[str, Organisation]:
    """The bodies that stand today, by every name they have."""
    bodies: dict[str, Organisation] = {}
    for name, body in named(Organisation.objects.standing_on(clock.today())):
        if name == body.name:
            bodies[plain(name)] = body
        else:
            bodies.setdefault(plain(name), body)
    return bodies


def named(bodies: Any) -> Iterable[tuple[str, Organisation]]:
    """Each of these bodies with each of its names, its own last."""
    for body in bodies.select_related("sub_region").prefetch_related("other_names"):
        others = [other.name for other in body.other_names.all()]
        for name in filter(None, [*others, body.short_name, body.name]):
            yield name, body


def _registered() -> set[str]:
    """Every address by which somebody can sign in."""
    own = User.objects.filter(is_active=True).values_list("email", flat=True)
    others = EmailAddress.objects.filter(verified=True, user__is_active=True)
    return {*own, *(email.lower() for email in others.values_list("email", flat=True))}


def _shut_out() -> set[str]:
    """The addresses of accounts that the network's team closed."""
    closed = [(user.email, user.person.email) for user in closed_by_team_all()]
    return {email.lower() for emails in closed for email in emails if email}


def _ended() -> dict[str, str]:
    """Of bodies that are no more, what to say of each by its name."""
    gone = Organisation.objects.filter(dissolved_on__lte=clock.today())
    return {
        plain(body.name): f"{body} ended on {day(body.dissolved_on)}. "
        "Give the organisation that took over, or leave the row out."
        for body in gone
    }


def _places() -> dict[str, SubRegion]:
    found: dict[str, SubRegion] = {}
    for place in SubRegion.objects.all():
        for name in (*place.short_names, place.name):
            found[plain(name)] = place
    return found
