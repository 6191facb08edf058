"""Which places to close with least harm, or where to open some: looked for on the study itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis.catchment import siting
from culturefirst.intelligence.studying.changes import NEW, Change
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.trying import Trial
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import plural

CANDIDATES = 40  # small areas with most unmet demand, in whose middle a new place may stand
SECONDS = 60.0
METHODS = {
    "every set tried": "Every choice was tried: there is no better one.",
    "exact": "It is proved that there is no better one.",
    "greedy and interchange": "One after another was chosen, then exchanged while that helped.",
    "time limit": "The search ended when its time was over; another may be better.",
}


@dataclass(frozen=True)
class Sought:
    """``what`` is close or open; ``zone`` an authority's code or empty; ``units`` of new ones."""

    what: str
    count: int
    zone: str = ""
    units: float = 0.0

    def title(self, inputs: Inputs) -> str:
        """What a scenario that answers it is called."""
        where = f", {dict(inputs.zones).get(self.zone, self.zone)}" if self.zone else ""
        if self.what == "close":
            return f"Close {plural(self.count, 'place')} with least harm{where}"
        return f"Open {plural(self.count, 'place')} of {self.units:g} where most helps{where}"


def sites(trial: Trial, sought: Sought) -> tuple[tuple[Change, ...], dict[str, Any]]:
    """The changes that were found, and how. ``DomainError`` where there are too few to choose."""
    candidates = _places(trial, sought) if sought.what == "close" else _spots(trial, sought)
    if len(candidates) < sought.count:
        raise DomainError(
            f"There are only {plural(len(candidates), 'candidate')} to choose from. Look for "
            "fewer, or in all authorities."
        )
    asked = [trial.asked(at, each) for at, each in enumerate(candidates)]
    if sought.what == "close":
        codes = [each.code for each in candidates]
        got = siting.least_harm_closures(trial.whatif, sought.count, among=codes, seconds=SECONDS)
        by_code = dict(zip(codes, candidates, strict=True))
    else:
        got = siting.best_openings(trial.whatif, asked, sought.count, seconds=SECONDS)
        by_code = {f"{NEW}{at}": each for at, each in enumerate(candidates)}
    chosen = tuple(by_code[str(code)] for code in got.chosen)
    return chosen, _told(got, len(candidates))


def _told(got: Any, candidates: int) -> dict[str, Any]:
    return {
        "method": got.method,
        "words": METHODS[got.method],
        "gap": round(float(got.gap), 4),
        "value": float(got.value),
        "bound": float(got.bound),
        "candidates": candidates,
    }


def _places(trial: Trial, sought: Sought) -> Sequence[Change]:
    """Places of the area studied, or of one authority, that have room."""
    rows, zones = trial.inputs.places, [code for code, _ in trial.inputs.zones]
    return [
        Change("close", rows.codes[at])
        for at in range(len(rows.codes))
        if rows.zone[at] >= 0
        and rows.capacity[at] > 0
        and (not sought.zone or zones[rows.zone[at]] == sought.zone)
    ]


def _spots(trial: Trial, sought: Sought) -> Sequence[Change]:
    """The middles of the small areas with most unmet demand."""
    rows, before = trial.inputs.areas, trial.whatif.before
    mine = rows.studied
    if sought.zone:
        zones = [code for code, _ in trial.inputs.zones]
        mine = mine & (rows.zone == zones.index(sought.zone))
    need = np.where(mine, before.too_far + before.no_room, 0.0)
    order = np.argsort(-need, kind="stable")[:CANDIDATES]
    return [
        Change(
            "open",
            "",
            int(rows.easting[at]),
            int(rows.northing[at]),
            sought.units,
            name=f"In {rows.names[at] or rows.codes[at]}",
        )
        for at in order.tolist()
        if need[at] > 0
    ]


def in_words(found: Mapping[str, Any]) -> str:
    """How good it is: the method, and how much better any could be at most."""
    said = f"{found['words']} Chosen from {plural(found['candidates'], 'candidate')}."
    if found["gap"] <= 0:
        return said
    return f"{said} No choice could serve more than {100 * found['gap']:.1f} % beyond this one."
