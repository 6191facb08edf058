"""A letter with a link, for whom strangers' wrong passwords keep out."""

from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.policy import anybody
from culturefirst.network import addresses, letters
from culturefirst.network.actions.joining.known import has_account


@action("asked for a link to sign in by", allow=anybody)
def send_way_in(*, by: Any, email: str, path: str) -> None:
    """Write to an address with a link that lets a device try to sign in; it is told if not known.

    The work is the same in both cases.
    """
    address = addresses.normalised(email)
    if has_account(address):
        letters.let_through(address, path)
    else:
        letters.nobody_to_let_through(address)
