"""What is counted of places: recorded, confirmed, kinds and authorities covered."""

from datetime import date

import pytest

from culturefirst.intelligence import actions
from culturefirst.intelligence.tests.asset_places import library, loaded
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.programme.binding import names, vocabulary
from culturefirst.programme.reading import document as printed
from culturefirst.programme.reading.proposals import propose
from culturefirst.programme.reading.targets import read_targets
from culturefirst.programme.rules import Span

pytestmark = pytest.mark.django_db
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))


def told(key, window=YEAR, **scope):
    [figure] = figures([Question(f"intelligence.{key}", window, scope)])
    return figure.numerator, figure.denominator


@pytest.fixture
def places(helen, ipswich, norfolk_county):
    """Two libraries and a museum: one confirmed, one known since an earlier year, one a double."""
    kinds = loaded(helen)
    kept = library(helen, authority=ipswich, verified_on=date(2011, 6, 1))
    library(helen, name="B", authority=norfolk_county, known_since=date(2010, 5, 1))
    library(helen, name="C", kind=kinds["museum"], authority=ipswich)
    twice = library(helen, name="Library of Ely", authority=ipswich)
    actions.merge_assets(by=helen, asset=twice, into=kept)
    return kinds


def test_places_recorded_are_a_stock_without_doubles(places):
    assert told("assets") == (3, None)
    assert told("assets", Window(date(2010, 4, 1), date(2011, 3, 31))) == (1, None)
    assert told("assets", kind_of_place="museum") == (1, None)


def test_places_confirmed_are_counted_out_of_all(places):
    assert told("assets_verified") == (1, 3)
    assert told("assets_verified", sector="museums") == (0, 1)


def test_kinds_covered_are_counted_out_of_all_kinds(places):
    assert told("kinds_covered") == (2, 38)


def test_authorities_covered_are_counted_by_kind(places):
    assert told("authorities_covered") == (2, 2)
    assert told("authorities_covered", kind_of_place="museum") == (1, 2)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("300 assets recorded by March 12", "intelligence.assets"),
        ("100 assets verified by March 12", "intelligence.assets_verified"),
        ("20 kinds of assets by March 12", "intelligence.kinds_covered"),
        ("30 authorities with assets by March 12", "intelligence.authorities_covered"),
    ],
)
def test_the_reader_of_documents_knows_their_names(db, text, measure):
    (target,) = read_targets([text], Span(YEAR.starts, YEAR.ends))
    activity = printed.Activity("Know what there is", targets=[target])
    propose(activity, vocabulary(), names(MEASURES))
    assert target.measure == measure
