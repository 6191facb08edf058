"""The actions of surveys and polls."""

from datetime import date
from functools import partial
from typing import Any

from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.models import Invitation, Poll, Wave
from culturefirst.surveys.tests import make
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

LAST = date(2011, 9, 30)


def draft(stage: Stage) -> Poll:
    return actions.make_poll(
        by=stage.helen, question="Shall we meet?", choices=["Yes", "No"], closes_on=LAST
    )


def opened(stage: Stage) -> Poll:
    return actions.open_poll(by=stage.helen, poll=draft(stage))


@scenario("surveys")
def make_poll(stage: Stage) -> Call:
    said: dict[str, Any] = {"question": "One?", "choices": ["a", "b"], "closes_on": LAST}
    return partial(actions.make_poll, by=stage.helen, **said)


@scenario("surveys")
def edit_poll(stage: Stage) -> Call:
    poll, new = draft(stage), {"question": "Shall we meet in Ely?"}
    return partial(actions.edit_poll, by=stage.helen, poll=poll, changes=new)


@scenario("surveys")
def open_poll(stage: Stage) -> Call:
    return partial(actions.open_poll, by=stage.helen, poll=draft(stage))


@scenario("surveys")
def answer_quick_poll(stage: Stage) -> Call:
    poll = opened(stage)
    choice = poll.choices.first()
    return partial(actions.answer_quick_poll, by=stage.helen, poll=poll, choice=choice)


@scenario("surveys")
def close_poll(stage: Stage) -> Call:
    return partial(actions.close_poll, by=stage.helen, poll=opened(stage))


@scenario("surveys")
def say_outcome(stage: Stage) -> Call:
    return partial(actions.say_outcome, by=stage.helen, poll=opened(stage), outcome="We met.")


@scenario("surveys")
def remove_poll(stage: Stage) -> Call:
    return partial(actions.remove_poll, by=stage.helen, poll=draft(stage))


@scenario("surveys")
def make_survey(stage: Stage) -> Call:
    return partial(actions.make_survey, by=stage.helen, title="Users’ survey", says="To learn.")


@scenario("surveys")
def edit_survey(stage: Stage) -> Call:
    survey, new = make.a_survey(stage.helen), {"title": "Another name"}
    return partial(actions.edit_survey, by=stage.helen, survey=survey, changes=new)


@scenario("surveys")
def remove_survey(stage: Stage) -> Call:
    return partial(actions.remove_survey, by=stage.helen, survey=make.a_survey(stage.helen))


@scenario("surveys")
def make_wave(stage: Stage) -> Call:
    survey = make.a_survey(stage.helen)
    return partial(
        actions.make_wave, by=stage.helen, survey=survey, title="2011", closes_on=make.LAST
    )


@scenario("surveys")
def edit_wave(stage: Stage) -> Call:
    wave, new = make.a_wave(stage.helen), {"title": "2011/12"}
    return partial(actions.edit_wave, by=stage.helen, wave=wave, changes=new)


@scenario("surveys")
def write_sheet(stage: Stage) -> Call:
    wave = make.a_wave(stage.helen)
    return partial(actions.write_sheet, by=stage.helen, wave=wave, sheet=make.SHEET)


@scenario("surveys")
def open_wave(stage: Stage) -> Call:
    return partial(actions.open_wave, by=stage.helen, wave=make.a_wave(stage.helen))


@scenario("surveys", through=["surveys.count_wave"])
def close_wave(stage: Stage) -> Call:
    return partial(actions.close_wave, by=stage.helen, wave=make.asking(stage.helen))


@scenario("surveys")
def remove_wave(stage: Stage) -> Call:
    return partial(actions.remove_wave, by=stage.helen, wave=make.a_wave(stage.helen))


@scenario("surveys")
def publish_wave(stage: Stage) -> Call:
    return partial(
        actions.publish_wave, by=stage.helen, wave=closed(stage), questions=["how"], told="all"
    )


@scenario("surveys")
def take_back_wave(stage: Stage) -> Call:
    wave = actions.publish_wave(
        by=stage.helen, wave=closed(stage), questions=["how"], told="members"
    )
    return partial(actions.take_back_wave, by=stage.helen, wave=wave)


@scenario("surveys")
def write_finding(stage: Stage) -> Call:
    return partial(
        actions.write_finding, by=stage.helen, wave=closed(stage), question="how", words="Half."
    )


@scenario("surveys")
def invite_people(stage: Stage) -> Call:
    wave, people = make.asking(stage.helen), [stage.helen.person]
    return partial(actions.invite_people, by=stage.helen, wave=wave, people=people)


@scenario("surveys")
def invite_others(stage: Stage) -> Call:
    wave, others = make.asking(stage.helen), [("Ada Dow", "ada@example.org")]
    return partial(actions.invite_others, by=stage.helen, wave=wave, others=others)


@scenario("surveys")
def remind_people(stage: Stage) -> Call:
    wave = make.asking(stage.helen, stage.helen)
    Invitation._base_manager.update(asked_on=date(2011, 9, 1))
    return partial(actions.remind_people, by=stage.helen, wave=wave)


@scenario("surveys")
def tick_off(stage: Stage) -> Call:
    wave = make.asking(stage.helen, stage.helen)
    asked = make.invitation(wave, stage.helen)
    sheet, _ = envelopes.begin(wave, asked)
    return partial(actions.tick_off, by=stage.helen, invitation=asked, unfinished=sheet)


def closed(stage: Stage) -> Wave:
    return actions.close_wave(by=stage.helen, wave=make.asking(stage.helen))


@scenario("surveys")
def count_wave(stage: Stage) -> Call:
    return partial(actions.count_wave, by=stage.helen, wave=closed(stage))
