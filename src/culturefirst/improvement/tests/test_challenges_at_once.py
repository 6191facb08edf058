"""Two at once on PostgreSQL: they pair, confirm, ask, answer, score or agree the same thing."""

from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.models import Challenge, PeerScore
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


def test_of_two_who_ask_for_one_challenge_at_once_one_is_told_of_it(on_postgresql: None) -> None:
    host, peer = a_lead(1), a_lead(2)
    assessment = make.agreed_by(host)
    refused = at_once(
        lambda: make.proposed(host, peer, assessment),
        lambda: make.proposed(host, peer, assessment),
    )
    assert refused == ["Council 2 challenges this assessment already."]
    assert Challenge._base_manager.count() == 1


def test_one_accepts_while_another_declines_and_one_answer_stands(on_postgresql: None) -> None:
    host, peer = a_lead(1), a_lead(2)
    made = make.proposed(host, peer, each_other=True)
    theirs = make.agreed_by(peer)
    refused = at_once(
        lambda: actions.accept_challenge(by=peer, challenge=made, in_return=theirs),
        lambda: actions.decline_challenge(by=peer, challenge=made, because="No time."),
    )
    [told] = refused
    assert told.startswith("It is not waiting to be accepted.")
    made.refresh_from_db()
    back = Challenge._base_manager.filter(in_return_for=made).count()
    assert (made.standing, back) in (("Declined", 0), ("Accepted by both", 1))


def test_two_who_accept_at_once_make_one_challenge_in_return(on_postgresql: None) -> None:
    host, peer = a_lead(1), a_lead(2)
    made = make.proposed(host, peer, each_other=True)
    theirs = make.agreed_by(peer)

    def accept() -> Any:
        return actions.accept_challenge(by=peer, challenge=made, in_return=theirs)

    assert at_once(accept, accept) == ["It is not waiting to be accepted."]
    assert Challenge._base_manager.filter(in_return_for=made).count() == 1


def test_of_two_who_agree_a_level_at_once_the_second_reads_the_first(on_postgresql: None) -> None:
    host, peer = a_lead(1), a_lead(2)
    made = make.opened(host, peer)
    criterion = made.assessment.framework.criteria.get(key="1-1")

    def agree(by: Any, level: int) -> Any:
        return actions.agree_score(
            by=by, challenge=made, criterion=criterion, level=level, why="We talked.", seen=1
        )

    [told] = at_once(lambda: agree(host, 2), lambda: agree(peer, 3))
    assert told.startswith("Somebody else changed this while you were editing.")
    score = PeerScore._base_manager.get()
    assert (score.agreed_level in (2, 3), score.agreed_why) == (True, "We talked.")


def test_two_who_pair_one_round_at_once_leave_one_whole_draft(on_postgresql: None) -> None:
    found = make.a_round()
    leads = [a_lead(number) for number in range(4)]
    make.entered(found, *leads)
    refused = at_once(
        lambda: actions.pair_round(by=SYSTEM, round=found),
        lambda: actions.pair_round(by=SYSTEM, round=found),
    )
    assert refused == []
    before = found.version
    found.refresh_from_db()
    assert (found.state, found.version) == ("pairing", before + 2)
    bodies = [make.body_of(lead).pk for lead in leads]
    assert sorted(one for one, _ in found.draft) == bodies
    assert sorted(other for _, other in found.draft) == bodies


def test_a_pairing_is_not_confirmed_while_it_is_changed_unseen(on_postgresql: None) -> None:
    found = make.a_round()
    make.entered(found, a_lead(1), a_lead(2))
    paired = actions.pair_round(by=SYSTEM, round=found)
    seen = paired.version
    refused = at_once(
        lambda: actions.confirm_pairing(by=SYSTEM, round=found, seen=seen),
        lambda: actions.pair_round(by=SYSTEM, round=found),
    )
    assert refused in (
        ["Who challenges whom is confirmed: the round cannot be changed any more."],
        ["Somebody changed the pairing since you looked. Look at it once more."],
    )
    made = Challenge._base_manager.count()
    found.refresh_from_db()
    assert (found.state, made) in (("paired", 2), ("pairing", 0))
