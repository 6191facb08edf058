"""A questionnaire: sections of questions, each with its kind, options and when it is asked.

Everything is plain data that goes to and from JSON unchanged, so that a wave keeps the very sheet
to which people answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

END = "end"  # where a section may lead to: no more questions


class Kind(StrEnum):
    """What a question wants."""

    ONE = "one"  # one of the options
    SEVERAL = "several"  # any of the options
    SCALE = "scale"  # a whole number between two ends that have words
    MATRIX = "matrix"  # one of the options for each row
    NUMBER = "number"  # a number with its unit
    RANKING = "ranking"  # options in order, the first first
    DATE = "date"
    TEXT = "text"
    FILE = "file"


CLOSED = frozenset({Kind.ONE, Kind.SEVERAL, Kind.SCALE, Kind.MATRIX, Kind.RANKING})
WITH_OPTIONS = frozenset({Kind.ONE, Kind.SEVERAL, Kind.MATRIX, Kind.RANKING})


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from.

    ``open`` asks for words beside it ("other, please say"); ``alone`` goes with no other; ``aside``
    is no opinion ("don't know", "not for us"): it is counted and is in no base.
    """

    code: str
    words: str
    open: bool = False
    alone: bool = False
    aside: bool = False


@dataclass(frozen=True)
class Condition:
    """Whether an earlier question was answered so.

    ``of`` is ``any`` (one of the codes was chosen), ``none`` (none of them was), ``answered``, or
    ``least`` and ``most`` (a number or a scale is at least, at most ``than``).
    """

    question: str
    of: str
    codes: tuple[str, ...] = ()
    than: float | None = None


@dataclass(frozen=True)
class When:
    """When something is asked: where all conditions hold, or any of them; without any, always."""

    conditions: tuple[Condition, ...] = ()
    every: bool = True


ALWAYS = When()


@dataclass(frozen=True)
class Question:
    """One question. ``key`` stays the same from wave to wave and is unique in a sheet.

    ``rows`` are those of a matrix; ``low`` to ``high`` the ends of a scale (with ``ends``, their
    words) or of a number, which has ``decimals`` and a ``unit``; ``most`` how many may be chosen or
    ranked; ``unsure`` offers "don't know" beside a scale.
    """

    key: str
    kind: Kind
    words: str
    help: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    ends: tuple[str, str] = ("", "")
    unit: str = ""
    decimals: int = 0
    most: int | None = None
    unsure: bool = False
    long: bool = False
    when: When = ALWAYS

    def option(self, code: str) -> Option | None:
        """The option of this code."""
        return next((each for each in self.options if each.code == code), None)


@dataclass(frozen=True)
class Jump:
    """Where a section leads, if: to a later section by its key, or to the ``END``."""

    when: When
    to: str


@dataclass(frozen=True)
class Section:
    """A page of questions. The first jump whose condition holds decides what comes next."""

    key: str
    title: str
    says: str = ""
    questions: tuple[Question, ...] = ()
    when: When = ALWAYS
    jumps: tuple[Jump, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """All that is asked, in order."""

    sections: tuple[Section, ...] = ()
    thanks: str = field(default="")

    @property
    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question | None:
        """The question of this key."""
        return next((each for each in self.questions if each.key == key), None)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        found: dict[str, Any] = plain(self)
        return found


def plain(value: Any) -> Any:
    """Plain data of any part of a sheet, without what stands as it would anyway."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {
            each.name: plain(getattr(value, each.name))
            for each in fields(value)
            if getattr(value, each.name) != each.default
        }
    return str(value) if isinstance(value, Kind) else value


def sheet_of(given: Mapping[str, Any]) -> Sheet:
    """A sheet out of its plain data."""
    sections = tuple(_section(each) for each in given.get("sections", ()))
    return Sheet(sections, given.get("thanks", ""))


def _section(given: Mapping[str, Any]) -> Section:
    return Section(
        **{name: given[name] for name in ("key", "title", "says") if name in given},
        questions=tuple(question_of(each) for each in given.get("questions", ())),
        when=when_of(given.get("when")),
        jumps=tuple(Jump(when_of(each.get("when")), each["to"]) for each in given.get("jumps", ())),
    )


def question_of(given: Mapping[str, Any]) -> Question:
    """A question out of its plain data."""
    made = dict(given)
    made["kind"] = Kind(given["kind"])
    made["options"] = tuple(Option(**each) for each in given.get("options", ()))
    made["rows"] = tuple(Option(**each) for each in given.get("rows", ()))
    made["ends"] = tuple(given.get("ends", ("", "")))
    made["when"] = when_of(given.get("when"))
    return Question(**made)


def when_of(given: Mapping[str, Any] | None) -> When:
    """A condition out of its plain data."""
    if not given:
        return ALWAYS
    found = tuple(
        Condition(each["question"], each["of"], tuple(each.get("codes", ())), each.get("than"))
        for each in given.get("conditions", ())
    )
    return When(found, given.get("every", True))
