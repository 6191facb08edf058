"""Working a study out where there is more room: on a cluster, if one is configured, else here.

A study goes out as one task, as the bytes that are kept with its run, and its results come back as
such bytes, so that the same is calculated as here.
"""

import logging
from collections.abc import Sequence

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


def solved_together(all_inputs: Sequence[Inputs]) -> list[Results | str]:
    """The results of each, in their order; of one that cannot be solved, the sentence why.

    All are handed to the cluster together, one task each; where it does not answer, they are
    worked out here.
    """
    contents = [inputs.frozen().content for inputs in all_inputs]
    try:
        found = fleet.each(by_bytes_or_why, contents, settings.CLUSTER)
    except ValueError as silent:
        log.warning("%d studies are worked out here: %s", len(contents), silent)
        found = fleet.each(by_bytes_or_why, contents)
    return [why or read_results(content, engine) for content, engine, why in found]


def by_bytes_or_why(content: bytes) -> tuple[bytes, str, str]:
    """As ``by_bytes``, with a sentence in the stead of a fault, so that the others go on."""
    try:
        return (*by_bytes(content), "")
    except BadInput as bad:
        return b"", "", str(bad)


def by_bytes(content: bytes) -> tuple[bytes, str]:
    """Frozen results and the engine, from frozen inputs: what a worker of the cluster does."""
    results = solve(read_inputs(content))
    return results.frozen().content, results.engine
