"""What is held, and what erasing does with it, in words for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from culturefirst.kit.holdings import HOLDINGS, Holding, Row
from culturefirst.kit.wording import day
from culturefirst.network.privacy import derived


def told(row: Row) -> list[tuple[str, str]]:
    """A row's values under their names, as a person reads them; what is empty is left out."""
    pairs = ((str(name), _words(value)) for name, value in row.items())
    return [(name[:1].upper() + name[1:].replace("_", " "), said) for name, said in pairs if said]


@dataclass(frozen=True)
class Effects:
    """What is deleted or emptied, and what stays, with the reason."""

    goes: list[str]
    stays: list[tuple[str, str]]


def when_erased() -> Effects:
    """What becomes of each kind of thing when its person is erased."""
    stays = [(each.what, why) for each in HOLDINGS if (why := why_it_stays(each))]
    kept = {what for what, _ in stays}
    return Effects([each.what for each in HOLDINGS if each.what not in kept], stays)


def why_it_stays(holding: Holding) -> str:
    """Why something stays without the name; empty where it goes."""
    if holding.stays:
        return holding.stays
    subject = derived.subject_of(holding.model) if holding.model is not None else None
    return subject.why if subject is not None and subject.erasing == "keep" else ""


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{day(local)}, {local:%H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(each)}" for name, each in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_words(each) for each in value)
    return "" if value is None else str(value)
