"""Working out a study, while its maker does something else."""

from typing import Any

from django.urls import reverse

from culturefirst.analysis.catchment import BadInput
from culturefirst.intelligence.actions import studies as actions
from culturefirst.intelligence.models import Study
from culturefirst.intelligence.queries.study_inputs import gather, version
from culturefirst.intelligence.studying.solving import STEPS, Tell, nobody, solve
from culturefirst.intelligence.studying.telling import headline
from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import Progress, job
from culturefirst.network.models import User


@job(says="Working out a study", attempts=3)
def work_out_study(*, study_id: int, user_id: int, progress: Progress) -> str:
    """Gather, calculate, keep; run twice, it keeps one run of the same facts."""
    user = User.objects.get(pk=user_id)
    study = Study.objects.visible_to(user).get(pk=study_id)
    work_out(study, user, progress.at)
    return reverse("study", args=[study.pk])


def work_out(study: Study, user: Any, tell: Tell = nobody) -> Any:
    """What the job does, also where nobody waits for it."""
    tell(0, STEPS, "Gathering places and people")
    inputs, is_open = gather(study, user)
    results = refused(lambda: solve(inputs, tell=tell))
    came_of = actions.CameOf(
        inputs.frozen(),
        results.frozen(),
        headline(inputs, results),
        results.engine,
        version(),
        is_open,
    )
    return actions.keep_run(by=user, study=study, came_of=came_of)


def refused(run: Any) -> Any:
    """What bad input is told as: its first faults, with row and remedy."""
    try:
        return run()
    except BadInput as bad:
        raise DomainError(" ".join(str(fault) for fault in bad.faults[:5])) from bad
