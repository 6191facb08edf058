"""A poll that is open for everybody, and one of a group of others; a survey with its waves."""

from datetime import date
from typing import Any

from culturefirst.network.models import User
from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.models import Invitation, Wave
from culturefirst.surveys.tests.make import LAST, a_survey, a_wave

NAMES = ("poll", "poll_answer", "poll_edit", "poll_open", "poll_close", "poll_remove")
OF_DRAFT = ("wave_edit", "wave_open", "wave_remove", "wave_routes", "wave_try", "section_new")
OF_OPEN = ("wave", "wave_close", "wave_others", "wave_remind", "wave_results", "finding_whole")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    poll = actions.make_poll(
        by=by, question="Shall we meet?", choices=["Yes", "No"], closes_on=date(2011, 9, 30)
    )
    poll = actions.open_poll(by=by, poll=poll)
    polls = {name: {"pk": poll.pk} for name in (*NAMES, "poll_outcome")}
    return polls | _surveys(by, officer)


def _surveys(by: User, officer: User) -> dict[str, dict[str, Any]]:
    """Of one survey a wave that was published, one that is open, and a draft."""
    survey = a_survey(by)
    told = _closed(by, actions.open_wave(by=by, wave=a_wave(by, survey)))
    draft = actions.make_wave(by=by, survey=survey, title="2013", closes_on=LAST, like=told)
    wave = actions.make_wave(by=by, survey=survey, title="2012", closes_on=LAST, like=told)
    wave = actions.open_wave(by=by, wave=wave)
    actions.invite_people(by=by, wave=wave, people=[officer.person])
    asked = Invitation._base_manager.get(wave=wave)
    _, secret = envelopes.begin(wave, asked)
    at = {"pk": draft.pk, "section": "ways"}
    return {
        **{name: {"pk": survey.pk} for name in ("survey", "survey_edit", "survey_remove")},
        "wave_new": {"pk": survey.pk},
        **{name: {"pk": draft.pk} for name in OF_DRAFT},
        **{name: {"pk": wave.pk} for name in OF_OPEN},
        **{name: {"pk": draft.pk, "key": "how"} for name in ("asked_move", "asked_remove")},
        "section_edit": {"pk": draft.pk, "key": "ways"},
        "question_new": at,
        "question_edit": at | {"key": "how"},
        "result_question": {"pk": wave.pk, "key": "improved"},
        "finding": {"pk": wave.pk, "key": "improved"},
        **{name: {"pk": told.pk} for name in ("wave_publish", "wave_told")},
        "survey_mine": {"pk": wave.pk},
        "survey_link": {"secret": "forged"},
        **{name: {"secret": secret} for name in ("survey_answer", "survey_send")},
    }


def _closed(by: User, wave: Wave) -> Wave:
    closed = actions.close_wave(by=by, wave=wave)
    return actions.publish_wave(by=by, wave=closed, questions=["improved"], told="all")
