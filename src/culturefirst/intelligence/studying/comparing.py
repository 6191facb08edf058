"""Two states beside each other: what changes, by how much, and whether that is better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.standing import Standing
from culturefirst.kit.wording import THIN, figure

SHARE, FINE, COUNT = "share", "fine", "count"  # how a figure is shown
NEARLY = 0.05  # points or visits: what moves by less does not move


@dataclass(frozen=True)
class Line:
    """A figure now and in other states; ``better`` says of each change if it is for the better."""

    label: str
    now: str
    then: tuple["Change", ...]


@dataclass(frozen=True)
class Change:
    """A figure in another state, with its difference from now."""

    shown: str
    delta: str = ""
    words: str = ""
    kind: str = ""


FIGURES = (
    # name, label, over, whether more is better
    ("within", "People within reach", "", True),
    ("within", "Of all people", "people", True),
    ("lost", "People who lose their only place", "", False),
    ("gained", "People who gain a first one", "", True),
    ("satisfied", "Demand met", "demand", True),
    ("too_far", "Too far away", "demand", False),
    ("no_room", "No room", "demand", False),
    ("score", "Room for 1 000 people within reach", "", True),
    ("kept", "Met in the own authority", "satisfied", None),
    ("exported", "Visits met elsewhere", "", None),
    ("imported", "Visits from elsewhere", "", None),
    ("used", "Room used", "capacity", None),
    ("demand", "Visits expected a week", "", None),
    ("capacity", "Room, visits a week", "", None),
    ("places", "Places", "", None),
)


def lines(inputs: Inputs, now: Standing, *then: Standing) -> list[Line]:
    """All figures, with those of other states beside now; of what was kept before, those it has."""
    states = [dict(each.headline) | _losses(inputs, now, each) for each in then]
    was = dict(now.headline) | {"lost": 0.0, "gained": 0.0}
    return [
        _line(each, was, states)
        for each in FIGURES
        if all(name in state for state in states for name in (each[0], each[2]) if name)
    ]


def _losses(inputs: Inputs, now: Standing, then: Standing) -> dict[str, float]:
    if not then.whole:
        return {}
    mine = inputs.areas.studied
    return {
        "lost": float(lost(now, then)[mine].sum()),
        "gained": float(gained(now, then)[mine].sum()),
    }


def lost(now: Standing, then: Standing) -> Array:
    """By area, people who have a place within reach now and would have none."""
    found: Array = now.area["people"] * now.area["within"] * (then.area["within"] == 0)
    return found


def gained(now: Standing, then: Standing) -> Array:
    """By area, people who would have a place within reach where there is none now."""
    found: Array = then.area["people"] * then.area["within"] * (now.area["within"] == 0)
    return found


def _line(
    each: tuple[str, str, str, bool | None],
    now: Mapping[str, float],
    then: Sequence[Mapping[str, float]],
) -> Line:
    name, label, over, more = each
    look = SHARE if over else FINE if name == "score" else COUNT
    was = _value(now, name, over)
    changes = tuple(_change(was, _value(state, name, over), look, more) for state in then)
    return Line(label, _shown(was, look), changes)


def _value(state: Mapping[str, float], name: str, over: str) -> float:
    if name == "score":
        return 1000 * float(state[name])
    if not over:
        return float(state[name])
    return 100 * float(state[name]) / float(state[over]) if state[over] else 0.0


def _shown(value: float, look: str) -> str:
    if look == SHARE:
        return f"{value:.1f}{THIN}%"
    return figure(round(value, 1) if look == FINE else round(value))


def _change(was: float, found: float, look: str, more: bool | None) -> Change:
    delta = found - was
    shown = _shown(found, look)
    size = figure(round(abs(delta))) if look == COUNT else f"{abs(delta):.1f}"
    if abs(delta) < NEARLY or size == "0":
        return Change(shown, "", "no change")
    words = f"{'points ' if look == SHARE else ''}{'more' if delta > 0 else 'less'}"
    glyph = "▲" if delta > 0 else "▼"
    if more is None:
        return Change(shown, f"{glyph} {size}", words)
    better = (delta > 0) == more
    return Change(
        shown, f"{glyph} {size}", f"{words}: {'better' if better else 'worse'}",
        "is-better" if better else "is-worse",
    )  # fmt: skip
