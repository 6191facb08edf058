"""From a target's record to questions for the measures, and from the answers to its standing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from culturefirst.measures.core import EARLIEST, Figure, Measure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.measures.withheld import Told, told_to_all
from culturefirst.programme.models import Remark, Target
from culturefirst.programme.queries.shapes import TargetLine
from culturefirst.programme.rules import (
    RECENT,
    Evidence,
    Promise,
    Said,
    Span,
    Standing,
    Status,
    periods,
    standing,
)

# A word on why and what next holds for a quarter; then it is asked for anew.
COMMENTARY_LASTS = RECENT
FEW = "How much is not told here: it could be worked out of which organisation it comes"
LOST = "The measure “{}” is no longer offered, so this target is declared until it is bound anew."


@dataclass(frozen=True)
class Asked:
    """The questions whose figures are a target's evidence; none for a declared target.

    ``before`` asks how it stood a quarter ago, so that what is recent is the difference: this
    serves what is counted on a day as well as what is counted in a time.
    """

    now: Question | None = None
    before: Question | None = None
    periods: tuple[Question, ...] = ()

    def __iter__(self) -> Iterator[Question]:
        yield from (each for each in (self.now, self.before, *self.periods) if each)


def promise(target: Target, year: Span) -> Promise:
    """The target as the rules read it; ``year`` is the time of its work programme."""
    return Promise(
        kind=target.kind,
        programme=year,
        quantity=target.quantity,
        unit=target.unit,
        per=target.per,
        starts=target.starts,
        due=target.due,
        baseline=target.baseline,
        goal=target.goal,
        direction=target.direction,
        closed_on=target.closed_on,
    )


def measure_of(target: Target) -> Measure | None:
    """The target's measure, where a room still offers it with all the target's filters."""
    found = MEASURES.get(target.measure) if target.measure else None
    return found if found and set(target.filters) <= set(found.dimensions) else None


def asked(target: Target, year: Span, as_at: date) -> Asked:
    """What to ask for the target as at a day: nothing where it is declared or yet to begin."""
    measure = measure_of(target)
    if measure is None:
        return Asked()
    held = promise(target, year)
    window = _window(target, held.time, as_at)
    if window.starts > window.ends:
        if not measure.stock:
            return Asked()
        # What there is on a day is known before the target's time begins.
        window = Window(window.ends, window.ends)
    now = _question(target, window, when=target.kind == Target.Kind.MILESTONE)
    if target.kind == Target.Kind.ONGOING:
        return Asked(now, _a_quarter_ago(target, measure, window))
    if target.kind == Target.Kind.RECURRING:
        return Asked(now, None, _each_period(target, held, as_at))
    return Asked(now)


def _window(target: Target, time: Span, as_at: date) -> Window:
    # What is logged of the target itself counts from whenever it was done; what a room counts
    # for everybody counts from the time the target names.
    own = "target" in target.filters
    milestone = target.kind == Target.Kind.MILESTONE
    anytime = own and (milestone or target.starts is None)
    # A milestone may be met late; a number of things is counted in its time.
    lasting = milestone or target.kind == Target.Kind.ONGOING
    return Window(EARLIEST if anytime else time.starts, as_at if lasting else min(time.ends, as_at))


def _a_quarter_ago(target: Target, measure: Measure, window: Window) -> Question | None:
    day = window.ends - RECENT
    if measure.stock:
        return _question(target, Window(min(window.starts, day), day))
    return _question(target, window.until(day)) if window.starts <= day else None


def _each_period(target: Target, held: Promise, as_at: date) -> tuple[Question, ...]:
    spans = periods(held)
    if len(spans) == 1:
        return ()
    begun = [span for span in spans if span.starts <= as_at]
    return tuple(_question(target, Window(s.starts, min(s.ends, as_at))) for s in begun)


def _question(target: Target, window: Window, *, when: bool = False) -> Question:
    return Question(target.measure, window, target.filters, when)


def lines(
    targets: Sequence[Target],
    *,
    year: Span,
    as_at: date,
    remarks: Mapping[int, Sequence[Remark]] | None = None,
    heard_by: date | None = None,
    exact: bool = False,
) -> dict[int, TargetLine]:
    """Each target's line by its key; one statement a shape of a measure for all of them.

    Where a figure counts people of a part of the network, its status is worked out exactly and
    its numbers are told as to anybody (``measures.withheld``), unless ``exact`` is asked for. What
    organisations keep to themselves is never told so far that one could be told apart.

    ``remarks`` are each target's, latest first. Commentary counts until ``heard_by`` (default
    ``as_at``): what stood at the end of June may be explained in July.
    """
    asking = {target.pk: asked(target, year, as_at) for target in targets}
    questions = [question for each in asking.values() for question in each]
    answers = dict(zip(map(id, questions), figures(questions), strict=True))
    said = remarks or {}
    found = {
        target.pk: line(
            target,
            asking[target.pk],
            {id(question): answers[id(question)] for question in asking[target.pk]},
            year=year,
            as_at=as_at,
            remarks=said.get(target.pk, ()),
            heard_by=heard_by or as_at,
        )
        for target in targets
    }
    return _told(found, names=exact)


def _told(found: Mapping[int, TargetLine], *, names: bool) -> dict[int, TargetLine]:
    """The lines as anybody may read them, or whoever may read every name."""
    asked_of = [(pk, each.question, each.figure) for pk, each in found.items() if each.question]
    known = [(pk, question, figure) for pk, question, figure in asked_of if figure is not None]
    shown = told_to_all([each[1] for each in known], [each[2] for each in known], names=names)
    changed = {
        pk: _withheld(found[pk], said)
        for (pk, _, _), said in zip(known, shown, strict=True)
        if not said.exact
    }
    return {**found, **changed}


def _withheld(line: TargetLine, said: Told) -> TargetLine:
    """A line whose status stands and whose numbers are those that may be told."""
    reached, whole = said.numerator.value, said.denominator.value if said.denominator else None
    standing = replace(
        line.standing,
        sentence=_sentence(line, said),
        label="",
        done=reached,
        share=None,
        expected_share=None,
    )
    figure = None if said.few else Figure(reached or 0.0, whole)  # none is not nought
    return replace(line, standing=standing, figure=figure, told=said)


def _sentence(line: TargetLine, said: Told) -> str:
    if said.few:
        return FEW
    return f"{_so_far(line, said)}; members of the network see it exactly"


def _so_far(line: TargetLine, said: Told) -> str:
    # Beside a status, "fewer than five" could be narrowed to a known few.
    if said.numerator.value is None:
        return "How many is not told here"
    return f"{said.words[:1].upper()}{said.words[1:]} {line.measure.unit if line.measure else ''}"


def line(
    target: Target,
    asking: Asked,
    answers: Mapping[int, Figure],
    *,
    year: Span,
    as_at: date,
    remarks: Sequence[Remark],
    heard_by: date,
) -> TargetLine:
    """One target's line from its questions' answers (by the question's identity) and remarks."""
    measure = measure_of(target)
    declared = None if measure else _latest(remarks, Remark.Kind.DECLARATION, as_at)
    overridden = _latest(remarks, Remark.Kind.OVERRIDE, as_at)
    commentary = _explaining(remarks, as_at, heard_by)
    evidence = _evidence(asking, answers, declared)
    stands = _stands(promise(target, year), evidence, as_at, overridden)
    return TargetLine(
        target=target,
        standing=stands,
        source="measured" if measure else "declared",
        figure=evidence.figure,
        question=asking.now,
        measure=measure,
        remark=overridden or declared,
        commentary=commentary,
        overdue_commentary=stands.status.off_track and not _fresh(commentary, as_at),
        note=LOST.format(target.measure) if target.measure and measure is None else "",
    )


def _stands(held: Promise, evidence: Evidence, as_at: date, overridden: Remark | None) -> Standing:
    override = Status(overridden.standing) if overridden else None
    return standing(held, evidence, as_at, override=override)


def _evidence(asking: Asked, answers: Mapping[int, Figure], declared: Remark | None) -> Evidence:
    now = answers[id(asking.now)] if asking.now else None
    return Evidence(
        figure=now,
        first=now.first if now else None,
        recent=_recent(asking, answers),
        periods=tuple(answers[id(question)].numerator for question in asking.periods),
        said=Said(declared.on, declared.value, declared.standing) if declared else None,
    )


def _recent(asking: Asked, answers: Mapping[int, Figure]) -> float | None:
    if asking.now is None:
        return None
    before = answers[id(asking.before)].numerator if asking.before else 0.0
    return max(0.0, answers[id(asking.now)].numerator - before)


def _latest(remarks: Sequence[Remark], kind: str, as_at: date) -> Remark | None:
    """The latest remark of a kind made by the day, and not withdrawn by then."""
    for remark in remarks:
        withdrawn = remark.withdrawn_on is not None and remark.withdrawn_on <= as_at
        if remark.kind == kind and remark.on <= as_at and not withdrawn:
            return remark
    return None


def _explaining(remarks: Sequence[Remark], as_at: date, heard_by: date) -> Remark | None:
    """The word that explains how it stood on the day: the fresh one of then, else a later one."""
    then = _latest(remarks, Remark.Kind.COMMENTARY, as_at)
    return then if _fresh(then, as_at) else _latest(remarks, Remark.Kind.COMMENTARY, heard_by)


def _fresh(commentary: Remark | None, as_at: date) -> bool:
    return commentary is not None and as_at - commentary.on <= COMMENTARY_LASTS
