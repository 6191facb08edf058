"""A closed wave is counted: its response, and how often each answer was given."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.asking.results import Result
from culturefirst.kit.asking.series import compared
from culturefirst.kit.errors import DomainError
from culturefirst.surveys.models import Tally, Wave
from culturefirst.surveys.policy.surveys import keep_survey
from culturefirst.surveys.queries import results as queries
from culturefirst.surveys.queries.surveys import response


@action("counted a wave of a survey", allow=keep_survey, on="wave")
def count_wave(*, by: Any, wave: Wave) -> Wave:
    """Keep what it came to, for targets; counted again it comes to the same."""
    if wave.closed_on is None:
        raise DomainError("Close this wave first: it is counted once all have answered.")
    given = queries.answered(wave)
    broken = _broken(wave)
    Tally.objects.filter(wave=wave).delete()
    Tally.objects.bulk_create(
        tally for result in queries.told(given) for tally in _tallies(wave, result, broken)
    )
    tell(wave)
    told = response(wave)
    return save_changes(wave, {
        "asked_number": told.whole.asked, "answered_number": told.whole.answered,
        "sheets_number": told.answers, "counted_on": wave.counted_on or clock.today(),
    })  # fmt: skip


def tell(wave: Wave) -> None:
    """Let everybody count by those answers of which they may read the results, and by no others."""
    rows = Tally.objects.filter(wave=wave)
    open_to_all = wave.published_on is not None and wave.told == Wave.Told.ALL
    rows.update(told=False)
    if open_to_all:
        rows.filter(key__in=wave.published).update(told=True)


def _tallies(wave: Wave, result: Result, broken: set[str]) -> list[Tally]:
    if result.row:  # a row of a matrix is no answer by itself
        return []
    question = result.question
    return [
        Tally(
            wave=wave, key=question.key,
            answer=f"{wave.survey_id}:{question.key}:{line.code}"[:120],
            question=question.words[:500], words=line.words[:200], count=line.count,
            base=result.base, broken=question.key in broken,
        )
        for line in result.lines
        if line.told is not None
    ]  # fmt: skip


def _broken(wave: Wave) -> set[str]:
    before = queries.wave_before(wave)
    if before is None:
        return set()
    return {each.key for each in compared(before.asked, wave.asked) if not each.goes_on}
