"""Letters about joining and leaving, each written into the ledger by the action it tells of."""

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from culturefirst.kit import clock, outbox
from culturefirst.kit.models import Installation
from culturefirst.network.models import Joining, User
from culturefirst.network.queries.joining import letter_key


def _network() -> str:
    return Installation.current().network


def _link(name: str, *args: object) -> str:
    """A whole address: letters are read far from the page that asked for them."""
    return f"{settings.ADDRESS}{reverse(name, args=args)}"


def _send(key: str, to: str, subject: str, *paragraphs: str) -> None:
    text = _text(_network(), *paragraphs)
    outbox.send(key=key, to=to, subject=subject, text=text, kind="account")


def _text(network: str, *paragraphs: str) -> str:
    return "\n\n".join([*paragraphs, network]) + "\n"


def confirm(joining: Joining, token: str) -> None:
    """The link by which somebody who asked shows that the address is theirs."""
    _send(
        f"joining:{joining.pk}:confirm",
        joining.email,
        f"Confirm your address to join {_network()}",
        f"Somebody, we hope you, asked to join {_network()} with this address. "
        "Open this page within two days to go on:",
        _link("join_confirm", token),
        "If it was not you, do nothing: without the link nobody can go on.",
    )


def known_already(address: str) -> None:
    """To somebody who asks to join and has an account."""
    _send(
        f"joining:known:{address}:{clock.wall():%Y-%m-%dT%H}",
        address,
        f"You have an account with {_network()} already",
        f"Somebody, we hope you, asked to join {_network()} with this address. "
        "It has an account already. Sign in here:",
        _link("account_login"),
        "If you have forgotten your password, choose a new one here:",
        _link("account_reset_password"),
        "If it was not you, do nothing.",
    )


def let_through(address: str, path: str) -> None:
    """The link by which a device may sign in to an account that is closed to strangers' tries.

    Like the next one, it asks for the network's name once: they must cost the same.
    """
    network = _network()
    _send(
        f"through:{secrets.token_hex(16)}",
        address,
        f"Signing in to {network}",
        "Too many wrong passwords were typed for your account, perhaps by somebody else, so it is "
        "closed for a while to devices that it does not know. On the device on which you want to "
        "sign in, open this page within half an hour:",
        f"{settings.ADDRESS}{path}",
        "It works once, and your password is still asked for. If you did not ask for this letter, "
        "do nothing.",
    )


def nobody_to_let_through(address: str) -> None:
    """To an address for which somebody asked the same, and which is of no account."""
    network = _network()
    _send(
        f"through:{secrets.token_hex(16)}",
        address,
        f"Signing in to {network}",
        f"Somebody, we hope you, wanted to sign in to {network} with this address. "
        "No account has it. If you have one, try your other addresses. If not, you can join:",
        _link("join"),
        "If it was not you, do nothing.",
    )


def still_waiting(joining: Joining) -> None:
    """To somebody who asks again while they wait."""
    _send(
        f"joining:{joining.pk}:still:{clock.wall():%Y-%m-%dT%H}",
        joining.email,
        f"You have asked to join {_network()} already",
        f"You asked to join {_network()} and confirmed this address. Somebody of the network "
        "will decide soon; you will be written to then, and need do nothing until then.",
    )


def you_wait(joining: Joining) -> None:
    """To somebody who has confirmed and is not known by their address."""
    _send(
        f"joining:{joining.pk}:waits",
        joining.email,
        f"You have asked to join {_network()}",
        f"Thank you, {joining.name}. We do not know {joining.body} by this address yet, so "
        "somebody of the network will look at it. You will be written to when they have.",
    )


def somebody_waits(joining: Joining, decider: User) -> None:
    """To each of those who may let somebody in; the details are on the page, not in the letter."""
    _send(
        f"joining:{joining.pk}:decide:{decider.pk}",
        decider.email,
        f"Somebody of {joining.body} asks to join",
        f"{joining.name} asks to join {_network()} for {joining.body}. "
        "Let them in or decline here:",
        _link("joining", joining.pk),
    )


def welcome(joining: Joining) -> None:
    """To somebody who was let in."""
    _send(
        f"joining:{joining.pk}:welcome",
        joining.email,
        f"Welcome to {_network()}",
        f"You are a registered user now, {joining.name}, for {joining.body}. "
        "Sign in with the password that you chose:",
        _link("account_login"),
    )


def declined(joining: Joining) -> None:
    """To somebody who was turned down, with the reason in the decider's words."""
    _send(
        f"joining:{joining.pk}:declined:{clock.wall():%Y-%m-%dT%H%M%S}",
        joining.email,
        f"About your asking to join {_network()}",
        f"We could not let you in for {joining.body}. The reason given is:",
        joining.reason,
        "If that rests on a mistake, answer this letter or ask to join again.",
    )


def invitation(joining: Joining, token: str, *, again: bool = False) -> None:
    """The link by which somebody who was invited comes in."""
    invitations([(joining, token)], again=again)


def invitations(invited: Iterable[tuple[Joining, str]], *, again: bool = False) -> None:
    """To each of many who were invited, the link by which they come in."""
    network = _network()
    outbox.send_all(_invitation(joining, token, network, again) for joining, token in invited)


def _invitation(joining: Joining, token: str, network: str, again: bool) -> outbox.Letter:
    who = str(joining.invited_by) if joining.invited_by else "The network's team"
    return outbox.Letter(
        key=letter_key(joining.pk, joining.digest),
        to=joining.email,
        subject=f"{'A reminder: you' if again else 'You'} are invited to {network}",
        text=_text(
            network,
            f"{who} invites you, {joining.name}, to join {network} as "
            f"{joining.title} of {joining.body}. Open this page within thirty days to come in:",
            _link("join_confirm", token),
            "If you would rather not, do nothing: without the link nobody can go on.",
        ),
        kind="account",
    )


def left(address: str, person: int) -> None:
    """To somebody who has left."""
    _send(
        f"left:{person}:{clock.wall():%Y-%m-%dT%H%M}",
        address,
        f"You have left {_network()}",
        "Your account is closed, you are in none of its groups any more, and nobody writes to "
        "you about any topic. You can come back by joining again with this address.",
    )
