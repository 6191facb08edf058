"""Windows, figures, and the page that lists what can be counted."""

from datetime import date

import pytest

from culturefirst.measures.catalogue import PAGE, page
from culturefirst.measures.core import EARLIEST, LATEST, Figure, Window
from culturefirst.measures.register import MEASURES


def test_a_window_without_days_holds_every_day() -> None:
    assert Window() == Window(EARLIEST, LATEST)


def test_a_window_until_a_day_ends_there_and_no_later() -> None:
    april = Window(date(2011, 4, 1), date(2011, 4, 30))
    assert april.until(date(2011, 4, 10)) == Window(date(2011, 4, 1), date(2011, 4, 10))
    assert april.until(date(2011, 5, 10)) == april


@pytest.mark.parametrize(
    ("figure", "share"),
    [(Figure(28, 52), 28 / 52), (Figure(0, 52), 0.0), (Figure(3, 0), None), (Figure(3), None)],
)
def test_a_share_needs_something_to_divide_by(figure: Figure, share: float | None) -> None:
    assert figure.share == share


def test_the_page_of_measures_in_the_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(MEASURES)


def test_a_measure_of_many_is_not_offered_twice_under_one_key() -> None:
    first, second = list(MEASURES)[:2]
    with pytest.raises(ValueError, match="is offered twice"):
        MEASURES.add(first.key, second)
