"""What a Word record that waits would change: fields, and evidence that was typed into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.models import Assessment, BroughtRecord, Criterion, Evidence
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.queries.evidence import record_at
from culturefirst.improvement.queries.papers import answered, judged
from culturefirst.improvement.records.merging import (
    NOT,
    Change,
    answer_of,
    changes,
    decided,
    fingerprint,
)
from culturefirst.improvement.records.paper import AGREED, LEVEL, OF_ANSWER, OF_JUDGEMENT
from culturefirst.improvement.records.understood import Said

Standing = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class BroughtPiece:
    """A piece of evidence as it was typed: new, or ``row`` is here and ``shows`` more by it.

    ``record`` names the record of this site to whose page the address leads, where there is one.
    """

    title: str
    url: str
    record: str
    shows: tuple[Criterion, ...]
    row: Evidence | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether somebody took it away here: then it stays so, until it is put back here."""
        return self.row is not None and self.row.withdrawn_on is not None

    @property
    def told(self) -> list[Any]:
        """It as a fingerprint has it."""
        keys = [each.key for each in self.shows]
        return [self.title, self.url, keys, self.row.pk if self.row else 0, self.is_withdrawn]


def of_record(record: BroughtRecord) -> list[Change]:
    """The fields that it would change, as the site stands now."""
    criteria = criteria_of(record.assessment)
    said = _said(record, criteria)
    if record.respondent is not None:
        return changes(said, answered(record.respondent, criteria), OF_ANSWER)
    return changes(said, judged(record.assessment, criteria), OF_JUDGEMENT)


def evidence_of(record: BroughtRecord, user: Any) -> list[BroughtPiece]:
    """The evidence that is not here, or does not show that much here."""
    criteria = {each.key: each for each in criteria_of(record.assessment)}
    titles: dict[str, str] = {}
    shows: dict[str, list[Criterion]] = {}
    for one in _said(record, criteria.values()):
        for each in one.evidence:
            titles.setdefault(each.url, each.title)
            shows.setdefault(each.url, []).append(criteria[one.key])
    here = _here(record.assessment) if titles else {}
    pieces = [_piece(user, titles[url], url, shows[url], here) for url in titles]
    return [each for each in pieces if each.shows]


def seen_of(record: BroughtRecord, user: Any) -> str:
    """The fingerprint of all that it would change."""
    return fingerprint(of_record(record), [each.told for each in evidence_of(record, user)])


def cannot_stand(found: list[Change], standing: Standing, choices: Mapping[str, str]) -> list[str]:
    """What would be agreed without a level or a reason, in sentences."""
    faults = []
    for key, fields in decided(found, choices).items():
        now = standing.get(key, {})
        if not fields.get(AGREED, now.get(AGREED, "")):
            continue
        open_level = any(each.key == key and each.name == LEVEL and each.met for each in found)
        if not (fields.get(LEVEL) or answer_of(now) or open_level):
            faults.append(f"Criterion {key}, level: to agree it, write a level or “{NOT.lower()}”.")
        if not fields.get("why", now.get("why", "")):
            faults.append(f"Criterion {key}, reason: to agree it, say why in a sentence.")
    return faults


def _said(record: BroughtRecord, criteria: Iterable[Criterion]) -> list[Said]:
    known = {each.key for each in criteria}
    return [Said.from_json(row) for row in record.rows if row["key"] in known]


def _here(assessment: Assessment) -> dict[str, Evidence]:
    rows = Evidence._base_manager.filter(assessment=assessment).prefetch_related("criteria")
    # One that stands comes before one that was withdrawn.
    ordered = sorted(rows, key=lambda row: row.withdrawn_on is None)
    return {row.url or row.record: row for row in ordered if row.url or row.record}


def _piece(
    user: Any, title: str, url: str, shows: list[Criterion], here: Mapping[str, Evidence]
) -> BroughtPiece:
    found = record_at(user, url)
    record = found[0] if found else ""
    row = here.get(record or url) or here.get(url)
    already = {each.pk for each in row.criteria.all()} if row else set()
    more = tuple(each for each in dict.fromkeys(shows) if each.pk not in already)
    return BroughtPiece(title, url, record, more, row)
