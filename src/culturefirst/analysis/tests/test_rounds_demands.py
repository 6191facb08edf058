"""What cannot be is refused by a sentence that names it."""

from dataclasses import replace

import pytest

from culturefirst.analysis.rounds import Day, Fixed, Party, Wish, plan, replan

THREE = (Party("a", "Ashby"), Party("b", "Brent", last=2), Party("c", "Corley", most=1))
DAY = Day((*THREE, Party("d", "Denham")), rounds=3, tables=1)

MEETING = "The fixed meeting of"
REFUSED = [
    ({"rounds": 0}, "A day of 0 rounds has no meetings: give at least one round."),
    ({"tables": 0}, "Nobody can meet at 0 tables: give at least one table."),
    ({"start": 0}, "Planning cannot begin at round 0: rounds count from 1."),
    ({"parties": (*THREE, THREE[0])}, "Ashby is on the list of parties twice."),
    ({"parties": (Party("a", most=-1),)}, "a cannot have at most -1 meetings."),
    (
        {"wishes": (Wish("a", "x"),)},
        "The wish of Ashby names x, who is not among the parties.",
    ),
    ({"wishes": (Wish("a", "a"),)}, "The wish of Ashby names Ashby themselves."),
    (
        {"wishes": (Wish("a", "b", 0),)},
        "Ashby asks for Brent with the weight 0: weights are whole numbers from 1.",
    ),
    (
        {"wishes": (Wish("a", "b"), Wish("a", "b", 2))},
        "Ashby asks for Brent twice: keep one of the two wishes.",
    ),
    (
        {"wishes": (Wish("a", "b"),), "avoids": (("a", "b"),)},
        "Ashby asks for Brent and does not want to meet them: take one of the two back.",
    ),
    (
        {"avoids": (("a", "x"),)},
        "What Ashby does not want names x, who is not among the parties.",
    ),
    (
        {"worth": {("a", "b"): -1}},
        "The worth of Ashby and Brent is -1: it must be a whole number of 0 or more.",
    ),
    (
        {"worth": {("a", "b"): 1, ("b", "a"): 2}},
        "The worth of Ashby and Brent is given twice, as 1 and as 2.",
    ),
    (
        {"fixed": (Fixed(4, "a", "c"),)},
        f"{MEETING} Ashby and Corley in round 4 cannot be: the day has rounds 1 to 3.",
    ),
    (
        {"fixed": (Fixed(3, "a", "b"),)},
        f"{MEETING} Ashby and Brent in round 3 cannot be: Brent is not there in round 3.",
    ),
    (
        {"fixed": (Fixed(1, "a", "b"), Fixed(1, "c", "b"))},
        f"{MEETING} Corley and Brent in round 1 cannot be: Brent meets Ashby in that round.",
    ),
    (
        {"fixed": (Fixed(1, "a", "b"), Fixed(2, "b", "a"))},
        f"{MEETING} Brent and Ashby in round 2 cannot be: they already meet in round 1, "
        "and nobody meets twice.",
    ),
    (
        {"fixed": (Fixed(1, "a", "b"), Fixed(1, "c", "d"))},
        "Round 1 has 2 fixed meetings for 1 tables.",
    ),
    (
        {"fixed": (Fixed(1, "a", "b", 1), Fixed(1, "c", "d", 1))},
        f"{MEETING} Corley and Denham in round 1 cannot be at table 1: Ashby and Brent sit "
        "there in that round.",
    ),
    (
        {"fixed": (Fixed(1, "a", "b", 2),)},
        f"{MEETING} Ashby and Brent in round 1 cannot be at table 2: there are tables 1 to 1.",
    ),
    (
        {"fixed": (Fixed(1, "a", "b"),), "avoids": (("b", "a"),)},
        f"{MEETING} Ashby and Brent in round 1 cannot be: one of them does not want to meet "
        "the other.",
    ),
    (
        {"fixed": (Fixed(1, "a", "c"), Fixed(2, "c", "d"))},
        "Corley has 2 fixed meetings and wants at most 1.",
    ),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED, ids=[each[1] for each in REFUSED])
def test_an_impossible_demand_is_refused_with_a_sentence(given: dict, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        plan(replace(DAY, **given))
    assert str(refused.value) == sentence


def test_what_is_over_is_a_fact_even_where_a_party_has_left_since() -> None:
    gone = replace(DAY, parties=(Party("a", last=0), *DAY.parties[1:]), start=2)
    timetable = plan(replace(gone, fixed=(Fixed(1, "a", "b", 1),)))
    assert [each.pair for each in timetable.meetings if each.round == 1] == [frozenset("ab")]


def test_a_no_show_must_be_among_the_parties() -> None:
    with pytest.raises(ValueError, match=r"^x is not among the parties\.$"):
        replan(DAY, plan(DAY), start=2, no_shows=["x"])
