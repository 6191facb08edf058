"""What members of the story offer and need, and how it fits."""

from datetime import date

import pytest

from culturefirst.collaboration.models import Initiative, InitiativePartner, Introduction, Listing
from culturefirst.collaboration.queries import suggestions, worth
from culturefirst.kit.attention import needs
from culturefirst.network.models import Organisation, User

pytestmark = pytest.mark.usefixtures("story")
TODAY = date(2011, 9, 19)


def test_eighteen_are_told_of_and_two_bodies_met() -> None:
    states = Listing._base_manager.values_list("state", flat=True)
    assert sorted(states) == ["closed", *["open"] * 16, "paused"]
    made = Introduction._base_manager.order_by("on")
    assert [(str(each.organisation), bool(each.taken_up_on)) for each in made] == [
        ("Great Yarmouth", True),
        ("Ipswich", False),
    ]


def test_what_two_of_them_do_together_is_open_to_all() -> None:
    priya = User.objects.get(person__name="Priya Nair")
    [found] = Initiative.objects.visible_to(priya)
    assert (found.stage, found.opened_on) == ("open", date(2011, 9, 5))
    assert str(found.grew_from_introduction.organisation) == "Great Yarmouth"
    named = InitiativePartner.objects.visible_to(priya).filter(initiative=found)
    assert sorted(str(each.organisation) for each in named) == ["Great Yarmouth", "Norwich"]


def test_the_officers_need_fits_a_neighbours_offer() -> None:
    priya = User.objects.get(person__name="Priya Nair")
    need = Listing.objects.visible_to(priya).get(title="An events officer, shared with a neighbour")
    [best] = suggestions([need], TODAY)[need.pk]
    assert best.other.title == "Half of our events officer's week"
    assert best.reasons == [
        "both: sharing staff",
        "both: events",
        "neighbours in Suffolk",
        "they can share staff, you need it",
        "same time",
        "both agreed in principle",
        "size fits",
    ]
    asked = [each.what for each in needs(priya, TODAY) if each.room == "collaboration"]
    assert asked == ["Staging: 24 blocks with skirts and steps"]


def test_pairs_that_are_worth_a_meeting_are_few() -> None:
    found = worth(Organisation.objects.all())
    assert len(found) == 11
    assert all(0 < value <= 115 for value, _ in found.values())
