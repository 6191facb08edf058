"""Somebody outside who was asked by address is forgotten when they ask."""

import pytest

from culturefirst.kit.holdings import HOLDINGS, Whom
from culturefirst.network.models import User
from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.models import Invitation, Unfinished
from culturefirst.surveys.tests.make import asking

pytestmark = pytest.mark.django_db


def test_who_was_asked_by_address_is_forgotten_and_the_link_opens_nothing(helen: User) -> None:
    wave = asking(helen)
    actions.invite_others(by=helen, wave=wave, others=[("Ada Dow", "ada@example.org")])
    asked = Invitation._base_manager.get()
    envelopes.begin(wave, asked)
    held = HOLDINGS["surveys.invitation_outside"]
    whom = Whom(None, (), (), frozenset({"ada@example.org"}), frozenset({"Ada Dow"}))
    assert held.rows(whom)[0]["name"] == "Ada Dow"
    digest = asked.digest
    held.erase(whom)
    asked.refresh_from_db()
    assert (asked.name, asked.email) == ("", "")
    assert asked.digest != digest
    assert not Unfinished._base_manager.exists()
    assert held.rows(whom) == []
