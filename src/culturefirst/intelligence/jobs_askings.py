"""Working out several studies: on a cluster all together, here one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions.studies import CameOf
from culturefirst.intelligence.jobs_studies import refused
from culturefirst.intelligence.models import Asking, Study
from culturefirst.intelligence.queries.study_inputs import gather, version
from culturefirst.intelligence.studying.elsewhere import solved_together
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.solving import Results, Tell, solve
from culturefirst.intelligence.studying.told import headline
from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import Progress, job
from culturefirst.network.models import User


@dataclass(frozen=True)
class Gathered:
    """A study with all that it is worked out from."""

    study: Study
    inputs: Inputs
    is_open: bool


@job(says="Working out several studies", attempts=3)
def work_out_several(*, asking_id: int, user_id: int, progress: Progress) -> str:
    """Work out each; one that cannot be is told and the others go on. Twice is as once."""
    user = User.objects.get(pk=user_id)
    asking = Asking.objects.visible_to(user).get(pk=asking_id)
    work_out_all(asking, user, progress.at)
    return reverse("asking", args=[asking.pk])


def work_out_all(asking: Asking, user: Any, tell: Tell) -> None:
    """What the job does."""
    studies = list(Study.objects.visible_to(user).filter(asking=asking).order_by("pk"))
    why: dict[str, str] = {}
    run = _together if settings.CLUSTER else _in_turn
    for gathered, results in run(studies, user, why, tell):
        actions.keep_run(by=user, study=gathered.study, came_of=_came_of(gathered, results))
    actions.keep_refusals(by=user, asking=asking, refused=why)


def _in_turn(
    studies: list[Study], user: Any, why: dict[str, str], tell: Tell
) -> Iterator[tuple[Gathered, Results]]:
    for at, study in enumerate(studies):
        tell(at, len(studies), f"Working out “{study}”")
        for gathered in _gathered(study, user, why):
            try:
                yield gathered, refused(lambda one=gathered: solve(one.inputs))
            except DomainError as fault:
                why[str(study.pk)] = str(fault)


def _together(
    studies: list[Study], user: Any, why: dict[str, str], tell: Tell
) -> Iterator[tuple[Gathered, Results]]:
    found: list[Gathered] = []
    for at, study in enumerate(studies):
        tell(at, 2 * len(studies), f"Gathering “{study}”")
        found.extend(_gathered(study, user, why))
    tell(len(studies), 2 * len(studies), f"Working out {len(found)} studies on the cluster")
    came = solved_together([each.inputs for each in found])
    for gathered, result in zip(found, came, strict=True):
        if isinstance(result, str):
            why[str(gathered.study.pk)] = result
        else:
            yield gathered, result


def _gathered(study: Study, user: Any, why: dict[str, str]) -> Iterator[Gathered]:
    try:
        yield Gathered(study, *gather(study, user))
    except DomainError as fault:
        why[str(study.pk)] = str(fault)


def _came_of(gathered: Gathered, results: Results) -> CameOf:
    inputs = gathered.inputs
    return CameOf(
        inputs.frozen(),
        results.frozen(),
        headline(inputs, results),
        results.engine,
        version(),
        gathered.is_open,
    )
