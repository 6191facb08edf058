"""The rules, one a kind of target."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from culturefirst.measures.core import Figure
from culturefirst.programme.rules import words
from culturefirst.programme.rules.facts import Evidence, Promise, Said, Span, Standing, Status
from culturefirst.programme.rules.time import (
    LAST_STRETCH,
    RECENT,
    TOLERANCE,
    expected,
    paced,
    periods,
)

UNKNOWN = "Nobody has said yet where this stands"
Rule = Callable[[Promise, Evidence, date], Standing]


def standing(
    promise: Promise, evidence: Evidence, on: date, *, override: Status | None = None
) -> Standing:
    """Where the target stands at the end of ``on``.

    ``override`` is a person's own status: it is shown, and what the rules say is kept beside it.
    A closed target is closed whatever else is said of it.
    """
    worked = _worked_out(promise, evidence, on)
    worked = replace(worked, worked_out=worked.status, label=worked.label or worked.status.word)
    if override is None or worked.status is Status.CLOSED:
        return worked
    return replace(worked, status=override, label=override.word, overridden=True)


def _worked_out(promise: Promise, evidence: Evidence, on: date) -> Standing:
    if promise.closed_on is not None and promise.closed_on <= on:
        return Standing(Status.CLOSED, f"Closed on {words.day(promise.closed_on)}")
    said = evidence.said
    if said is None:
        return RULES[promise.kind](promise, evidence, on)
    if said.standing:
        return _as_said(promise, said, on)
    figure = None if said.value is None else Figure(said.value)
    return RULES[promise.kind](promise, replace(evidence, figure=figure), on)


def _as_said(promise: Promise, said: Said, on: date) -> Standing:
    status = Status(said.standing)
    told = Standing(status, f"Declared {status.word.lower()} on {words.day(said.on)}")
    if promise.kind == "ongoing":
        return _ongoing_as_said(promise, said, on, told)
    if status is Status.MET:
        done = promise.quantity or 1.0
        return replace(told, done=done, goal=done, share=1.0)
    if on > promise.time.ends and status in (Status.ON_TRACK, Status.NOT_STARTED):
        past = f"{told.sentence}; it was due by {words.day(promise.time.ends)}"
        return replace(told, status=Status.AT_RISK, sentence=past)
    return told


def _ongoing_as_said(promise: Promise, said: Said, on: date, told: Standing) -> Standing:
    if on > promise.time.ends:
        return Standing(Status.CLOSED, f"Its time ended on {words.day(promise.time.ends)}")
    if told.status is Status.ON_TRACK and on - said.on > RECENT:
        return Standing(Status.AT_RISK, f"{told.sentence}; no word for more than a quarter")
    return told


def _count(promise: Promise, evidence: Evidence, on: date) -> Standing:
    return _reached(_done(evidence), promise.quantity or 1.0, promise.time, on)


def _coverage(promise: Promise, evidence: Evidence, on: date) -> Standing:
    figure = evidence.figure
    goal = promise.quantity if figure is None or figure.denominator is None else figure.denominator
    if not goal:
        return _without_goal(promise.time, _done(evidence), on)
    return _reached(_done(evidence), goal, promise.time, on)


def _without_goal(span: Span, done: float | None, on: date) -> Standing:
    if on < span.starts:
        return _to_come(span, done, None)
    status = Status.AT_RISK if on > span.ends else Status.ON_TRACK
    if done is None:
        return Standing(status, UNKNOWN)
    return Standing(
        status, f"{words.number(done)} so far; how many there are is not said", done=done
    )


def _reached(done: float | None, goal: float, span: Span, on: date) -> Standing:
    """``done`` of ``goal`` in ``span``; ``done`` is ``None`` where nobody has said."""
    asked = expected(goal, span, on)
    share, mark = min(1.0, (done or 0.0) / goal), asked / goal if asked else None
    numbers = Standing(Status.ON_TRACK, _of(done, goal), "", done, goal, asked, share, mark)
    if done is not None and done >= goal:
        return replace(numbers, status=Status.MET, expected_share=None)
    if on < span.starts:
        return replace(numbers, status=Status.NOT_STARTED, sentence=_starts(span))
    if on > span.ends:
        return _short(numbers)
    if done is not None and paced(goal, span):
        numbers = replace(numbers, sentence=_against(numbers.sentence, done, asked))
    behind = (done or 0.0) < asked - TOLERANCE * goal
    return replace(numbers, status=Status.AT_RISK) if behind else numbers


def _of(done: float | None, goal: float) -> str:
    return UNKNOWN if done is None else f"{words.number(done)} of {words.number(goal)}"


def _against(sentence: str, done: float, asked: float) -> str:
    whole = round(asked)
    if whole == 0:
        return sentence
    # "1 of 3, 1 expected by now" would read as if nothing were behind.
    hides = done < asked and whole <= done
    return f"{sentence}, {words.number(asked if hides else whole)} expected by now"


def _starts(span: Span) -> str:
    return f"Starts on {words.day(span.starts)}"


def _to_come(span: Span, done: float | None, goal: float | None) -> Standing:
    return Standing(Status.NOT_STARTED, _starts(span), done=done, goal=goal)


def _short(numbers: Standing) -> Standing:
    if numbers.done is None or numbers.goal is None:
        return replace(numbers, status=Status.AT_RISK)
    return replace(
        numbers,
        status=Status.MISSED,
        label=f"Missed by {words.number(numbers.goal - numbers.done)}",
    )


def _recurring(promise: Promise, evidence: Evidence, on: date) -> Standing:
    each, spans = promise.quantity or 1.0, periods(promise)
    goal, done = each * len(spans), _done(evidence)
    whole = _reached(done, goal, promise.time, on)
    if len(spans) == 1 or (
        whole.status is not Status.ON_TRACK and whole.status is not Status.AT_RISK
    ):
        return whole
    place = max(index for index, span in enumerate(spans) if span.starts <= on)
    if done is None or place >= len(evidence.periods):
        return whole
    now = _reached(evidence.periods[place], each, spans[place], on)
    behind = Status.AT_RISK in (now.status, whole.status)
    status = Status.AT_RISK if behind else Status.ON_TRACK
    return replace(whole, status=status, sentence=_by_period(promise, evidence, now, place))


def _by_period(promise: Promise, evidence: Evidence, now: Standing, place: int) -> str:
    each = promise.quantity or 1.0
    short = sum(1 for counted in evidence.periods[:place] if counted < each)
    sentence = f"{now.sentence} this {promise.per}"
    if not short:
        return sentence
    before = f"{promise.per} fell" if short == 1 else f"{promise.per}s fell"
    return f"{sentence}; {short} earlier {before} short"


def _milestone(promise: Promise, evidence: Evidence, on: date) -> Standing:
    span, goal = promise.time, promise.quantity or 1.0
    reached = _reached(_done(evidence), goal, span, on)
    if reached.status is Status.MET:
        return _done_on(reached, evidence.first, span)
    if reached.status is Status.NOT_STARTED or reached.done is None or goal > 1:
        return reached
    if reached.status is Status.MISSED:
        was_due = f"Was due by {words.day(span.ends)}; nothing is recorded"
        return replace(reached, label="Missed", sentence=was_due)
    return replace(reached, sentence=f"Not done yet, due by {words.day(span.ends)}")


def _done_on(reached: Standing, first: date | None, span: Span) -> Standing:
    if first is None:
        return replace(reached, sentence="Done")
    late = (first - span.ends).days
    if late <= 0:
        return replace(reached, sentence=f"Done on {words.day(first)}")
    return replace(
        reached,
        label=f"Met {words.days(late)} late",
        sentence=f"Done on {words.day(first)}, {words.days(late)} late",
    )


def _change(promise: Promise, evidence: Evidence, on: date) -> Standing:
    span, reading = promise.time, _reading(promise, evidence.figure)
    if reading is None:
        return _no_reading(span, on)
    moved = _moved(promise, reading)
    if promise.goal is None:
        return _any_move(promise, reading, moved, on)
    return _towards_goal(promise, promise.goal, reading, on)


def _reading(promise: Promise, figure: Figure | None) -> float | None:
    if figure is None:
        return None
    if promise.unit == "%" and figure.denominator is not None:
        return None if figure.share is None else 100 * figure.share
    return figure.numerator


def _moved(promise: Promise, reading: float) -> float:
    up = reading - (promise.baseline or 0.0)
    return up if promise.direction == "up" else -up


def _no_reading(span: Span, on: date) -> Standing:
    if on < span.starts:
        return _to_come(span, None, None)
    if span.gone(on) > 1 - LAST_STRETCH:
        return Standing(Status.AT_RISK, "No reading yet")
    return Standing(Status.ON_TRACK, f"No reading yet; one is due by {words.day(span.ends)}")


def _any_move(promise: Promise, reading: float, moved: float, on: date) -> Standing:
    span, told = promise.time, _from(promise, reading)
    over = on > span.ends
    if moved > 0:
        status = Status.MET if over else Status.ON_TRACK
    elif over:
        status = Status.MISSED
    else:
        waiting = moved == 0 and span.gone(on) <= 1 - LAST_STRETCH
        status = Status.ON_TRACK if waiting else Status.AT_RISK
    if on < span.starts:
        status = Status.NOT_STARTED
    return Standing(status, told, "", reading)


def _towards_goal(promise: Promise, goal: float, reading: float, on: date) -> Standing:
    baseline = goal if promise.baseline is None else promise.baseline
    length, span = abs(goal - baseline), promise.time
    sign = 1 if promise.direction == "up" else -1
    still = sign * (goal - reading)
    told = f"{_from(promise, reading)}, goal {words.amount(goal, promise.unit)}"
    gone = span.gone(on)
    asked = baseline + (goal - baseline) * gone
    share = 1 - still / length if length else float(still <= 0)
    numbers = Standing(
        Status.ON_TRACK, told, "", reading, goal, asked, min(1.0, max(0.0, share)), gone
    )
    if still <= 0:
        return replace(numbers, status=Status.MET)
    if on < span.starts:
        return replace(numbers, status=Status.NOT_STARTED)
    if on > span.ends:
        missing = words.amount(still, promise.unit)
        return replace(numbers, status=Status.MISSED, label=f"Missed by {missing}")
    behind = share < gone - TOLERANCE
    return replace(numbers, status=Status.AT_RISK) if behind else numbers


def _from(promise: Promise, reading: float) -> str:
    now = words.amount(reading, promise.unit)
    if promise.baseline is None:
        return now
    return f"{now}, from {words.amount(promise.baseline, promise.unit)}"


def _ongoing(promise: Promise, evidence: Evidence, on: date) -> Standing:
    span, done = promise.time, _done(evidence)
    if on > span.ends:
        return Standing(Status.CLOSED, f"Its time ended on {words.day(span.ends)}", done=done)
    if on < span.starts:
        return _to_come(span, done, None)
    if evidence.recent or _said_lately(evidence, on):
        return Standing(Status.ON_TRACK, _lately(evidence), done=done)
    if not done and on < span.starts + RECENT:
        return Standing(Status.NOT_STARTED, "Nothing recorded yet", done=done)
    return Standing(Status.AT_RISK, "Nothing new in the last quarter", done=done)


def _said_lately(evidence: Evidence, on: date) -> bool:
    return evidence.said is not None and on - evidence.said.on <= RECENT


def _lately(evidence: Evidence) -> str:
    if evidence.recent:
        return f"{words.number(evidence.recent)} more in the last quarter"
    return "Spoken of in the last quarter"


def _done(evidence: Evidence) -> float | None:
    return None if evidence.figure is None else evidence.figure.numerator


RULES: dict[str, Rule] = {
    "count": _count,
    "recurring": _recurring,
    "change": _change,
    "coverage": _coverage,
    "milestone": _milestone,
    "ongoing": _ongoing,
}
