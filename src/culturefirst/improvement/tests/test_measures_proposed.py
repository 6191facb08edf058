"""What the reader of a work programme proposes to count targets of improvement by."""

from datetime import date
from typing import Any

import pytest

from culturefirst.measures.core import Figure
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import SubRegion
from culturefirst.programme.binding import names, proposals, vocabulary
from culturefirst.programme.reading import document as printed
from culturefirst.programme.reading.proposals import propose
from culturefirst.programme.reading.targets import read_targets
from culturefirst.programme.rules import Span

pytestmark = pytest.mark.django_db
YEAR = Span(date(2011, 4, 1), date(2012, 3, 31))


def read(text: str) -> printed.Activity:
    activity = printed.Activity("Improve", targets=read_targets([text], YEAR))
    propose(activity, vocabulary(), names(MEASURES))
    return activity


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("20 organisations have completed the efficiency challenge by March 2012",
         "improvement.completed"),
        ("12 councils complete the Efficiency Challenge", "improvement.completed"),
        ("Peer challenges carried out at 8 authorities", "improvement.challenged"),
        ("30 organisations assessed against the benchmark", "improvement.organisations_assessed"),
        ("15 improvement plans adopted", "improvement.plans_adopted"),
        ("£250,000 of efficiency savings by March 2012", "improvement.savings"),
    ],
)  # fmt: skip
def test_a_target_of_improvement_is_proposed_to_be_counted_by_its_measure(
    text: str, measure: str
) -> None:
    [target] = read(text).targets
    assert (target.measure, target.filters) == (measure, {})


def test_it_is_narrowed_by_a_place_and_a_strand_that_the_target_names(norfolk: SubRegion) -> None:
    def proposed(text: str) -> tuple[str | None, dict[str, Any]]:
        [target] = read(text).targets
        return target.measure, target.filters

    assert proposed("4 organisations completed the efficiency challenge in Norfolk") == (
        "improvement.completed", {"sub_region": "Norfolk"},
    )  # fmt: skip
    assert proposed("£40,000 of savings made in procurement") == (
        "improvement.savings", {"strand": "Procurement"},
    )  # fmt: skip


def test_what_is_proposed_stands_at_today_s_figure() -> None:
    [target] = read("20 organisations completed the efficiency challenge by March 2012").targets
    told = printed.Document(
        title="This year", starts=YEAR.starts, ends=YEAR.ends,
        priorities=[printed.Priority("1", "Improve", [
            printed.Programme("1.1", "Peers", [printed.Activity("Improve", targets=[target])])
        ])],
    )  # fmt: skip
    [found] = proposals(told, year=YEAR, as_at=date(2011, 9, 19))
    assert found.measure is not None
    assert (found.measure.key, found.figure_today) == ("improvement.completed", Figure(0.0))
    assert found.standing.sentence.startswith("0 of 20")
