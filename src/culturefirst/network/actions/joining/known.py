"""What the network knows of an address, and of the joinings that it has begun."""

from allauth.account.models import EmailAddress
from django.db.models import Q

from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Joining, Person, User
from culturefirst.network.queries.trail import closed_by_team

State = Joining.State


def has_account(address: str) -> bool:
    """Whether an open account signs in with it, or has confirmed it as another of its own.

    Both are asked for, each by its index, whatever the first one says: the time must not tell.
    """
    own = User.objects.filter(email=address, is_active=True).exists()
    other = EmailAddress.objects.filter(email=address, verified=True, user__is_active=True).exists()
    return own or other


def shut_out(address: str) -> bool:
    """Whether the account with this address was closed by the team, not by its owner."""
    closed = User.objects.filter(Q(email=address) | Q(person__email=address), is_active=False)
    return any(closed_by_team(user) for user in closed)


def known_person(joining: Joining) -> Person | None:
    found: Person | None = Person.objects.standing().filter(email=joining.email).first()
    return found


def close_open(address: str) -> None:
    """An older asking gives way, so that only the newest link works."""
    older = Joining.objects.filter(email=address, state__in=[State.ASKED, State.INVITED])
    older.update(state=State.WITHDRAWN)


def refuse_other_state(joining: Joining, state: str) -> None:
    if joining.state != state:
        raise DomainError(
            f"This was decided meanwhile: {joining.get_state_display().lower()}. "
            "Look at it again before you go on."
        )
