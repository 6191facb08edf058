"""One's own answers: theme by theme, with how far one is."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from culturefirst.improvement.models import Answer, Criterion, Respondent, Theme
from culturefirst.improvement.queries.assessments import criteria_of, themes_of
from culturefirst.kit.policy import roles


def asked(user: Any) -> Any:
    """The invitations of this person that still hold, with what they are about."""
    person = getattr(user, "person_id", None)
    if person is None or not roles(user):
        return Respondent._base_manager.none()
    rows = Respondent.objects.visible_to(user).filter(person=person, withdrawn_on__isnull=True)
    return rows.select_related("assessment__organisation", "assessment__framework__framework")


def of_guest(key: int | None) -> Respondent | None:
    """Whom a signed link is for, while it holds."""
    rows = Respondent._base_manager.filter(pk=key or 0, withdrawn_on__isnull=True)
    found: Respondent | None = rows.select_related(
        "person", "assessment__organisation", "assessment__framework__framework"
    ).first()
    if found is None or (found.person is not None and found.person.erased_on is not None):
        return None
    return found


@dataclass(frozen=True)
class ThemeProgress:
    """How many criteria of a theme somebody has answered."""

    theme: Theme
    done: int
    of: int


@dataclass(frozen=True)
class Asked:
    """A criterion with what somebody says of it.

    ``was`` is the mark of what a page showed, so that it can be told what was changed since;
    ``theirs`` is what was said elsewhere, where both were changed.
    """

    criterion: Criterion
    level: str
    note: str
    saved_at: Any = None
    was: str = ""
    theirs: "Asked | None" = None

    @property
    def mark(self) -> str:
        return fingerprint(self.level, self.note)


def progress_of(respondent: Respondent) -> list[ThemeProgress]:
    """Each theme in scope, with how far this person is."""
    said = answered(respondent)
    return [
        ThemeProgress(theme, sum(each.pk in said for each in criteria), len(criteria))
        for theme, criteria in themes_of(criteria_of(respondent.assessment))
    ]


def answered(respondent: Respondent) -> set[int]:
    """The keys of criteria to which somebody gave a level, or said that they do not apply."""
    rows = Answer._base_manager.filter(respondent=respondent)
    told = rows.values_list("criterion", "value", "applies")
    return {key for key, value, applies in told if value is not None or not applies}


def asked_in(respondent: Respondent, criteria: list[Criterion]) -> list[Asked]:
    """These criteria, each with what this person said of it."""
    rows = Answer._base_manager.filter(respondent=respondent, criterion__in=criteria)
    said = {row.criterion_id: row for row in rows.order_by()}
    return [_asked(each, said.get(each.pk)) for each in criteria]


def _asked(criterion: Criterion, answer: Answer | None) -> Asked:
    if answer is None:
        return Asked(criterion, "", "", was=fingerprint("", ""))
    level, note = level_of(answer), answer.note
    return Asked(criterion, level, note, answer.saved_at, fingerprint(level, note))


def level_of(answer: Any) -> str:
    """A level as a form has it: its value, "na" for what does not apply, or nothing."""
    if not answer.applies:
        return "na"
    return "" if answer.value is None else str(answer.value)


def fingerprint(level: str, note: str) -> str:
    """What tells whether an answer is still as a page showed it."""
    return sha256(f"{level}\0{note}".encode()).hexdigest()[:16]
