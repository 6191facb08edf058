"""Whether two fit follows from plain facts: symmetric, monotone, never of a body with itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.collaboration.models import TERMS, Arrangement
from culturefirst.collaboration.rules import COUNTED, MOST, READY, Facts, matched, worth

TODAY = date(2011, 9, 19)
OFFER = Facts(
    1, 1, "offer", "space", TODAY, service="museums", service_name="Museums", place="Suffolk",
    near=frozenset({"Norfolk"}), tile=(5, 5), amount=120.0, unit="metres",
    unit_name="square metres", readiness="ready",
)  # fmt: skip
NEED = replace(
    OFFER, key=2, body=2, side="need", place="Norfolk", near=frozenset({"Suffolk"}), tile=(5, 4),
    amount=40.0,
)  # fmt: skip

# A busy machine draws slowly; what is drawn is small.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PLACES = ("", "Essex", "Norfolk", "Suffolk")
NEAR = {"Norfolk": {"Suffolk"}, "Suffolk": {"Norfolk", "Essex"}, "Essex": {"Suffolk"}}


@st.composite
def facts(draw: st.DrawFn, key: int) -> Facts:
    place = draw(st.sampled_from(PLACES))
    starts = TODAY + timedelta(days=draw(st.integers(0, 200)))
    service = draw(st.sampled_from(("", "museums", "arts")))
    sized = draw(st.sampled_from(("", "amount", "rough")))
    return Facts(
        key=key,
        body=draw(st.integers(1, 3)),
        side=draw(st.sampled_from(("offer", "need"))),
        arrangement=draw(st.sampled_from(("space", "running", "company", "service"))),
        starts=starts,
        ends=draw(st.sampled_from((date.max, starts, starts + timedelta(days=90)))),
        service=service,
        service_name=service.title(),
        reach=draw(st.sampled_from(("anywhere", "near", "own"))),
        place=place,
        near=frozenset(NEAR.get(place, ())),
        tile=draw(st.sampled_from((None, (1, 1), (1, 2), (4, 4)))),
        amount=float(draw(st.integers(1, 200))) if sized == "amount" else None,
        unit="metres" if sized == "amount" else "",
        rough=draw(st.sampled_from(("small", "medium", "large"))) if sized == "rough" else "",
        readiness=draw(st.sampled_from(READY)),
    )


def test_each_part_says_why() -> None:
    match = matched(OFFER, NEED)
    assert match is not None
    assert (match.kind, match.score) == ("fits", 100)
    assert match.reasons("offer") == [
        "both: sharing space or a store",
        "both: museums",
        "neighbours",
        "you can give room, they need it",
        "same time",
        "both ready to start",
        "size fits",
    ]
    assert match.reasons("need")[3] == "they can give room, you need it"
    assert match.reasons()[3] == "one can give room, the other needs it"


@unhurried
@given(facts(1), facts(2))
def test_it_is_the_same_from_both_sides(one: Facts, other: Facts) -> None:
    assert matched(one, other) == matched(other, one)


@unhurried
@given(facts(1), facts(2))
def test_a_score_is_the_sum_of_parts_that_keep_to_their_most(one: Facts, other: Facts) -> None:
    match = matched(one, other)
    if match is not None:
        assert [part.name for part in match.parts] == list(MOST)
        assert all(0 <= part.points <= part.most for part in match.parts)
        assert match.score == sum(part.points for part in match.parts) <= 100


@unhurried
@given(facts(1), facts(2))
def test_a_body_never_fits_itself(one: Facts, other: Facts) -> None:
    assert matched(one, replace(other, body=one.body)) is None


@unhurried
@given(facts(1), facts(2), st.sampled_from(READY))
def test_to_be_further_never_lowers_the_score(one: Facts, other: Facts, further: str) -> None:
    if READY.index(further) >= READY.index(one.readiness):
        assert score(replace(one, readiness=further), other) >= score(one, other)


@unhurried
@given(facts(1), facts(2), st.integers(0, 400))
def test_to_last_longer_never_lowers_the_score(one: Facts, other: Facts, days: int) -> None:
    if one.ends < date.max:
        longer = replace(one, ends=one.ends + timedelta(days=days))
        assert score(longer, other) >= score(one, other)


@unhurried
@given(facts(1), facts(2))
def test_to_look_further_never_takes_a_match_away(one: Facts, other: Facts) -> None:
    for narrow, wide in (("own", "near"), ("near", "anywhere")):
        before = score(replace(one, reach=narrow), other)
        assert score(replace(one, reach=wide), other) >= before


@unhurried
@given(facts(1), facts(2), st.integers(1, 100))
def test_a_larger_offer_never_fits_a_need_worse(one: Facts, other: Facts, more: int) -> None:
    if one.side == "offer" and other.side == "need" and one.amount is not None:
        larger = replace(one, amount=one.amount + more)
        assert score(larger, other) >= score(one, other)


@unhurried
@given(facts(1), facts(2))
def test_to_agree_on_service_and_arrangement_never_lowers_the_score(
    one: Facts, other: Facts
) -> None:
    agreed = replace(one, service=other.service, service_name=other.service_name)
    if other.service:
        assert score(agreed, other) >= score(one, other)
    assert score(replace(one, arrangement=other.arrangement), other) >= score(one, other)


def score(one: Facts, other: Facts) -> int:
    match = matched(one, other)
    return -1 if match is None else match.score


@pytest.mark.parametrize(
    "changed",
    [
        {"service": "arts"},
        {"arrangement": "lending"},
        {"ends": TODAY - timedelta(days=1)},
        {"reach": "own"},
        {"reach": "near", "place": "Essex", "near": frozenset(), "tile": None},
    ],
)
def test_what_stands_against_it_leaves_no_match(changed: dict[str, object]) -> None:
    near = replace(OFFER, near=frozenset()) if "near" in changed else OFFER
    assert matched(near, replace(NEED, **changed)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "points", "says"),
    [
        ({"place": "Suffolk", "near": frozenset(), "tile": (5, 4)}, 20, "neighbours in Suffolk"),
        ({"place": "Suffolk", "tile": None}, 16, "both in Suffolk"),
        ({"tile": None}, 10, "neighbouring sub-regions"),
        ({"tile": (5, 5)}, 10, "neighbouring sub-regions"),
        ({"place": "Herts", "near": frozenset(), "tile": None}, 3, "further apart, and both go "
         "anywhere"),
        ({"place": "", "near": frozenset(), "tile": None}, 0, ""),
    ],
)  # fmt: skip
def test_the_nearer_the_better(changed: dict[str, object], points: int, says: str) -> None:
    match = matched(OFFER, replace(NEED, **changed))  # type: ignore[arg-type]
    assert match is not None
    assert [(part.points, part.says) for part in match.parts if part.name == "place"] == [
        (points, says)
    ]


@pytest.mark.parametrize(
    ("size", "points", "says"),
    [
        ({"amount": 120.0}, 5, "size fits"),
        ({"amount": 200.0}, 2, "covers part of it: 120 of 200 square metres"),
        ({"amount": None, "unit": ""}, 0, ""),
        ({"amount": 40.0, "unit": "items"}, 0, ""),
        ({"amount": None, "unit": "", "rough": "small"}, 0, ""),
    ],
)
def test_a_size_fits_covers_a_part_or_is_not_known(
    size: dict[str, object], points: int, says: str
) -> None:
    match = matched(OFFER, replace(NEED, **size))  # type: ignore[arg-type]
    assert match is not None
    assert (match.parts[-1].points, match.parts[-1].says) == (points, says)


def test_a_few_days_in_common_are_counted() -> None:
    match = matched(OFFER, replace(NEED, starts=TODAY, ends=TODAY + timedelta(days=1)))
    assert match is not None
    assert (match.parts[3].points, match.parts[3].says) == (6, "same time, for 2 days")


def test_two_alike_are_to_do_it_together() -> None:
    needs = matched(replace(OFFER, side="need", amount=50.0), NEED)
    offers = matched(OFFER, replace(NEED, side="offer"))
    assert needs is not None
    assert offers is not None
    assert (needs.kind, offers.kind) == ("alike", "alike")
    assert "same wish, both need it: do it together" in needs.reasons("need")
    assert "same wish, both offer it: do it together" in offers.reasons("offer")
    assert needs.parts[-1].says == "about the same size"


def test_arrangements_that_lie_near_each_other_fit_half() -> None:
    running = replace(OFFER, arrangement="running")
    match = matched(running, replace(NEED, arrangement="company"))
    assert match is not None
    assert match.parts[0].points == 15
    assert match.parts[0].says == (
        "near each other: a joint trust or company and one council running it for another"
    )
    assert "you can run it, they need it" in match.reasons("offer")


def test_a_pair_is_worth_its_best_match_and_a_little_for_each_further() -> None:
    best, less = matched(OFFER, NEED), matched(OFFER, replace(NEED, readiness="idea"))
    assert best is not None
    assert less is not None
    value, reasons = worth([less, best, less])
    assert value == 110
    assert reasons == [*best.reasons(), "and 2 more that fit"]
    assert worth([best] * 9)[0] == 115


def test_every_arrangement_has_its_term_and_every_part_its_words() -> None:
    assert set(TERMS) == set(Arrangement)
    assert all(term.means.endswith(".") for term in TERMS.values())
    assert [name for name, _ in COUNTED] == list(MOST)
    assert sum(MOST.values()) == 100
