"""Which evidence of an earlier assessment could show the criteria of another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.models import Assessment, Criterion, Evidence
from culturefirst.improvement.queries.evidence import Piece, evidence, pieces


@dataclass(frozen=True)
class CarriedPiece:
    """A piece of evidence, and what it would show."""

    piece: Piece
    criteria: list[Criterion]

    @property
    def was(self) -> Evidence:
        return self.piece.row


@dataclass(frozen=True)
class EvidencePlan:
    """What comes; what is here already, withdrawn or not; what shows only what is asked no more;
    and pages of this site that are gone, or not open to whoever takes over."""

    comes: list[CarriedPiece]
    stays: list[Piece]
    gone: list[Piece]
    closed: list[Piece]


def planned_evidence(
    assessment: Assessment, source: Assessment, user: Any, goes_on: Mapping[str, list[Criterion]]
) -> EvidencePlan:
    """``goes_on``: the criteria that are asked now, by the key of the one they go on from."""
    rows = evidence(source, user).filter(withdrawn_on__isnull=True).prefetch_related("criteria")
    here = set(map(_what, Evidence._base_manager.filter(assessment=assessment)))
    plan = EvidencePlan([], [], [], [])
    for piece in pieces(list(rows), user):
        shows = [new for each in piece.row.criteria.all() for new in goes_on.get(each.key, ())]
        if _what(piece.row) in here:
            plan.stays.append(piece)
        elif not shows:
            plan.gone.append(piece)
        elif not piece.url:
            plan.closed.append(piece)
        else:
            here.add(_what(piece.row))
            plan.comes.append(CarriedPiece(piece, shows))
    return plan


def _what(row: Evidence) -> tuple[str, str]:
    """What makes two pieces the same: where they lead, or the bytes of the file."""
    return row.kind, row.url or row.record or row.digest
