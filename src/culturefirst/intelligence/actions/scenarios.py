"""Scenarios are kept and thrown away; briefs are issued."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from culturefirst.intelligence.models import Brief, Scenario, Study, StudyRun
from culturefirst.intelligence.policy import studies as policies
from culturefirst.intelligence.studying.frozen import Frozen
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line


@action("kept a scenario", allow=policies.make_studies)
def keep_scenario(
    *,
    by: Any,
    run: StudyRun,
    title: str,
    changes: Sequence[Mapping[str, Any]],
    headline: Mapping[str, float],
    outcome: Frozen,
    found: Mapping[str, Any] | None = None,
) -> Scenario:
    """Keep what would come of changes; a title stands once a run."""
    if not changes:
        raise DomainError("Nothing is changed yet: close, resize, move or add a place first.")
    said = one_line(title)
    if Scenario.objects.filter(run=run, title=said).exists():
        raise DomainError(f"There is a scenario “{said}” already. Give this one another name.")
    made = Scenario(
        run=run,
        title=said,
        changes=[dict(each) for each in changes],
        headline=dict(headline),
        found=dict(found or {}),
        outcome=outcome.content,
        digest=outcome.digest,
        made_by=getattr(by, "person", None),
        made_on=clock.today(),
    )
    made.full_clean()
    made.save()
    return made


@action("had sites looked for", allow=policies.make_studies)
def ask_siting(*, by: Any, study: Study, asked: Mapping[str, Any]) -> Study:
    """Put the search in the queue; what it finds is kept as a scenario. ``job`` is the search."""
    from culturefirst.intelligence.jobs_studies import find_sites

    study.search = find_sites.enqueue(study_id=study.pk, user_id=by.pk, asked=dict(asked), by=by)  # type: ignore[attr-defined]
    return study


@action("threw a scenario away", allow=policies.keep_scenario, on="scenario")
def throw_away_scenario(*, by: Any, scenario: Scenario) -> Scenario:
    """Remove it; a brief that told of it keeps what it said."""
    scenario.delete()
    return scenario


@action("issued a councillor’s brief", allow=policies.make_studies)
def issue_brief(
    *,
    by: Any,
    run: StudyRun,
    zone: str,
    zone_name: str,
    content: Mapping[str, Any],
    review_by: date,
    scenario: Scenario | None = None,
) -> Brief:
    """Two pages as they stand now; they are counted, and stay as they are."""
    published = Study.objects.filter(pk=run.study_id, state=Study.State.PUBLISHED)
    if not published.exists():
        raise DomainError("Publish the study first: councillors read only what is published.")
    if review_by <= clock.today():
        raise DomainError("The day of its review lies ahead. Give a later day.")
    made = Brief(
        run=run,
        scenario=scenario,
        zone=zone,
        zone_name=zone_name,
        content=dict(content),
        issued_by=getattr(by, "person", None),
        issued_on=clock.today(),
        review_by=review_by,
    )
    made.full_clean()
    made.save()
    return made
