"""A section of a sheet as a form: it works without JavaScript, and keeps what is half-filled.

A field bears its question's key; of a matrix or a ranking there is one for each row or place
(``key.row``), and beside an option that asks for words one for these (``key~option``).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms

from culturefirst.kit.asking.answers import MOST_LETTERS, NEEDED, UNSURE, Refused, understood
from culturefirst.kit.asking.piping import piped
from culturefirst.kit.asking.routing import asked_in
from culturefirst.kit.asking.sheet import Kind, Option, Question, Section, Sheet
from culturefirst.kit.forms import Form

BESIDE = "~"
MANY = 12  # options beyond which a list to choose from is shown, and no row of buttons
PLACES = ("First", "Second", "Third")
Fields = Iterator[tuple[str, forms.Field]]


class SectionForm(Form):
    """The questions of one section that are asked of whoever answered so far as ``answers``.

    ``answered`` are the answers that are sound, with the words beside options, ready to be kept.
    """

    def __init__(
        self, data: Any = None, *, sheet: Sheet, section: Section, answers: Mapping[str, Any]
    ) -> None:
        self.questions = asked_in(section, answers)
        super().__init__(data, initial=_initial(self.questions, answers))
        for question in self.questions:
            words = piped(question.words, sheet, answers)
            for name, field in FIELDS.get(question.kind, _text)(question, words):
                field.required = question.required and question.kind != Kind.RANKING
                field.error_messages["required"] = NEEDED
                field.later = False  # type: ignore[attr-defined]
                self.fields[name] = field
            self.fields.update(_beside(question))
        self.answered: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Every question by itself, so that what is sound is kept beside what is not."""
        given: dict[str, Any] = super().clean() or {}
        for question in self.questions:
            first = next(name for name in self.fields if _is_of(name, question))
            try:
                self.answered[question.key] = understood(question, _read(question, given))
            except Refused as refused:
                if not any(_is_of(name, question) for name in self.errors):
                    self.add_error(first, str(refused))
            for name in [each for each in self.fields if each.startswith(question.key + BESIDE)]:
                self.answered[name] = given.get(name) or None
        return given

    @property
    def asked(self) -> Iterator[tuple[Question, list[forms.BoundField]]]:
        """Each question with its fields, for the page."""
        for question in self.questions:
            yield question, [self[name] for name in self.fields if _is_of(name, question)]


def _is_of(name: str, question: Question) -> bool:
    key = question.key
    return name == key or name.startswith((f"{key}.", f"{key}{BESIDE}"))


def _choices(options: tuple[Option, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.words) for each in options]


def _one(question: Question, words: str) -> Fields:
    choices = _choices(question.options)
    if len(choices) > MANY:
        select = forms.ChoiceField(choices=[("", "Choose"), *choices], label=words)
        yield question.key, _said(select, question)
        return
    field = forms.ChoiceField(choices=choices, label=words, widget=forms.RadioSelect)
    yield question.key, _said(field, question)


def _several(question: Question, words: str) -> Fields:
    field = forms.MultipleChoiceField(
        choices=_choices(question.options), label=words, widget=forms.CheckboxSelectMultiple
    )
    most = f" Choose at most {question.most}." if question.most else " Choose all that apply."
    yield question.key, _said(field, question, most)


def _scale(question: Question, words: str) -> Fields:
    low, high = int(question.low or 0), int(question.high or 0)
    ends = {low: question.ends[0], high: question.ends[1]}
    steps = [(str(at), f"{at} {ends.get(at, '')}".strip()) for at in range(low, high + 1)]
    if question.unsure:
        steps.append((UNSURE, "Don’t know"))
    field = forms.ChoiceField(choices=steps, label=words, widget=forms.RadioSelect)
    yield question.key, _said(field, question)


def _matrix(question: Question, words: str) -> Fields:
    for row in question.rows:
        yield (
            f"{question.key}.{row.code}",
            forms.ChoiceField(
                choices=_choices(question.options), label=row.words, widget=forms.RadioSelect
            ),
        )


def _ranking(question: Question, words: str) -> Fields:
    choices = [("", "Choose"), *_choices(question.options)]
    for at in range(question.most or len(question.options)):
        label = PLACES[at] if at < len(PLACES) else f"Place {at + 1}"
        yield f"{question.key}.{at + 1}", forms.ChoiceField(choices=choices, label=label)


def _number(question: Question, words: str) -> Fields:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    field = forms.CharField(label=words, widget=widget, max_length=40)
    yield question.key, _said(field, question, f" In {question.unit}." if question.unit else "")


def _date(question: Question, words: str) -> Fields:
    from culturefirst.kit.fields import DayField

    yield question.key, _said(DayField(label=words), question)


def _text(question: Question, words: str) -> Fields:
    widget = forms.Textarea(attrs={"rows": 4}) if question.long else forms.TextInput()
    yield question.key, _said(forms.CharField(label=words, widget=widget), question)


FIELDS: Mapping[Kind, Callable[[Question, str], Fields]] = {
    Kind.ONE: _one,
    Kind.SEVERAL: _several,
    Kind.SCALE: _scale,
    Kind.MATRIX: _matrix,
    Kind.RANKING: _ranking,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TEXT: _text,
}


def _said(field: forms.Field, question: Question, more: str = "") -> forms.Field:
    field.help_text = f"{question.help}{more}".strip()
    return field


def _beside(question: Question) -> Iterator[tuple[str, forms.Field]]:
    for option in question.options:
        if option.open:
            field = forms.CharField(
                label=f"{option.words}: which?", required=False, max_length=MOST_LETTERS
            )
            yield f"{question.key}{BESIDE}{option.code}", field


def _read(question: Question, given: Mapping[str, Any]) -> Any:
    """A question's answer out of its fields."""
    if question.kind == Kind.MATRIX:
        return {row.code: given.get(f"{question.key}.{row.code}") for row in question.rows}
    if question.kind == Kind.RANKING:
        places = range(1, (question.most or len(question.options)) + 1)
        named = [given.get(f"{question.key}.{at}") for at in places]
        return [code for code in named if code]
    answer: Any = given.get(question.key)
    return answer.isoformat() if isinstance(answer, date) else answer


def _initial(questions: list[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields begin with."""
    found: dict[str, Any] = {}
    for question in questions:
        answer = answers.get(question.key)
        if question.kind == Kind.MATRIX:
            found |= {f"{question.key}.{row}": code for row, code in (answer or {}).items()}
        elif question.kind == Kind.RANKING:
            found |= {f"{question.key}.{at}": code for at, code in enumerate(answer or (), start=1)}
        elif answer is not None:
            found[question.key] = answer
        beside = [name for name in answers if name.startswith(question.key + BESIDE)]
        found |= {name: answers[name] for name in beside}
    return found
