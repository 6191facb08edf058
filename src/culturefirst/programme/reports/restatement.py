"""What a frozen report would say differently today, as at the same day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from culturefirst.measures.core import Question, Window, ids
from culturefirst.measures.models import Reading
from culturefirst.measures.register import MEASURES
from culturefirst.programme.models import Report
from culturefirst.programme.queries import TargetLine, programme_view
from culturefirst.programme.reports.content import facts


@dataclass(frozen=True)
class Change:
    """A target whose figure or standing has been restated since the report was frozen.

    ``added`` and ``removed`` are the ids of the rows that came into the figure and left it.
    """

    target: int
    text: str
    then: str
    now: str
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


def restatement(report: Report) -> list[Change]:
    """Every change since the freeze, in the order of the report."""
    view = programme_view(report.work_programme, as_at=report.as_at)
    lines = {line.target.pk: line for line in view.lines}
    readings = _readings(report)
    found = (_compare(frozen, lines.get(frozen["target"]), readings) for frozen in targets(report))
    return [change for change in found if change]


def targets(report: Report) -> Iterator[Mapping[str, Any]]:
    """The frozen targets, in the order of the report."""
    for priority in report.content["priorities"]:
        for programme in priority["programmes"]:
            for activity in programme["activities"]:
                yield from activity["targets"]


def _readings(report: Report) -> dict[int, Reading]:
    keys = [frozen["reading"] for frozen in targets(report) if frozen["reading"]]
    return Reading.objects.in_bulk(keys)


def _compare(
    frozen: Mapping[str, Any], line: TargetLine | None, readings: Mapping[int, Reading]
) -> Change | None:
    then = _words(frozen["word"], frozen["sentence"])
    if line is None:
        return Change(frozen["target"], frozen["text"], then, "No longer in the programme")
    standing = line.standing
    now = _words(standing.label or standing.status.word, standing.sentence)
    # How many people of a part of the network came and went is not told either.
    counted = None if line.told else readings.get(frozen["reading"] or 0)
    added, removed = _rows(counted)
    same = all(frozen[name] == value for name, value in facts(line).items())
    # A rule that words the same fact anew restates nothing.
    if same and not added and not removed:
        return None
    return Change(frozen["target"], frozen["text"], then, now, added, removed)


def _rows(reading: Reading | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    measure = MEASURES.get(reading.measure) if reading else None
    if reading is None or measure is None:
        return (), ()
    question = Question(reading.measure, Window(reading.starts, reading.ends), reading.scope)
    before, after = set(reading.rows), set(ids(measure.rows(question.window, question.scope)))
    return tuple(sorted(after - before)), tuple(sorted(before - after))


def _words(word: str, sentence: str) -> str:
    return f"{word} · {sentence}" if sentence else word
