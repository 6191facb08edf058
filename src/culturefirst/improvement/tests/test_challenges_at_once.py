"""Two who confirm one pairing at once on PostgreSQL: each challenge is made once."""

from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.models import Challenge
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation
from culturefirst.network.tests.test_at_once import at_once, on_postgresql, server

pytestmark = pytest.mark.postgres
__all__ = ["on_postgresql", "server"]


def a_lead(number: int) -> Any:
    body = network.add_organisation(
        by=SYSTEM, name=f"Council {number}", kind=Organisation.Kind.DISTRICT
    )
    return make.somebody_at(body, f"Lead{number} Last")


def test_of_two_who_confirm_at_once_one_makes_the_challenges(on_postgresql: None) -> None:
    found = make.a_round()
    make.entered(found, a_lead(1), a_lead(2))
    actions.pair_round(by=SYSTEM, round=found)
    refused = at_once(
        lambda: actions.confirm_pairing(by=SYSTEM, round=found),
        lambda: actions.confirm_pairing(by=SYSTEM, round=found),
    )
    assert refused == ["Who challenges whom is confirmed: the round cannot be changed any more."]
    assert Challenge._base_manager.count() == 2


def test_two_who_score_one_criterion_at_once_do_not_overwrite_each_other(
    on_postgresql: None,
) -> None:
    host, peer = a_lead(1), a_lead(2)
    made = make.opened(host, peer)
    criterion = made.assessment.framework.criteria.get(key="1-1")

    def score(words: str) -> Any:
        return actions.score_criterion(
            by=peer, challenge=made, criterion=criterion, changes={"reason": words}, seen=1
        )

    refused = at_once(lambda: score("First."), lambda: score("Second."))
    assert len(refused) == 1
