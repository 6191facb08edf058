"""Rounds of peer challenge: who enters, who is paired with whom and why, who is kept apart."""

from datetime import date, timedelta
from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.attention_challenges import challenges_need, rounds_need
from culturefirst.improvement.distances import centre_of, km_between
from culturefirst.improvement.models import Challenge, ChallengeRound, Interest, RoundEntry
from culturefirst.improvement.queries.drafted import drafted
from culturefirst.improvement.queries.pairing import field_of_round
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.network import actions as network
from culturefirst.network.models import BoundaryCode, Organisation, Role, ServiceRun, User

pytestmark = pytest.mark.django_db
TODAY = date(2011, 9, 19)
NAMES = ("Ann Alder", "Bea Birch", "Cyd Cedar", "Dan Dale")


@pytest.fixture
def four(ipswich: Organisation) -> list[User]:
    """Who leads four districts of one place."""
    bodies = [make.a_body(f"Council {name.split()[1]}", ipswich) for name in NAMES]
    return [make.somebody_at(body, name) for body, name in zip(bodies, NAMES, strict=True)]


@pytest.fixture
def found(four: list[User]) -> ChallengeRound:
    """A round in which the four take part."""
    made = make.a_round()
    make.entered(made, *four)
    return made


def pairs(round_: ChallengeRound) -> set[frozenset[str]]:
    names = dict(Organisation.objects.values_list("pk", "name"))
    return {frozenset(names[key].split()[-1] for key in link) for link in round_.draft}


def keep_apart(one: User, other: User) -> Interest:
    return actions.declare(
        by=one, one=make.body_of(one), other=make.body_of(other), kind="dispute", why="A depot."
    )


def test_everybody_is_paired_both_ways_and_told_why(
    found: ChallengeRound, four: list[User]
) -> None:
    ServiceRun.objects.create(organisation=make.body_of(four[0]), service="museums")
    ServiceRun.objects.create(organisation=make.body_of(four[2]), service="museums")
    round_ = actions.pair_round(by=SYSTEM, round=found)
    assert pairs(round_) == {frozenset(("Alder", "Cedar")), frozenset(("Birch", "Dale"))}
    told = drafted(round_)
    assert [line.says for line in told.lines] == [
        "Both run museums; both in Suffolk; no one works for both; never paired before",
        "Both of one kind: district council; both in Suffolk; no one works for both; "
        "never paired before",
    ]
    assert (told.worth, told.bound, told.of_bound) == (2600, 2600, 100)


def test_declared_interests_shared_people_and_earlier_pairs_keep_two_apart(
    found: ChallengeRound, four: list[User]
) -> None:
    ann, bea, cyd, dan = four
    keep_apart(ann, bea)
    network.appoint(
        by=SYSTEM, person=cyd.person, title="Adviser", role=Role.OFFICER,
        organisation=make.body_of(ann), starts=clock.today(),
    )  # fmt: skip
    field = field_of_round(found)
    key = {user: make.body_of(user).pk for user in four}
    assert field.against(key[ann], key[bea]) == ["Declared in confidence: They are in dispute"]
    assert field.against(key[ann], key[cyd]) == ["Somebody works for both, or did within a year"]
    assert field.against(key[ann], key[dan]) == []
    round_ = actions.pair_round(by=SYSTEM, round=found)
    assert pairs(round_) == {frozenset(("Alder", "Dale")), frozenset(("Birch", "Cedar"))}
    round_ = actions.confirm_pairing(by=SYSTEM, round=round_)
    later = make.a_round(title="The next")
    make.entered(later, *four)
    earlier = field_of_round(later).against(key[ann], key[dan])
    assert earlier == ["They were paired before"]


def test_an_interest_holds_until_its_day(found: ChallengeRound, four: list[User]) -> None:
    ann, bea = four[:2]
    interest = keep_apart(ann, bea)
    interest.until = clock.today() - timedelta(days=1)
    interest.save()
    key = [make.body_of(user).pk for user in (ann, bea)]
    assert field_of_round(found).against(*key) == []


def test_an_interest_is_read_by_who_declared_it_and_by_the_team(
    four: list[User], tom: User, helen: User
) -> None:
    ann, bea = four[:2]
    keep_apart(ann, bea)
    read = [Interest.objects.visible_to(user).count() for user in (ann, bea, helen, tom)]
    assert read == [1, 0, 1, 1]
    with pytest.raises(NotAllowed):
        actions.withdraw_interest(by=bea, interest=Interest._base_manager.get())


def test_a_county_and_its_district_are_kept_apart_unless_the_round_says_otherwise(
    found: ChallengeRound, four: list[User]
) -> None:
    one, other = (make.body_of(user) for user in four[:2])
    Organisation.objects.filter(pk=other.pk).update(upper_tier=one)
    assert field_of_round(found).against(one.pk, other.pk) != []
    actions.edit_round(by=SYSTEM, round=found, changes={"tiers_apart": False})
    assert field_of_round(ChallengeRound.objects.get()).against(one.pk, other.pk) == []


def test_nobody_is_paired_farther_than_they_travel(found: ChallengeRound, four: list[User]) -> None:
    one, other = (make.body_of(user) for user in four[:2])
    BoundaryCode.objects.create(organisation=one, code="E07000148")
    BoundaryCode.objects.create(organisation=other, code="E07000202")
    RoundEntry._base_manager.filter(organisation=one).update(farthest_km=50)
    told = field_of_round(found).against(one.pk, other.pk)
    assert told == ["65 km apart, farther than one of them travels (50 km)"]


def test_centres_are_known_of_all_councils_and_none_of_strangers() -> None:
    assert km_between(centre_of(["E07000148"]), centre_of(["E07000202"])) == 65
    assert centre_of(["E09000001"]) is None
    assert km_between(None, (52.0, 1.0)) is None


def test_who_is_left_out_is_told_with_the_reason(found: ChallengeRound, four: list[User]) -> None:
    for other in four[1:]:
        keep_apart(four[0], other)
    told = drafted(actions.pair_round(by=SYSTEM, round=found))
    assert told.left_out == [("Council Alder", "Every other organisation is ruled out for it.")]


def test_of_three_a_ring_is_made(ipswich: Organisation, four: list[User]) -> None:
    made = make.a_round()
    make.entered(made, *four[:3])
    round_ = actions.pair_round(by=SYSTEM, round=made)
    to = dict(round_.draft)
    first = next(iter(to))
    assert (len(to), to[to[to[first]]]) == (3, first)


def test_a_link_changed_by_hand_gives_the_others_to_each_other(
    found: ChallengeRound, four: list[User]
) -> None:
    round_ = actions.pair_round(by=SYSTEM, round=found)
    ann = make.body_of(four[0])
    now = dict(round_.draft)[ann.pk]
    other = next(make.body_of(user) for user in four[1:] if make.body_of(user).pk != now)
    round_ = actions.change_pairing(
        by=SYSTEM, round=round_, challenger=ann, host=other, because="They asked for it."
    )
    assert dict(round_.draft)[ann.pk] == other.pk
    assert len(pairs(round_)) == 2
    actions.confirm_pairing(by=SYSTEM, round=round_)
    made = Challenge._base_manager.get(challenger=ann)
    assert made.reason["by_hand"] == "They asked for it."


def test_by_hand_nobody_is_paired_who_may_not(found: ChallengeRound, four: list[User]) -> None:
    keep_apart(four[0], four[1])
    round_ = actions.pair_round(by=SYSTEM, round=found)
    with pytest.raises(DomainError, match="may not challenge"):
        actions.change_pairing(
            by=SYSTEM, round=round_, challenger=make.body_of(four[0]),
            host=make.body_of(four[1]), because="Let them talk.",
        )  # fmt: skip


def test_confirmed_each_challenges_and_is_challenged_once(
    found: ChallengeRound, four: list[User]
) -> None:
    round_ = actions.pair_round(by=SYSTEM, round=found)
    actions.confirm_pairing(by=SYSTEM, round=round_)
    rows = list(Challenge._base_manager.values_list("challenger", "host"))
    keys = sorted(make.body_of(user).pk for user in four)
    assert sorted(a for a, _ in rows) == keys
    assert sorted(b for _, b in rows) == keys
    with pytest.raises(DomainError, match="is confirmed"):
        actions.confirm_pairing(by=SYSTEM, round=round_)


def test_a_draft_is_dropped_when_somebody_leaves(found: ChallengeRound, four: list[User]) -> None:
    actions.pair_round(by=SYSTEM, round=found)
    entry = RoundEntry._base_manager.filter(organisation=make.body_of(four[0])).get()
    actions.withdraw_entry(by=four[0], assessment=entry.assessment, entry=entry)
    round_ = ChallengeRound.objects.get()
    assert (round_.state, round_.draft) == ("open", [])


def test_entries_are_taken_in_time_and_once_a_body(found: ChallengeRound, four: list[User]) -> None:
    entry = RoundEntry._base_manager.first()
    assert entry is not None
    with pytest.raises(DomainError, match="takes part already"):
        actions.enter(by=SYSTEM, assessment=entry.assessment, round=found)
    with clock.standing(date(2011, 11, 1)), pytest.raises(DomainError, match="takes entries from"):
        actions.enter(by=SYSTEM, assessment=entry.assessment, round=found)


def test_the_team_is_reminded_to_pair_once_entries_are_over(
    found: ChallengeRound, helen: User, tom: User, dee: User
) -> None:
    late = date(2011, 11, 1)
    assert [each.what for each in rounds_need(helen, late)] == ["Efficiency challenge"]
    assert len(list(rounds_need(tom, late))) == 1
    assert list(rounds_need(dee, late)) == []
    assert list(rounds_need(helen, clock.today())) == []


def test_my_work_says_to_each_side_what_waits_for_it(four: list[User]) -> None:
    host, peer, stranger = four[:3]

    def waits(user: User, on: date = TODAY) -> list[tuple[str, date | None]]:
        return [(each.what, each.due) for each in challenges_need(user, on)]

    made = make.proposed(host, peer)
    assert (waits(host), waits(peer)) == ([], [("A peer challenge", None)])
    made = actions.accept_challenge(by=peer, challenge=made)
    assert (waits(host), waits(peer)) == ([("A peer challenge", None)], [])
    made = actions.open_challenge(by=host, challenge=made, judgements=True)
    made = actions.record_visit(by=peer, challenge=made, visited_on=clock.today())
    assert (waits(host), waits(peer)) == ([], [("A feedback report", date(2011, 12, 19))])
    actions.add_finding(by=peer, challenge=made, kind="area", words="No asset plan.")
    actions.write_summary(by=peer, challenge=made, summary="Sound.")
    made = actions.report_challenge(by=peer, challenge=made)
    plan = ("An improvement plan", date(2012, 2, 19))
    assert waits(host) == [("A feedback report", None), plan]
    later = date(2012, 7, 19)
    assert ("A review", date(2012, 9, 19)) in waits(host, later)
    assert waits(stranger) == []


@pytest.mark.parametrize("count", [4, 8])
def test_what_pairing_reads_does_not_grow_with_the_bodies(
    ipswich: Organisation, count: int, django_assert_num_queries: Any
) -> None:
    made = make.a_round()
    for number in range(count):
        body = make.a_body(f"Council {number}", ipswich)
        make.entered(made, make.somebody_at(body, f"P{number} Last"))
    with django_assert_num_queries(10):
        field_of_round(made)


def test_who_comes_while_a_round_is_being_paired_is_told_whom_to_ask(
    found: ChallengeRound, ipswich: Organisation
) -> None:
    actions.pair_round(by=SYSTEM, round=found)
    late = make.somebody_at(make.a_body("Council Elm", ipswich), "Eve Elm")
    with pytest.raises(DomainError, match="It is being paired already"):
        make.entered(found, late)


def test_who_left_since_it_entered_does_not_hold_the_others_up(
    found: ChallengeRound, four: list[User]
) -> None:
    round_ = actions.pair_round(by=SYSTEM, round=found)
    post = four[0].person.posts.get()
    post.ends = clock.today()
    post.save()
    actions.confirm_pairing(by=SYSTEM, round=round_)
    peers = [
        each.peers.model._base_manager.filter(challenge=each).count()
        for each in Challenge._base_manager.order_by("challenger__name")
    ]
    assert peers == [0, 1, 1, 1]
