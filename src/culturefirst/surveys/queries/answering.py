"""What a secret, a browser or an account opens: an invitation, an unfinished sheet, a wave."""

from typing import Any

from culturefirst.surveys.envelopes import digest_of
from culturefirst.surveys.models import AnswerSheet, Finding, Invitation, Unfinished, Wave
from culturefirst.surveys.queries.surveys import mine


def invited(secret: str) -> Invitation | None:
    """The invitation whose letter has this secret."""
    rows = Invitation._base_manager.select_related("wave__survey", "organisation", "person")
    found: Invitation | None = rows.filter(digest=digest_of(secret)).first()
    return found


def invitation_of(sheet: Unfinished, user: Any, secret: str | None) -> Invitation | None:
    """Who sends a sheet: of an anonymous survey only the browser's secret or the account tells."""
    if sheet.invitation is not None:
        found: Invitation = sheet.invitation
        return found
    by_link = invited(secret) if secret else None
    if by_link is not None and by_link.wave_id == sheet.wave_id:
        return by_link
    return mine(user, sheet.wave) if user.is_authenticated else None


def asked_of(user: Any, pk: int) -> Invitation | None:
    """This person's invitation to a wave that was opened."""
    rows = Invitation.objects.visible_to(user).filter(wave=pk, wave__opened_on__isnull=False)
    found: Invitation | None = rows.select_related("wave__survey", "organisation").first()
    return found


def number_asked(wave: Wave) -> int:
    """How many were asked so far."""
    return Invitation._base_manager.filter(wave=wave).count()


def texts(wave: Wave, key: str) -> list[str]:
    """What was written to one question, in an order of chance and without names."""
    rows = AnswerSheet._base_manager.filter(wave=wave, test=False, words__has_key=key)
    return [words[key] for words in rows.order_by("pk").values_list("words", flat=True)]


def findings(wave: Wave, user: Any) -> dict[str, str]:
    """What is said beside the figures, by question."""
    rows = Finding.objects.visible_to(user).filter(wave=wave)
    return dict(rows.values_list("question", "words"))
