"""A yearly survey of the network's people, small enough to count by hand."""

from datetime import date
from typing import Any

from culturefirst.kit.asking.sheet import (
    Condition,
    Jump,
    Kind,
    Option,
    Question,
    Section,
    Sheet,
    When,
)
from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.models import Invitation, Survey, Unfinished, Wave

LAST = date(2011, 10, 14)
YES_NO = (Option("y", "Yes"), Option("n", "No"), Option("d", "Don’t know", aside=True))
IMPROVED = Question(
    "improved", Kind.ONE, "Have you taken part in sector-led improvement this year?",
    required=True, options=YES_NO,
)  # fmt: skip
HOW = Question(
    "how", Kind.SEVERAL, "In which ways?",
    options=(Option("peer", "Peer challenge"), Option("share", "Shared services"),
             Option("other", "Other", open=True)),
)  # fmt: skip
WHY_NOT = Question("why-not", Kind.TEXT, "What kept you from it?", long=True)
DID = When((Condition("improved", "any", ("y",)),))
SHEET = Sheet((
    Section("taking-part", "Taking part", questions=(IMPROVED,), jumps=(Jump(DID, "ways"),)),
    Section("otherwise", "Otherwise", questions=(WHY_NOT,), jumps=(Jump(When(), "end"),)),
    Section("ways", "Ways", questions=(HOW,)),
))  # fmt: skip


def a_survey(by: Any, privacy: str = Survey.Privacy.CONFIDENTIAL, **said: Any) -> Survey:
    """A survey of the network's users."""
    given = {"title": "Users’ survey", "says": "To see what we are good for."} | said
    return actions.make_survey(by=by, privacy=privacy, **given)


def a_wave(by: Any, survey: Survey | None = None, title: str = "2011", **said: Any) -> Wave:
    """Its first wave, written and not open yet."""
    wave = actions.make_wave(
        by=by, survey=survey or a_survey(by), title=title, closes_on=LAST, **said
    )
    return actions.write_sheet(by=by, wave=wave, sheet=SHEET)


def asking(by: Any, *people: Any, **said: Any) -> Wave:
    """An open wave that these users were asked to answer."""
    wave = actions.open_wave(by=by, wave=a_wave(by, a_survey(by, **said)))
    return actions.invite_people(by=by, wave=wave, people=[each.person for each in people])


def invitation(wave: Wave, user: Any) -> Invitation:
    """That of one of them."""
    found: Invitation = Invitation._base_manager.get(wave=wave, person=user.person)
    return found


def answer(wave: Wave, user: Any, **answers: Any) -> Unfinished:
    """Answer and send it, as the pages do."""
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    asked = invitation(wave, user)
    sheet, _ = envelopes.begin(wave, asked)
    envelopes.write_down(sheet, given)
    actions.tick_off(by=user, invitation=asked, unfinished=sheet)
    envelopes.lay_down(sheet)
    found: Unfinished = sheet
    return found
