"""Waves are written, opened, closed and published."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.asking.faults import faults
from culturefirst.kit.asking.sheet import Kind, Sheet
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.surveys.actions.counting import tell
from culturefirst.surveys.models import AnswerSheet, Finding, Survey, Unfinished, Wave
from culturefirst.surveys.policy.surveys import keep_survey

OPEN = "It is open: people may have answered these words. What is asked stays as it is."
NO_FILES = (
    "“{}” asks for a file, and files often name whoever made them. Ask for no file in an "
    "anonymous survey, or promise less."
)


@action("began a wave of a survey", allow=keep_survey, on="survey")
def make_wave(
    *, by: Any, survey: Survey, title: str, closes_on: date, like: Wave | None = None, **said: Any
) -> Wave:
    """Write a draft; ``like`` is a wave of the same survey whose questions it begins with."""
    if like is not None and like.survey_id != survey.pk:
        raise DomainError("That wave is of another survey. Choose one of this survey.")
    made = Wave(
        survey=survey, title=one_line(title), closes_on=closes_on,
        sheet=dict(like.sheet) if like is not None else {}, **said,
    )  # fmt: skip
    made.full_clean()
    made.save()
    return made


@action("changed a wave of a survey", allow=keep_survey, on="wave")
def edit_wave(*, by: Any, wave: Wave, changes: Mapping[str, Any], seen: int | None = None) -> Wave:
    """Set title, audience and last day; once people were asked only the day."""
    if not wave.is_draft:
        fixed = [name for name in ("audience",) if name in changes]
        if any(changes[name] != getattr(wave, name) for name in fixed):
            raise DomainError("People of this audience have been asked. Invite others by name.")
        if wave.closed_on is not None:
            raise DomainError("This wave is closed. Begin another to ask again.")
    return save_changes(wave, changes, seen=seen)


@action("changed what a survey asks", allow=keep_survey, on="wave")
def write_sheet(*, by: Any, wave: Wave, sheet: Sheet, seen: int | None = None) -> Wave:
    """Keep what is asked, finished or not; it is checked whole before it opens."""
    if not wave.is_draft:
        raise DomainError(OPEN)
    AnswerSheet._base_manager.filter(wave=wave, test=True).delete()
    Unfinished._base_manager.filter(wave=wave).delete()
    return save_changes(wave, {"sheet": sheet.plain}, seen=seen)


@action("opened a wave of a survey", allow=keep_survey, on="wave")
def open_wave(*, by: Any, wave: Wave) -> Wave:
    """Ask: from now on its questions stay, and so does what the survey promises."""
    from culturefirst.surveys.jobs import invite

    _refuse_opening(wave)
    survey = wave.survey
    if survey.settled_on is None:
        save_changes(survey, {"settled_on": clock.today()})
    saved = save_changes(wave, {"opened_on": clock.today()})
    invite.enqueue(wave_id=wave.pk, user_id=by.pk, by=by)
    return saved


@action("closed a wave of a survey", allow=keep_survey, on="wave")
def close_wave(*, by: Any, wave: Wave) -> Wave:
    """Take no more answers; a job counts them, and writes anonymous ones anew by chance."""
    from culturefirst.surveys.jobs import settle_wave

    if wave.is_draft or wave.closed_on is not None:
        raise DomainError("This wave is not open.")
    saved = save_changes(wave, {"closed_on": clock.today()})
    settle_wave.enqueue(wave_id=wave.pk, by=by)
    return saved


@action("removed a wave of a survey", allow=keep_survey, on="wave")
def remove_wave(*, by: Any, wave: Wave) -> Wave:
    """Take a draft away."""
    if not wave.is_draft:
        raise DomainError("People have been asked. Close it instead; it stays to be read.")
    wave.delete()
    return wave


@action("published results of a survey", allow=keep_survey, on="wave")
def publish_wave(*, by: Any, wave: Wave, questions: Iterable[str], told: str) -> Wave:
    """Let members or all read what came of these questions, with the findings beside them."""
    if wave.closed_on is None:
        raise DomainError("Close this wave first: results are told once all have answered.")
    if wave.survey.is_anonymous and wave.mixed_on is None:
        raise DomainError("Its answers are being mixed. Publish it when that is done.")
    chosen = list(questions)
    known = [each.key for each in wave.asked.questions if each.kind not in (Kind.TEXT, Kind.FILE)]
    if not chosen or set(chosen) - set(known):
        raise DomainError("Choose at least one question whose results are figures.")
    kept = [key for key in known if key in chosen]
    on = wave.published_on or clock.today()
    saved = save_changes(wave, {"published": kept, "told": told, "published_on": on})
    tell(saved)
    return saved


@action("took back what was published of a survey", allow=keep_survey, on="wave")
def take_back_wave(*, by: Any, wave: Wave) -> Wave:
    """Let only those who keep the survey read its results."""
    if wave.published_on is None:
        raise DomainError("Nothing of it is published.")
    saved = save_changes(wave, {"published": [], "published_on": None})
    tell(saved)
    return saved


@action("wrote a finding of a survey", allow=keep_survey, on="wave")
def write_finding(*, by: Any, wave: Wave, question: str, words: str) -> Wave:
    """Say beside the figures what they mean; no words take it away."""
    if question and wave.asked.question(question) is None:
        raise DomainError("That is not in the survey. Choose one of its questions.")
    held = Finding.objects.filter(wave=wave, question=question).first()
    said = words.strip()
    if not said:
        if held is not None:
            held.delete()
        return wave
    made = held or Finding(wave=wave, question=question)
    made.words, made.made_by, made.made_on = said, getattr(by, "person", None), clock.today()
    made.full_clean()
    made.save()
    return wave


def _refuse_opening(wave: Wave) -> None:
    if not wave.is_draft:
        raise DomainError("This wave has been opened already.")
    if wave.closes_on < clock.today():
        raise DomainError("Its last day is over. Give a later day, and open it then.")
    sheet = wave.asked
    if found := faults(sheet):
        more = f" There are {len(found) - 1} more." if len(found) > 1 else ""
        raise DomainError(f"{found[0]}{more}")
    if wave.survey.is_anonymous:
        for question in sheet.questions:
            if question.kind == Kind.FILE:
                raise DomainError(NO_FILES.format(question.words))
