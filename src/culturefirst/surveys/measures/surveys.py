"""The share that gives an answer, the response, waves run, answers."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse

from culturefirst.analysis.survey import share
from culturefirst.kit.wording import figure, percent
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.newest import Newest
from culturefirst.measures.register import measure
from culturefirst.surveys import saying
from culturefirst.surveys.models import Survey, Tally, Wave


def _tallies() -> QuerySet[Any]:
    """Of results that everybody may read: a target is read by everybody."""
    rows: QuerySet[Any] = Tally.objects.filter(base__gt=0, told=True)
    return rows.select_related("wave__survey")


def _counted() -> QuerySet[Any]:
    rows: QuerySet[Any] = Wave.objects.filter(counted_on__isnull=False)
    return rows.select_related("survey")


def _opened() -> QuerySet[Any]:
    rows: QuerySet[Any] = Wave.objects.filter(opened_on__isnull=False)
    return rows.select_related("survey")


def _answers() -> list[tuple[Any, str]]:
    rows = _tallies().order_by("answer", "-wave__closes_on", "-pk")
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row.answer, f"{row.wave.survey}: {row.question}: {row.words}"[:200])
    return list(found.items())


def _surveys() -> list[tuple[Any, str]]:
    return [(each.pk, str(each)) for each in Survey.objects.all()]


def _published(wave: Wave) -> str:
    """Where everybody reads it; empty where not everybody may."""
    is_open = wave.published_on is not None and wave.told == Wave.Told.ALL
    return reverse("wave_told", args=[wave.pk]) if is_open else ""


def _named(wave: Wave) -> str:
    return str(wave) if _published(wave) else "A survey among some"


def _show_tally(tally: Tally) -> Shown:
    """The share with its interval and its base: a figure without them says too much."""
    wave = tally.wave
    asked = wave.asked_number if wave.asked_number >= tally.base else None
    told = share(tally.count, tally.base, population=asked)
    words = f"{percent(told.value)}: {figure(tally.count)} of {figure(tally.base)}"
    between = saying.interval(told)
    detail = ", ".join(each for each in (words, between, _break(tally)) if each)
    return Shown(
        f"{wave}: {tally.question}: {tally.words}", wave.closed_on, _published(wave), detail
    )


def _break(tally: Tally) -> str:
    return "the series begins anew here" if tally.broken else ""


def _show_wave(wave: Wave) -> Shown:
    detail = f"{figure(wave.answered_number)} of {figure(wave.asked_number)} asked"
    return Shown(_named(wave), wave.closed_on, _published(wave), detail)


def _show_opened(wave: Wave) -> Shown:
    return Shown(_named(wave), wave.opened_on, _published(wave))


measure(
    Newest(
        key="surveys.share_giving_answer",
        title="Share giving an answer",
        definition=(
            "Of those who answered a question with an opinion, those who gave one answer, in the "
            "newest wave of that survey that was closed, and told to everybody, by the window’s "
            "end. The base and the interval stand beside it."
        ),
        unit="people",
        records=_tallies,
        dated="wave__closed_on",
        also=("wave__published_on",),
        numerator=Sum("count"),
        base=lambda window: _tallies(),
        over=Sum("base", default=0),
        show=_show_tally,
        words=("measured by a survey", "survey of users", "users survey", "share of users"),
        dimensions={"answer": Dimension("answer", "Answer", _answers)},
    )
)

measure(
    Measure(
        key="surveys.response_rate",
        title="Response to surveys",
        definition=(
            "Of those asked in waves that were closed on a day within the window, those who have "
            "answered; of a survey of organisations, organisations."
        ),
        unit="of those asked",
        records=_counted,
        dated="closed_on",
        numerator=Sum("answered_number"),
        base=lambda window: _counted().filter(
            closed_on__gte=window.starts, closed_on__lte=window.ends
        ),
        over=Sum("asked_number", default=0),
        show=_show_wave,
        words=("response rate", "survey response"),
        dimensions={"survey": Dimension("survey", "Survey", _surveys)},
        base_dimensions={"survey": "survey"},
    )
)

measure(
    Measure(
        key="surveys.waves_run",
        title="Surveys run",
        definition="Waves of surveys that were opened on a day within the window, each once.",
        unit="surveys",
        records=_opened,
        dated="opened_on",
        show=_show_opened,
        words=("surveys", "survey", "surveys run", "joint survey", "yearly survey"),
        dimensions={
            "survey": Dimension("survey", "Survey", _surveys),
            "activity": Dimension("survey__serves", "Activity"),
        },
    )
)

measure(
    Measure(
        key="surveys.answers",
        title="Answers to surveys",
        definition=(
            "Sheets of answers in waves that were closed on a day within the window; trials do "
            "not count."
        ),
        unit="answers",
        records=_counted,
        dated="closed_on",
        numerator=Sum("sheets_number"),
        show=_show_wave,
        words=("survey answers", "answers to surveys", "respondents"),
        dimensions={"survey": Dimension("survey", "Survey", _surveys)},
    )
)
