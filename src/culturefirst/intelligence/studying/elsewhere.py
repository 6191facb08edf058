"""Working a study out where there is more room: on a cluster, if one is configured, else here.

A study goes out as one task, as the bytes that are kept with its run, and its results come back as
such bytes, so that the same is calculated as here.
"""

import logging

from django.conf import settings

from culturefirst.analysis.catchment import BadInput, fleet
from culturefirst.intelligence.studying.inputs import Inputs, read_inputs
from culturefirst.intelligence.studying.solving import (
    STEPS,
    Results,
    Tell,
    nobody,
    read_results,
    solve,
)

log = logging.getLogger(__name__)


def solved(inputs: Inputs, tell: Tell = nobody) -> Results:
    """The results of the inputs; ``BadInput`` wherever they were calculated.

    A cluster that does not answer keeps nobody waiting: the study is worked out here.
    """
    if not settings.CLUSTER:
        return solve(inputs, tell=tell)
    tell(1, STEPS, "Working it out on the cluster")
    try:
        [(content, engine)] = fleet.each(by_bytes, [inputs.frozen().content], settings.CLUSTER)
    except BadInput:
        raise
    except ValueError as silent:
        log.warning("A study is worked out here and not on the cluster: %s", silent)
        return solve(inputs, tell=tell)
    return read_results(content, engine)


def by_bytes(content: bytes) -> tuple[bytes, str]:
    """Frozen results and the engine, from frozen inputs: what a worker of the cluster does."""
    results = solve(read_inputs(content))
    return results.frozen().content, results.engine
