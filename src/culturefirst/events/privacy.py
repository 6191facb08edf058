"""What events hold about people, in plain words."""

from culturefirst.events import models as m
from culturefirst.events.jobs import settle_places
from culturefirst.kit.holdings import HOLDINGS, Holding, Whom


def _free_places(whom: Whom) -> None:
    """Let a job give their places to come to others, once the erasure is committed."""
    settle_places.enqueue(by=None)


for each in (
    Holding(
        "Your places at events, and whether you were there",
        "So that you have a place, and it is counted who came.",
        "While the network runs; without your name once you are erased.",
        m.Booking,
    ),
    Holding(
        "What you eat and need at events",
        "So that the day fits you. Only you, whoever booked for you and whoever keeps the event "
        "see it.",
        "Until 14 days after the event.",
        m.Needs,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)

HOLDINGS.add(
    "events.coming",
    Holding(
        "That a place at an event to come is yours",
        "So that nobody else gets it.",
        "Until you are erased: then somebody else gets it.",
        rows=lambda whom: (),
        erase=_free_places,
    ),
)
