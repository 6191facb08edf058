"""How pages say since when an account is registered."""

from collections.abc import Sequence

from culturefirst.kit.wording import day as said
from culturefirst.network.models import Registration


def registered_told(spans: Sequence[Registration]) -> str:
    """When somebody was a registered user, in a sentence; spans come with the first one first."""
    if not spans:
        return "Has no account here."
    *before, last = [_told(span) for span in spans]
    return f"A registered user {', '.join(before)}{', and ' if before else ''}{last}."


def _told(span: Registration) -> str:
    since = said(span.starts)
    return f"from {since} to {said(span.ends)}" if span.ends else f"since {since}"
