"""Figures of surveys in words: an interval, a change with its uncertainty, a base."""

from culturefirst.analysis.survey import Change, Estimate
from culturefirst.kit.wording import figure, percent, plural


def interval(told: Estimate | None) -> str:
    """ "between 40 % and 56 %"; of all who could answer, that all have."""
    if told is None or told.low is None or told.high is None:
        return ""
    if told.low == told.high:
        return "all have answered"
    return f"between {percent(told.low)} and {percent(told.high)}"


def span_of_mean(told: Estimate | None) -> str:
    """The same of a mean."""
    if told is None or told.low is None or told.high is None:
        return ""
    if told.low == told.high:
        return "all have answered"
    return f"between {figure(round(told.low, 2))} and {figure(round(told.high, 2))}"


def moved(change: Change) -> str:
    """What changed of a share since the wave before, and whether chance alone could do it."""
    if not change.is_known or change.value is None:
        return "Nothing can be told of a change."
    size = points(abs(change.value))
    if change.low == change.high:
        word = "Risen by " if change.value > 0 else "Fallen by " if change.value < 0 else ""
        return f"{word}{size if word else 'No change'}: all have answered both times."
    low, high = sorted((change.low or 0.0, change.high or 0.0))
    room = f"between {signed(low)} and {signed(high)} points"
    if change.told == 0:
        return f"No change that can be told from chance: {room}."
    word = "Risen" if change.told > 0 else "Fallen"
    return f"{word} by {size}: very likely {room}."


def points(share: float) -> str:
    """A difference of two shares: "8 points", "0.4 points"."""
    shown = round(share * 100, 1)
    return plural(int(shown) if shown == int(shown) else shown, "point")


def signed(share: float) -> str:
    """A difference with its sign, in points."""
    shown = round(share * 100, 1) + 0.0
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return f"{sign}{abs(shown):g}"


def base(number: int, population: int | None) -> str:
    """Of how many it is a share."""
    if population is None:
        return plural(number, "answer")
    return f"{plural(number, 'answer')} of {figure(population)} asked"
