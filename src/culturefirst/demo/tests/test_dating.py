"""The speed-dating day of the story."""

import pytest

from culturefirst.collaboration.dating_words import value
from culturefirst.collaboration.models import DatingDay, DayWish
from culturefirst.collaboration.queries.dating import board

pytestmark = pytest.mark.usefixtures("story")


def test_eighteen_councils_have_a_timetable_that_meets_their_wishes() -> None:
    known = board(DatingDay._base_manager.get())
    assert known.day.state == "provisional"
    assert (len(known.parties), len(known.absent), len(known.fallen)) == (18, 0, 0)
    assert len(known.meetings) == 71  # of nine tables in eight rounds, one stays free
    assert value(known) == [
        "It meets 60 of 60 wishes.",
        "Counted by their order that is 150 points, and it is proved that no timetable has more.",
        "Everybody has at least 7 meetings.",
    ]
    assert DayWish._base_manager.filter(kind="avoid").count() > 0
