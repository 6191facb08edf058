"""Organisations assessed, self-assessments agreed, and how many people scored.

Everything counts, and no figure names a body that has not released: anybody may look at figures.
"""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from culturefirst.improvement.models import Assessment, Respondent
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import place_of_body
from culturefirst.network.models import Organisation

Stage = Assessment.Stage


def _agreed() -> QuerySet[Any]:
    rows: QuerySet[Any] = Assessment._base_manager.filter(stage=Stage.AGREED)
    return rows.select_related("organisation")


def _scored() -> QuerySet[Any]:
    rows: QuerySet[Any] = Respondent._base_manager.filter(
        submitted_at__isnull=False,
        declined_on__isnull=True,
        withdrawn_on__isnull=True,
        assessment__stage__in=(Stage.AGREEING, Stage.AGREED),
    )
    return rows.select_related("assessment")


def _show_agreed(row: Assessment) -> Shown:
    if row.released_on is None:
        return Shown(label="A self-assessment", on=row.agreed_on)
    url = reverse("assessment_result", args=[row.pk])
    return Shown(label=row.title, on=row.agreed_on, detail=str(row.organisation), url=url)


def _show_scored(row: Respondent) -> Shown:
    return Shown(label="Somebody who scored on their own", on=row.assessment.closed_on)


def _dimensions(path: str = "") -> dict[str, Dimension]:
    body = f"{path}organisation"
    return {
        "sub_region": place_of_body(f"{body}__sub_region", body),
        "body_kind": Dimension(
            f"{body}__kind", "Kind of organisation", lambda: list(Organisation.Kind.choices)
        ),
        "activity": Dimension(f"{path}serves", "Activity"),
    }


measure(
    Measure(
        key="improvement.organisations_assessed",
        title="Organisations assessed",
        definition=(
            "Organisations that agreed a self-assessment on a day within the window; each once, "
            "however many it agreed. One that was reopened counts from when it is agreed again."
        ),
        unit="organisations",
        records=_agreed,
        dated="agreed_on",
        show=_show_agreed,
        numerator=Count("organisation", distinct=True),
        words=("organisations assessed", "authorities assessed", "organisations self-assessed"),
        dimensions=_dimensions(),
    )
)

measure(
    Measure(
        key="improvement.assessments_agreed",
        title="Self-assessments agreed",
        definition=(
            "Self-assessments whose every criterion in scope was agreed, and which were agreed as "
            "a whole on a day within the window."
        ),
        unit="self-assessments",
        records=_agreed,
        dated="agreed_on",
        show=_show_agreed,
        words=("self-assessments", "self assessments agreed", "benchmark assessments"),
        dimensions=_dimensions(),
    )
)

measure(
    Measure(
        key="improvement.people_scored",
        title="People who scored a self-assessment",
        definition=(
            "People who handed in scores of their own for a self-assessment whose scoring ended "
            "on a day within the window; whoever scored two counts twice."
        ),
        unit="people",
        records=_scored,
        dated="assessment__closed_on",
        show=_show_scored,
        words=("people who scored", "respondents", "people asked for their view"),
        dimensions=_dimensions("assessment__"),
        people=True,
        names_for=lambda user: False,  # who scored is told to nobody but the team
    )
)
