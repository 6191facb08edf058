"""What shows a judgement: added, put to further criteria, withdrawn and put back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from culturefirst.improvement.models import Assessment, Criterion, Evidence
from culturefirst.improvement.policy import work_on_assessment
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.starts import start
from culturefirst.kit.uploads import Upload
from culturefirst.kit.wording import one_line

Kind = Evidence.Kind


@action("added evidence to a self-assessment", allow=work_on_assessment, on="assessment")
def add_evidence(
    *,
    by: Any,
    assessment: Assessment,
    criteria: Iterable[Criterion],
    title: str,
    url: str = "",
    record: str = "",
    upload: Upload | None = None,
    dated: date | None = None,
) -> Evidence:
    """Add a link, a record of this site or a file, for one criterion or several."""
    _require_standing(assessment)
    if bool(url) + bool(record) + bool(upload) != 1:
        raise DomainError("Give a link, a page of this site, or a file: one of them.")
    if record and start(by, record) is None:
        raise DomainError("That page of this site is not there, or not for you to show.")
    made = Evidence(
        assessment=assessment, title=one_line(title), url=url, record=record, dated=dated,
        kind=Kind.LINK if url else Kind.RECORD if record else Kind.FILE,
        added_by=getattr(by, "person", None), added_on=clock.today(),
    )  # fmt: skip
    if upload is not None:
        _hold(made, upload)
    made.full_clean()
    made.save()
    made.criteria.set(_asked(assessment, criteria))
    return made


@action("said what evidence is for", allow=work_on_assessment, on="assessment")
def edit_evidence(
    *,
    by: Any,
    assessment: Assessment,
    evidence: Evidence,
    criteria: Iterable[Criterion],
    title: str = "",
    shown: Iterable[int] | None = None,
) -> Evidence:
    """Let one piece of evidence show other criteria, too, or fewer.

    ``shown`` are the keys of those that a page had ticked: what somebody else ticked or took away
    since stays as they left it.
    """
    _require_standing(assessment)
    row = _of(assessment, evidence)
    row.title = one_line(title) or row.title
    row.save(update_fields=["title"])
    chosen = {each.pk for each in _asked(assessment, criteria)}
    now = set(row.criteria.values_list("pk", flat=True))
    was = now if shown is None else set(shown)
    row.criteria.set((now | (chosen - was)) - (was - chosen) or chosen)
    return row


@action("withdrew evidence", allow=work_on_assessment, on="assessment")
def withdraw_evidence(*, by: Any, assessment: Assessment, evidence: Evidence) -> Evidence:
    """Take evidence away; it can be put back."""
    row = _of(assessment, evidence)
    if row.withdrawn_on is not None:
        raise DomainError("It was withdrawn already.")
    row.withdrawn_on = clock.today()
    row.save(update_fields=["withdrawn_on"])
    return row


@action("put evidence back", allow=work_on_assessment, on="assessment")
def restore_evidence(*, by: Any, assessment: Assessment, evidence: Evidence) -> Evidence:
    """Let withdrawn evidence count again."""
    row = _of(assessment, evidence)
    if row.withdrawn_on is None:
        raise DomainError("It is not withdrawn.")
    row.withdrawn_on = None
    row.save(update_fields=["withdrawn_on"])
    return row


def _hold(row: Evidence, upload: Upload) -> None:
    row.name, row.media_type = upload.name, upload.media_type
    row.size, row.digest = len(upload.content), upload.digest
    row.file.save(upload.stored_name, ContentFile(upload.content), save=False)


def _asked(assessment: Assessment, criteria: Iterable[Criterion]) -> list[Criterion]:
    chosen = list(criteria)
    known = {each.pk for each in criteria_of(assessment)}
    if not chosen:
        raise ValidationError({"criteria": "Choose at least one criterion that it shows."})
    if {each.pk for each in chosen} - known:
        raise DomainError("A criterion is not in the scope of this assessment.")
    return chosen


def _of(assessment: Assessment, evidence: Evidence) -> Evidence:
    rows = Evidence._base_manager.filter(assessment=assessment, pk=evidence.pk)
    row: Evidence | None = rows.first()
    if row is None:
        raise DomainError("That evidence is not there any more. Open the page again.")
    return row


def _require_standing(assessment: Assessment) -> None:
    if assessment.stage == Assessment.Stage.WITHDRAWN:
        raise DomainError("It was withdrawn, so nothing is added to it any more.")
