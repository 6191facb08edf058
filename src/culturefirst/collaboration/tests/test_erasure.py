"""Whoever is named in an offer and is erased: the name goes off, and the body names another."""

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Introduction, Listing
from culturefirst.collaboration.tests.conftest import body_of, fresh
from culturefirst.kit import clock
from culturefirst.kit.attention import needs
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network
from culturefirst.network.models import Post
from culturefirst.network.privacy.export import as_data


def erased(user):
    network.erase_person(by=user, person=user.person)


def test_the_name_goes_off_and_the_body_is_asked_for_another(
    offer, priya, colleague, jim, signed_in
):
    Post.objects.filter(person=colleague.person).update(leads=True)
    erased(priya)
    page = signed_in(jim).get(f"/share/{offer.pk}/").content.decode()
    assert "Priya" not in page
    assert "the organisation has been asked to name somebody else" in page
    [waiting] = [each for each in needs(colleague, clock.today()) if each.room == "collaboration"]
    assert waiting.why == "Whoever was named in it works there no more: say whom to ask."
    assert fresh(offer).made_by is None
    actions.edit_listing(by=colleague, listing=offer, changes={"contact": colleague.person})
    assert "Ola Berg" in signed_in(jim).get(f"/share/{offer.pk}/").content.decode()


def test_where_nobody_of_the_body_is_left_the_team_is_asked(offer, priya, helen):
    erased(priya)
    [waiting] = [each for each in needs(helen, clock.today()) if each.room == "collaboration"]
    assert waiting.what == offer.title


def test_who_got_in_touch_is_erased_with_their_words_and_the_meeting_stays(offer, jim, priya):
    actions.introduce(by=jim, listing=offer, organisation=body_of(jim), words="May we see it?")
    exported = str(as_data(jim.person))
    assert "May we see it?" in exported
    erased(jim)
    made = Introduction._base_manager.get()
    assert (made.words, made.asked_by.name) == ("", "A former member")
    letter = Message.objects.get(key=f"collaboration:introduction:{made.pk}")
    assert "jim@example.org" not in f"{letter.headers}{letter.text}"


def test_who_wrote_it_reads_so_in_what_is_held_of_them(says, priya, colleague):
    says(priya, contact=colleague.person)
    assert "A dry store for museum objects" in str(as_data(priya.person))
    assert Listing._base_manager.get().contact == colleague.person
