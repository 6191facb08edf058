"""Working out a study, while its maker does something else."""

from typing import Any

from django.urls import reverse

from culturefirst.analysis.catchment import BadInput
from culturefirst.intelligence.actions import scenarios
from culturefirst.intelligence.actions import studies as actions
from culturefirst.intelligence.models import Scenario, Study
from culturefirst.intelligence.queries.studies import last_run
from culturefirst.intelligence.queries.study_inputs import gather, version
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.studying.elsewhere import solved
from culturefirst.intelligence.studying.siting import Sought, sites
from culturefirst.intelligence.studying.solving import STEPS, Tell, nobody
from culturefirst.intelligence.studying.told import headline
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


@job(says="Looking for sites", attempts=3)
def find_sites(*, study_id: int, user_id: int, asked: dict[str, Any], progress: Progress) -> str:
    """Try openings or closures, keep the best as a scenario; run twice, there is one of them."""
    user = User.objects.get(pk=user_id)
    run = last_run(Study.objects.visible_to(user).get(pk=study_id), user)
    if run is None:
        raise DomainError("Work the study out first.")
    progress.at(0, 2, "Trying openings and closures")
    trial = trial_of(run)
    sought = Sought(**asked)
    title = sought.title(trial.inputs)
    held: Scenario | None = Scenario.objects.filter(run=run, title=title).first()
    if held is not None:
        return held.get_absolute_url()
    changes, found = refused(lambda: sites(trial, sought))
    progress.at(1, 2, "Keeping what was found")
    tried = trial.tried(changes)
    kept = scenarios.keep_scenario(
        by=user,
        run=run,
        title=title,
        changes=[each.plain for each in changes],
        headline=tried.headline,
        outcome=tried.frozen(),
        found=found,
    )
    return kept.get_absolute_url()


def work_out(study: Study, user: Any, tell: Tell = nobody) -> Any:
    """What the job does, also where nobody waits for it."""
    tell(0, STEPS, "Gathering places and people")
    inputs, is_open = gather(study, user)
    results = refused(lambda: solved(inputs, tell))
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
