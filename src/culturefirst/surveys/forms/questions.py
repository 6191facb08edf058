"""The forms by which a sheet is written: sections, questions, when they are asked."""

from typing import Any, ClassVar

from django import forms

from culturefirst.kit.asking.editing import key_for, lines_of, options_of
from culturefirst.kit.asking.sheet import (
    ALWAYS,
    END,
    WITH_OPTIONS,
    Condition,
    Jump,
    Kind,
    Question,
    Section,
    Sheet,
    When,
)
from culturefirst.kit.fields import AmountField
from culturefirst.kit.fields import words as sentences
from culturefirst.kit.forms import Form

KINDS = {
    Kind.ONE: "One of several answers",
    Kind.SEVERAL: "Any of several answers",
    Kind.SCALE: "A scale",
    Kind.MATRIX: "A table: one answer for each row",
    Kind.NUMBER: "A number",
    Kind.RANKING: "Answers put in order",
    Kind.DATE: "A day",
    Kind.TEXT: "Words",
}
MARKS = (
    "One a line. Put * before an answer that asks for words beside it, - before one that goes with "
    "no other, ? before “don’t know”, which is in no base."
)
TESTS = (("any", "is one of these"), ("none", "is none of these"), ("least", "is at least"),
         ("most", "is at most"), ("answered", "was answered"))  # fmt: skip


class WhenFields(Form):
    """When something is asked: one condition, by an answer to an earlier question.

    A sheet can hold several; this form shows and keeps the first alone.
    """

    when_question = forms.ChoiceField(label="Ask it only if", required=False)
    when_of = forms.ChoiceField(label="the answer", choices=TESTS, required=False)
    when_codes = forms.MultipleChoiceField(
        label="of these answers", required=False, widget=forms.SelectMultiple
    )
    when_than = AmountField(label="than the number", required=False)
    when_names: ClassVar[tuple[str, ...]] = ("when_question", "when_of", "when_codes", "when_than")

    def set_earlier(self, earlier: list[Question]) -> None:
        """Offer the questions of earlier sections, and their answers."""
        named = [("", "Always"), *((each.key, each.words[:80]) for each in earlier)]
        codes = [
            (each.words[:60], [(f"{each.key}={o.code}", o.words) for o in each.options])
            for each in earlier
            if each.options
        ]
        self.fields["when_question"].choices = named  # type: ignore[attr-defined]
        self.fields["when_codes"].choices = codes  # type: ignore[attr-defined]

    def when(self) -> When:
        """What was said."""
        given = self.cleaned_data
        question = given.get("when_question")
        if not question:
            return ALWAYS
        chosen = (each.partition("=") for each in given.get("when_codes") or ())
        codes = tuple(code for key, _, code in chosen if key == question)
        of = given.get("when_of") or "any"
        than = given.get("when_than") if of in ("least", "most") else None
        return When((Condition(question, of, codes if of in ("any", "none") else (), than),))

    @staticmethod
    def of_when(when: When) -> dict[str, Any]:
        """The fields of a condition, for a form that is opened."""
        if not when.conditions:
            return {}
        first = when.conditions[0]
        return {
            "when_question": first.question,
            "when_of": first.of,
            "when_codes": [f"{first.question}={code}" for code in first.codes],
            "when_than": first.than,
        }


class QuestionForm(WhenFields):
    """One question; which fields count follows from its kind."""

    kind = forms.ChoiceField(label="Kind of answer", choices=list(KINDS.items()))
    words = sentences("What is asked", rows=2, help_text="Earlier answers can be put in: {{key}}.")
    help = forms.CharField(label="What helps to answer it", max_length=300, required=False)
    required = forms.BooleanField(label="An answer is needed", required=False)
    options = sentences("Answers to choose from", rows=6, required=False, help_text=MARKS)
    rows = sentences("Rows of the table", rows=4, required=False, help_text="One a line.")
    low = AmountField(label="From", required=False)
    high = AmountField(label="To", required=False)
    low_end = forms.CharField(label="Words at the low end", max_length=60, required=False)
    high_end = forms.CharField(label="Words at the high end", max_length=60, required=False)
    unsure = forms.BooleanField(label="Offer “don’t know” beside the scale", required=False)
    unit = forms.CharField(max_length=30, required=False)
    decimals = forms.IntegerField(
        label="Decimals", required=False, min_value=0, max_value=6, initial=0
    )
    most = forms.IntegerField(label="Choose at most", required=False, min_value=1, max_value=60)
    long = forms.BooleanField(label="Room for several sentences", required=False)
    key = forms.SlugField(
        label="Key", required=False, max_length=40,
        help_text="The same key in another wave means the same question. Leave it as it is.",
    )  # fmt: skip
    sections = (
        ("The question", ("words", "help", "kind", "required")),
        ("Answers to choose from", ("options", "rows", "most")),
        (
            "A scale or a number",
            ("low", "high", "low_end", "high_end", "unit", "decimals", "unsure"),
        ),
        ("Words", ("long",)),
        ("When it is asked", (*WhenFields.when_names, "key")),
    )
    grouped = ("low", "high", "low_end", "high_end", "unit", "decimals")

    def __init__(
        self, *args: Any, sheet: Sheet, section: str, question: Question | None, **kwargs: Any
    ) -> None:
        self.sheet, self.held = sheet, question
        kwargs.setdefault("initial", of_question(question) if question else {})
        super().__init__(*args, **kwargs)
        self.set_earlier(earlier(sheet, section))

    def clean(self) -> dict[str, Any]:
        """What this kind needs."""
        given: dict[str, Any] = super().clean() or {}
        kind = given.get("kind")
        if kind in WITH_OPTIONS and len(options_of(given.get("options", ""))) < 2:
            self.add_error("options", "Give two answers to choose from, or more, one a line.")
        if kind == Kind.MATRIX and not options_of(given.get("rows", "")):
            self.add_error("rows", "Give the rows of the table, one a line.")
        low, high = given.get("low"), given.get("high")
        if kind == Kind.SCALE and (low is None or high is None or low >= high):
            self.add_error("low", "Give the two ends of the scale, such as 1 and 5.")
        return given

    def question(self) -> Question:
        """The question that was said; a new one gets a key of its words."""
        given, held = self.cleaned_data, self.held
        kind = Kind(given["kind"])
        taken = [each.key for each in self.sheet.questions if held is None or each.key != held.key]
        key = given.get("key") or (held.key if held else key_for(given["words"], taken))
        before, rows_before = (held.options, held.rows) if held else ((), ())
        scaled = kind in (Kind.SCALE, Kind.NUMBER)
        return Question(
            key=key, kind=kind, words=" ".join(given["words"].split()), help=given["help"],
            required=given["required"],
            options=options_of(given["options"], before) if kind in WITH_OPTIONS else (),
            rows=options_of(given["rows"], rows_before) if kind == Kind.MATRIX else (),
            low=given["low"] if scaled else None, high=given["high"] if scaled else None,
            ends=(given["low_end"], given["high_end"]) if kind == Kind.SCALE else ("", ""),
            unit=given["unit"] if kind == Kind.NUMBER else "",
            decimals=(given["decimals"] or 0) if kind == Kind.NUMBER else 0,
            most=given["most"] if kind in (Kind.SEVERAL, Kind.RANKING) else None,
            unsure=given["unsure"] if kind == Kind.SCALE else False,
            long=given["long"] if kind == Kind.TEXT else False,
            when=self.when(),
        )  # fmt: skip


def of_question(question: Question) -> dict[str, Any]:
    """What the form holds of a question."""
    names = ("key", "kind", "words", "help", "required", "low", "high", "unit", "decimals", "most",
             "unsure", "long")  # fmt: skip
    return {name: getattr(question, name) for name in names} | {
        "options": lines_of(question.options),
        "rows": lines_of(question.rows),
        "low_end": question.ends[0],
        "high_end": question.ends[1],
        **WhenFields.of_when(question.when),
    }


class SectionForm(WhenFields):
    """A page of questions: its heading, what it says, when it is shown, where it leads."""

    title = forms.CharField(label="Heading", max_length=120)
    says = sentences("What it says before its questions", rows=3, required=False)
    leads = forms.ChoiceField(
        label="After it, go on to", required=False,
        help_text="Whoever answers comes to the next section, unless you say otherwise.",
    )  # fmt: skip
    sections = (
        ("The section", ("title", "says")),
        ("When it is shown", WhenFields.when_names),
        ("Where it leads", ("leads",)),
    )

    def __init__(self, *args: Any, sheet: Sheet, section: Section | None, **kwargs: Any) -> None:
        self.sheet, self.held = sheet, section
        kwargs.setdefault("initial", self.of_section(section) if section else {})
        super().__init__(*args, **kwargs)
        self.set_earlier(earlier(sheet, section.key if section else ""))
        keys = [each.key for each in sheet.sections]
        after = keys.index(section.key) + 1 if section else len(keys)
        later = [(each.key, each.title) for each in sheet.sections[after + 1 :]]
        choices = [("", "The next section"), *later, (END, "The end")]
        self.fields["leads"].choices = choices  # type: ignore[attr-defined]

    def section(self) -> Section:
        """The section that was said, with the questions that it had."""
        given, held = self.cleaned_data, self.held
        key = held.key if held else key_for(given["title"], [s.key for s in self.sheet.sections])
        conditional = tuple(each for each in (held.jumps if held else ()) if each.when.conditions)
        last = (Jump(ALWAYS, given["leads"]),) if given.get("leads") else ()
        return Section(
            key=key, title=" ".join(given["title"].split()), says=given["says"].strip(),
            questions=held.questions if held else (), when=self.when(),
            jumps=(*conditional, *last),
        )  # fmt: skip

    @staticmethod
    def of_section(section: Section) -> dict[str, Any]:
        """What the form holds of a section."""
        plain = next((each.to for each in section.jumps if not each.when.conditions), "")
        found = {"title": section.title, "says": section.says, "leads": plain}
        return found | WhenFields.of_when(section.when)


def earlier(sheet: Sheet, section: str) -> list[Question]:
    """The questions of the sections before this one; of all, for a new section."""
    found: list[Question] = []
    for each in sheet.sections:
        if each.key == section:
            break
        found += each.questions
    return found
