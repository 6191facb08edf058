"""How far actions are by what counts them, as somebody may be told of it, on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from culturefirst.improvement.figures.core import year_in_words
from culturefirst.improvement.models import Plan, PlanAction, Yardstick
from culturefirst.improvement.queries.own_figures import OwnFigures, own_figures
from culturefirst.improvement.rules_yardsticks import Far, moved
from culturefirst.improvement.rules_yardsticks import counted as far_by
from culturefirst.kit import wording
from culturefirst.measures.core import Figure, Measure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.measures.urls import figure_url
from culturefirst.measures.withheld import Told, told_all
from culturefirst.programme.narrowing import OWN

POUNDS = "pounds"
SAME_ACTIVITY = "what serves the plan’s activity"
LOST = "What counted it is not offered any more. Choose anew."
NOT_OPEN = "Its figures are the organisation’s own until the members read them"


@dataclass(frozen=True)
class Reading:
    """What an action is counted by, and what that says: in words, on a bar, with the records."""

    yardstick: Yardstick
    title: str
    said: str
    far: Far | None = None
    url: str = ""

    @property
    def reached(self) -> bool:
        return self.far is not None and self.far.reached


def yardstick_of(action: PlanAction, user: Any) -> Yardstick | None:
    """What counts an action, if anything does."""
    found: Yardstick | None = Yardstick.objects.visible_to(user).filter(action=action).first()
    return found


def readings(actions: Sequence[PlanAction], user: Any, day: date) -> dict[int, Reading]:
    """What is read of these actions, by their keys; in as many questions for one as for many."""
    held = Yardstick.objects.visible_to(user).filter(action__in=actions)
    rows: list[Yardstick] = list(held.select_related("action__plan"))
    by_measure = [each for each in rows if each.measure]
    by_figure = [each for each in rows if each.indicator]
    bodies = {each.action.plan.organisation_id for each in by_figure}
    own = own_figures(bodies, user, day) if bodies else {}
    return {each.action_id: reading for each, reading in _measured(by_measure, user, day)} | {
        each.action_id: _moved(each, own[each.action.plan.organisation_id]) for each in by_figure
    }


def measure_of(yardstick: Yardstick) -> Measure | None:
    """The measure, where a room still offers it with all that it is narrowed by."""
    found = MEASURES.get(yardstick.measure)
    return found if found and set(yardstick.filters) <= set(found.dimensions) else None


def named(measure: Measure, filters: Mapping[str, Any], names: "Names | None" = None) -> str:
    """A measure with what it is narrowed to: "Events held: Suffolk, Workshop"."""
    told = names or Names()
    said = [told.of(measure, name, value) for name, value in filters.items()]
    return f"{measure.title}: {', '.join(said)}" if said else measure.title


class Names:
    """What values of dimensions are called; each list is asked for once, however many share it."""

    def __init__(self) -> None:
        self._held: dict[Any, dict[str, str]] = {}

    def of(self, measure: Measure, name: str, value: Any) -> str:
        if name == "activity":
            return SAME_ACTIVITY
        dimension = measure.dimensions[name]
        if dimension.choices not in self._held:
            pairs = dimension.choices()
            self._held[dimension.choices] = {str(held): str(shown) for held, shown in pairs}
        return self._held[dimension.choices].get(str(value), "one that is no more")


def _measured(
    rows: Sequence[Yardstick], user: Any, day: date
) -> Sequence[tuple[Yardstick, Reading]]:
    known = [(each, measure) for each in rows if (measure := measure_of(each)) is not None]
    asked = [_question(each, measure, day) for each, measure in known]
    put = [question for question in asked if question is not None]
    counted = figures(put)
    both = zip(counted, told_all(put, counted, user), strict=True)
    answers = dict(zip(map(id, put), both, strict=True))
    names = Names()
    found = [
        (each, _read(each, named(measure, each.filters, names), question, answers, day))
        for (each, measure), question in zip(known, asked, strict=True)
    ]
    lost = [(each, Reading(each, each.measure, LOST)) for each in rows if measure_of(each) is None]
    return found + lost


def _question(it: Yardstick, measure: Measure, day: date) -> Question | None:
    """What to ask: nothing of a time that has not begun; what there is on a day is always known."""
    since = it.since or day
    if since > day and not measure.stock:
        return None
    return Question(measure.key, Window(min(since, day), day), it.filters)


def _read(
    it: Yardstick,
    title: str,
    question: Question | None,
    answers: Mapping[int, tuple[Figure, Told]],
    day: date,
) -> Reading:
    since = it.since or day
    if question is None:
        return Reading(it, title, f"Counted from {wording.day(since)}")
    measure = MEASURES[question.key]
    figure, told = answers[id(question)]
    goal = _amount(it.goal, measure.unit)
    if not told.exact or not told.known:
        return Reading(it, title, f"{told.words}; wanted: {goal}", None, figure_url(question))
    pounds = POUNDS if measure.unit == POUNDS else ""
    said = f"{_amount(figure.numerator, pounds)} of {goal}"
    said = said if measure.stock else f"{said} since {wording.day(since)}"
    far = far_by(figure.numerator, it.goal, since, it.action.due, day)
    return Reading(it, title, said, far, figure_url(question))


def _amount(number: float, unit: str) -> str:
    """As people write it: "£1,200", "20 events"."""
    figure = wording.figure(number)
    return f"£{figure}" if unit == POUNDS else f"{figure} {unit}".rstrip()


def _moved(it: Yardstick, own: OwnFigures) -> Reading:
    """A yearly figure of the body's own: what it was, what it is, what it is to become."""
    key, year = it.indicator, it.year or 0
    base, now = own.value(key, year), own.latest(key, year)
    title, shown = own.title(key), own.shown(key)
    if base is None:
        return Reading(it, title, f"Not known of {year_in_words(year)}" if own.is_own else NOT_OPEN)
    was, goal = f"{shown(base)} in {year_in_words(year)}", f"goal {shown(it.goal)}"
    if now is None:
        said = f"{was}, no later figure yet; {goal}"
        return Reading(it, title, said, Far(0.0), own.url(key, year))
    said = f"{shown(now.value)} in {year_in_words(now.year)}, from {was}; {goal}"
    far = moved(base, now.value, it.goal, own.better(key))
    return Reading(it, title, said, far, own.url(key, now.year))


def narrows(measure: Measure, plan: Plan) -> dict[str, list[tuple[Any, str]]]:
    """What a measure may be narrowed to for an action of a plan: lists that everybody may read,
    and the activity that the plan serves."""
    lists = {
        name: dimension.choices()
        for name, dimension in measure.dimensions.items()
        if name not in OWN and dimension.seen is None
    }
    if "activity" in measure.dimensions and plan.serves_id is not None:
        lists["activity"] = [(plan.serves_id, SAME_ACTIVITY)]
    return {name: choices for name, choices in lists.items() if choices}
