"""What shows which criterion, as far as a reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import Resolver404, resolve, reverse

from culturefirst.improvement.models import Assessment, Evidence
from culturefirst.kit.starts import STARTS, Start, start


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as a reader is shown it; ``url`` is empty where it is not for them."""

    row: Evidence
    title: str
    url: str
    what: str


def evidence(assessment: Assessment, user: Any) -> "QuerySet[Evidence]":
    """All of an assessment that this person may read, the withdrawn ones, too."""
    rows: QuerySet[Evidence] = Evidence.objects.visible_to(user).filter(assessment=assessment)
    return rows.select_related("added_by")


def shown_criteria(assessment: Assessment) -> set[int]:
    """The keys of criteria that evidence shows; that there is some tells nothing of what it is."""
    through = Evidence.criteria.through._base_manager.filter(
        evidence__assessment=assessment, evidence__withdrawn_on__isnull=True
    )
    return set(through.values_list("criterion", flat=True))


def pieces_by_criterion(assessment: Assessment, user: Any) -> dict[int, list[Piece]]:
    """What shows each criterion; withdrawn evidence shows none."""
    rows = list(evidence(assessment, user).filter(withdrawn_on__isnull=True))
    told = {each.row.pk: each for each in pieces(rows, user)}
    through = Evidence.criteria.through._base_manager.filter(evidence__in=list(told))
    found: dict[int, list[Piece]] = {}
    for piece, criterion in through.order_by("evidence").values_list("evidence", "criterion"):
        found.setdefault(criterion, []).append(told[piece])
    return found


def pieces(rows: Iterable[Evidence], user: Any) -> list[Piece]:
    """Each with where it leads; a record of this site only for who may see that record."""
    return [_piece(row, user) for row in rows]


def _piece(row: Evidence, user: Any) -> Piece:
    if row.kind == Evidence.Kind.LINK:
        return Piece(row, row.title, row.url, "Link")
    if row.kind == Evidence.Kind.FILE:
        url = reverse("assessment_evidence_file", args=[row.assessment_id, row.pk])
        return Piece(row, row.title, url, row.ending)
    found = start(user, row.record)
    if found is None:
        return Piece(row, "A page of this site that is not open to you", "", "Page of this site")
    return Piece(row, row.title, found.url, found.what)


def record_at(user: Any, address: str) -> tuple[str, Start] | None:
    """The record whose page has this address, where this person may see it: its name, its start.

    Rooms say what their records' pages are (``kit.starts``); whichever has this page is meant.
    """
    parts, own = urlsplit(address.strip()), urlsplit(settings.ADDRESS)
    if parts.netloc and parts.netloc.casefold() != own.netloc.casefold():
        return None
    try:
        key = resolve(parts.path).kwargs.get("pk")
    except Resolver404:
        return None
    for label in STARTS.entries() if key is not None else ():
        about = f"{label}:{key}"
        found = start(user, about)
        if found is not None and found.url == parts.path:
            return about, found
    return None
