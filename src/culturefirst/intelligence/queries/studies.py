"""Which studies there are, and what came of them; what is large is read only where it is used."""

from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from culturefirst.intelligence.models import Brief, Scenario, Study, StudyRun
from culturefirst.intelligence.studying.inputs import Inputs, read_inputs
from culturefirst.intelligence.studying.solving import Results, read_results

LARGE = ("inputs", "results")


def studies(user: Any) -> "QuerySet[Any]":
    """Those that this person may see, with the key of the last run of each."""
    last = StudyRun.objects.filter(study=OuterRef("pk")).values("pk")[:1]
    rows: QuerySet[Any] = Study.objects.visible_to(user).select_related(
        "area_set", "population", "rates__classification", "made_by", "job"
    )
    found: QuerySet[Any] = rows.annotate(last_run=Subquery(last)).prefetch_related("kinds")
    return found


def runs(user: Any) -> "QuerySet[Any]":
    """Runs without their bytes."""
    rows: QuerySet[Any] = StudyRun.objects.visible_to(user).select_related("study")
    return rows.defer(*LARGE)


def last_run(study: Study, user: Any) -> StudyRun | None:
    """What came of a study when it was last worked out, or ``None``."""
    found: StudyRun | None = runs(user).filter(study=study).first()
    return found


def scenarios(user: Any) -> "QuerySet[Any]":
    """Kept scenarios, without their bytes."""
    rows = Scenario.objects.visible_to(user).select_related("run__study", "made_by")
    return rows.defer("outcome", "run__inputs", "run__results")


def briefs(user: Any) -> "QuerySet[Any]":
    """Issued briefs."""
    rows = Brief.objects.visible_to(user).select_related("run__study", "scenario", "issued_by")
    return rows.defer("run__inputs", "run__results", "scenario__outcome")


def inputs_of(run: StudyRun) -> Inputs:
    """What a run was worked out from; a process reads the last few only once."""
    return _inputs(run.pk, run.inputs_digest)


def results_of(run: StudyRun) -> Results:
    """What came of a run."""
    return _results(run.pk, run.results_digest)


# A run is never changed, so that what was read once stays true; the digest tells runs of other
# installations (and of tests) apart that have the same key.
@lru_cache(maxsize=4)
def _inputs(pk: int, digest: str) -> Inputs:
    return read_inputs(_bytes(pk, "inputs"))


@lru_cache(maxsize=4)
def _results(pk: int, digest: str) -> Results:
    return read_results(_bytes(pk, "results"))


def _bytes(pk: int, name: str) -> bytes:
    return bytes(StudyRun.objects.values_list(name, flat=True).get(pk=pk))
