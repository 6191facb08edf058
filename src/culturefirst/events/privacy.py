"""What events hold about people, in plain words."""

from culturefirst.events import models as m
from culturefirst.events.jobs import settle_places
from culturefirst.events.stored import delete
from culturefirst.kit.holdings import HOLDINGS, PAPERS, Holding, PutUp, Whom


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
    Holding(
        "Events that you planned",
        "So that those who come know whom to ask.",
        "While the network runs; without your name once you are erased.",
        m.Event,
    ),
    Holding(
        "Where you speak, train or chair",
        "So that people know who leads a day.",
        "While the network runs; your name is taken off once you are erased.",
        m.Speaker,
    ),
    Holding(
        "Papers of events that you put up",
        "So that others know whom to ask about them.",
        "While the event is kept; without your name once you are erased.",
        m.EventPaper,
    ),
    Holding(
        "That you have an address for your own calendar",
        "So that your calendar program can read where you have a place. What opens it is kept "
        "only so that it can be known again, never read.",
        "Until you take it away or are erased.",
        m.CalendarKey,
    ),
    Holding(
        "What you said of events",
        "So that the next one is better. Others read means; whoever keeps the event also words, "
        "without names.",
        "While the network runs; your words are taken out once you are erased.",
        m.Feedback,
    ),
    Holding(
        "What you said at events that you would do next, and whether you did",
        "So that you are reminded of it, and it is counted.",
        "While the network runs; your words are taken out once you are erased.",
        m.Pledge,
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
PAPERS.add("events.eventpaper", PutUp(m.EventPaper, delete))
