"""Scores and spreads: exact values, and what no set of answers may give away."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from culturefirst.improvement.scores import Item, Score, overall, theme_score
from culturefirst.improvement.spread import FEWEST, MANY, VIEWS, Group, in_words, parted, spread

items = st.builds(
    Item,
    weight=st.integers(0, 10_000).map(lambda number: Decimal(number) / 1000),
    value=st.none() | st.integers(0, 5),
    applies=st.booleans(),
    shown=st.booleans(),
)
counts = st.dictionaries(
    st.tuples(st.sampled_from(VIEWS), st.none() | st.integers(1, 4)), st.integers(1, 6), max_size=12
)


def test_a_theme_is_the_weighted_mean_of_what_is_scored_as_parts():
    found = theme_score(
        [
            Item(1, 2, shown=True),
            Item(3, 4),
            Item(5, None),
            Item(9, None, applies=False),
        ]
    )
    assert found == Score(Fraction(14), Fraction(4), items=4, scored=2, shown=1, apart=1)
    assert (found.value, found.open, found.fill) == (3.5, 1, "part")


def test_the_whole_weighs_themes_and_leaves_out_those_without_a_score():
    small, large = theme_score([Item(1, 4)]), theme_score([Item(1, 1)] * 30)
    none = theme_score([Item(1, None)])
    assert overall([(1, small), (1, large), (7, none)]).value == 2.5
    assert overall([(3, small), (1, large)]).value == 3.25
    assert overall([(1, none)]).value is None


def test_a_score_is_hollow_until_evidence_shows_it():
    assert theme_score([Item(1, 3), Item(1, 3)]).fill == "hollow"
    assert theme_score([Item(1, 3, shown=True), Item(1, None)]).fill == "full"
    assert theme_score([Item(1, None, shown=True)]).fill == ""


@given(st.lists(items, max_size=12))
def test_a_score_lies_between_its_levels_and_what_is_not_scored_changes_nothing(listed):
    found = theme_score(listed)
    scored = [each for each in listed if each.applies and each.value is not None]
    again = theme_score(scored)
    assert (found.numerator, found.denominator) == (again.numerator, again.denominator)
    assert found.items == found.scored + found.apart + found.open == len(listed)
    if found.value is not None:
        levels = [each.value for each in scored if each.weight]
        assert min(levels) <= found.value <= max(levels)


@given(st.lists(items, max_size=12), st.integers(1, 1000))
def test_weights_count_by_their_shares_alone(listed, times):
    heavier = [Item(each.weight * times, each.value, each.applies, each.shown) for each in listed]
    assert theme_score(heavier).value == theme_score(listed).value


@given(st.lists(st.tuples(st.integers(0, 9), st.lists(items, max_size=6)), max_size=6))
def test_the_whole_lies_between_its_themes(themes):
    scored = [(weight, theme_score(each)) for weight, each in themes]
    whole = overall(scored)
    if whole.value is not None:
        means = [each.numerator / each.denominator for w, each in scored if w and each.denominator]
        assert min(means) <= whole.numerator / whole.denominator <= max(means)
    assert whole.scored == sum(each.scored for _, each in scored)


def test_a_spread_of_five_says_how_many_chose_what_and_of_views_of_three_only_the_median():
    found = spread(
        {("colleague", 4): 2, ("colleague", 3): 1, ("partner", 1): 3, ("partner", None): 1}
    )
    both = ("colleague", "partner")
    assert found.whole == Group(both, 7, 2.0, {1: 3, 3: 1, 4: 2}, 1, is_far=True)
    assert (found.whole.lowest, found.whole.highest) == (1, 4)
    assert found.of("partner") == Group(("partner",), 4, 1.0)
    assert found.of("colleague") == Group(("colleague",), 3, 4.0)
    assert found.difference == 3.0


def test_three_who_all_chose_one_level_are_told_as_three_who_nearly_did():
    alike = spread({("colleague", 3): 3})
    nearly = spread({("colleague", 3): 2, ("colleague", 4): 1})
    assert alike == nearly
    assert alike.whole == Group(("colleague",), 3, 3.0, is_far=False)
    assert in_words(alike.whole) == "median 3, close together"
    far = spread({("colleague", 1): 1, ("colleague", 3): 2})
    assert (far.whole.median, far.whole.is_far) == (3.0, True)


def test_the_median_of_few_is_never_that_of_one_or_two():
    found = spread({("colleague", 3): 1, ("colleague", None): 2})
    assert found.whole == Group(("colleague",), 3)
    assert in_words(found.whole) == ""


def test_how_many_of_a_view_chose_what_is_told_only_where_each_view_has_five():
    few = spread({("colleague", 4): 6, ("partner", 1): 4})
    assert [each.levels for each in few.parts] == [None, None]
    many = spread({("colleague", 4): 6, ("partner", 1): 5})
    assert [each.levels for each in many.parts] == [{4: 6}, {1: 5}]


def test_partners_of_one_body_are_put_with_others_or_not_told():
    alone = frozenset({"partner"})
    assert parted({"colleague": 5, "partner": 9}, alone) == [("colleague", "partner")]
    assert parted({"partner": 9}, alone) == []
    assert parted({"partner": 9, "user": 1}, alone) == [("partner", "user")]
    assert parted({"colleague": 5, "councillor": 3, "partner": 3}, alone) == [
        ("colleague",), ("partner", "councillor")
    ]  # fmt: skip


def test_two_partners_are_told_with_the_colleagues_and_never_by_taking_these_away():
    found = spread({("colleague", 4): 5, ("partner", 1): 2})
    assert (found.whole.number, found.parts, found.of("colleague")) == (7, (), None)
    several = spread({("colleague", 4): 5, ("councillor", 2): 3, ("partner", 1): 2})
    assert [each.views for each in several.parts] == [("colleague",), ("partner", "councillor")]
    assert several.difference is None


def test_of_two_answers_nothing_is_told():
    assert spread({("colleague", 4): 1, ("partner", 1): 1}).whole is None
    assert spread({}).whole is None


@given(counts)
def test_no_group_and_no_difference_of_groups_is_about_one_or_two(said):
    found = spread(said)
    total = sum(said.values())
    if total < FEWEST:
        assert found.whole is None
        return
    assert found.whole.number == total
    assert (found.whole.levels is None) == (total < MANY)
    sizes = [each.number for each in found.parts]
    assert all((each.levels is None) == (min(sizes) < MANY) for each in found.parts)
    assert all(size >= FEWEST for size in sizes)
    if sizes:
        assert sum(sizes) == total
    views = [view for each in found.parts for view in each.views]
    assert len(views) == len(set(views))


@given(st.dictionaries(st.sampled_from(VIEWS), st.integers(0, 6)))
def test_every_view_that_answered_is_told_in_one_group_or_none_is(sizes):
    groups = parted(sizes)
    told = [view for group in groups for view in group]
    there = [view for view in VIEWS if sizes.get(view, 0)]
    assert sorted(told) == (sorted(there) if sum(sizes.values()) >= FEWEST else [])


def test_weights_may_be_decimals_of_the_framework():
    assert theme_score([Item(Decimal("0.5"), 1), Item(Decimal("1.5"), 3)]).value == 2.5
