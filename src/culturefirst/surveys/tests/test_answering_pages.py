"""Answering by the pages: by link and signed in, on and back, stopped, sent once."""

import re

import pytest
from django.test import Client

from culturefirst.kit.asking.packing import read, unpacked
from culturefirst.kit.outbox.models import Message
from culturefirst.surveys import actions
from culturefirst.surveys.models import AnswerSheet, Survey, Unfinished
from culturefirst.surveys.tests.make import SHEET, a_wave, asking

pytestmark = pytest.mark.django_db
ANONYMOUS = Survey.Privacy.ANONYMOUS


def link(email: str) -> str:
    """The address in the letter to somebody."""
    text = Message.objects.filter(to=email).order_by("-pk")[0].text
    found = re.search(r"(/surveys/l/\S+)", text)
    assert found is not None
    return found[1]


def begun(client: Client, address: str) -> str:
    """The address of the unfinished sheet, after the button was pressed."""
    page = client.post(address)
    assert page.status_code == 302, page.content
    return str(page.headers["Location"])


def only_answers() -> dict[str, object]:
    row = AnswerSheet._base_manager.get()
    return unpacked(SHEET, read(SHEET, [bytes(row.packed)])[0])


def test_by_a_link_and_without_an_account_section_by_section(helen, priya) -> None:
    asking(helen, priya)
    client = Client()
    letter = link(priya.email)
    assert "Confidential" in client.get(letter).content.decode()
    sheet = begun(client, letter)
    first = client.get(sheet)
    assert "part 1 of" in first.content.decode()
    stays = client.post(sheet, {"next": "1"})
    assert stays.status_code == 422
    assert "This question needs an answer." in stays.content.decode()
    on = client.post(sheet, {"improved": "y", "next": "1"})
    assert on.headers["Location"].endswith("?section=ways")
    ways = on.headers["Location"]
    done = client.post(ways, {"how": ["peer", "other"], "how~other": "By bicycle", "next": "1"})
    send = done.headers["Location"]
    shown = client.get(send).content.decode()
    assert "Peer challenge and Other" in shown
    thanks = client.post(send)
    assert client.get(thanks.headers["Location"]).status_code == 200
    assert only_answers() == {"improved": "y", "how": ["peer", "other"]}
    assert AnswerSheet._base_manager.get().words == {"how~other": "By bicycle"}
    assert client.get(sheet).status_code == 404


def test_back_and_stop_keep_what_was_filled_in(helen, priya) -> None:
    asking(helen, priya)
    client = Client()
    sheet = begun(client, link(priya.email))
    client.post(sheet, {"improved": "n", "next": "1"})
    back = client.post(f"{sheet}?section=otherwise", {"why-not": "No time", "back": "1"})
    assert back.headers["Location"].endswith("?section=taking-part")
    shown = client.get(back.headers["Location"]).content.decode()
    assert re.search(r'<input[^>]*value="n"[^>]*checked', shown)
    stop = client.post(sheet, {"improved": "y", "stop": "1"}, follow=True)
    assert "Go on by the same address" in stop.content.decode()
    assert Unfinished._base_manager.get().answers == {"improved": "y", "why-not": "No time"}


def test_whoever_is_signed_in_and_asked_answers_without_a_letter(
    helen, priya, jim, signed_in
) -> None:
    wave = asking(helen, priya)
    client = signed_in(priya)
    assert "For you to answer" in client.get("/surveys/").content.decode()
    sheet = begun(client, f"/surveys/waves/{wave.pk}/answer/")
    client.post(sheet, {"improved": "n", "next": "1"})
    client.post(f"{sheet}send/")
    assert only_answers() == {"improved": "n"}
    assert signed_in(jim).get(f"/surveys/waves/{wave.pk}/answer/").status_code == 404


def test_an_anonymous_sheet_is_sent_by_the_browser_that_opened_the_letter(helen, priya) -> None:
    asking(helen, priya, privacy=ANONYMOUS)
    client, other = Client(), Client()
    letter = link(priya.email)
    client.get(letter)
    sheet = begun(client, letter)
    client.post(sheet, {"improved": "n", "next": "1"})
    elsewhere = other.post(f"{sheet}send/")
    assert elsewhere.status_code == 422
    assert "Open the link of your letter once more" in elsewhere.content.decode()
    assert not AnswerSheet._base_manager.exists()
    client.post(f"{sheet}send/")
    assert only_answers() == {"improved": "n"}
    again = client.get(letter).content.decode()
    assert "Nobody can tell your answers from others’" in again
    assert client.post(letter).status_code == 200  # nothing begins anew


def test_an_anonymous_sheet_has_no_tie_to_who_was_asked(helen, priya) -> None:
    asking(helen, priya, privacy=ANONYMOUS)
    begun(Client(), link(priya.email))
    kept = Unfinished._base_manager.get()
    assert (kept.invitation, kept.sub_region, kept.kind) == (None, None, "")


def test_what_is_missing_is_told_before_it_is_sent(helen, priya) -> None:
    asking(helen, priya)
    client = Client()
    sheet = begun(client, link(priya.email))
    page = client.post(f"{sheet}send/")
    assert page.status_code == 422
    assert "This question needs an answer." in page.content.decode()
    assert not AnswerSheet._base_manager.exists()


def test_a_link_that_was_replaced_opens_nothing_and_says_so(helen, priya) -> None:
    asking(helen, priya)
    page = Client().get("/surveys/l/nothing/")
    assert page.status_code == 404
    assert "Look for the newest one" in page.content.decode()
    assert Client().get("/surveys/a/nothing/").status_code == 404


def test_a_trial_counts_nowhere(helen, signed_in) -> None:
    wave = a_wave(helen)
    client = signed_in(helen)
    sheet = client.post(f"/surveys/waves/{wave.pk}/try/").headers["Location"]
    assert "You are trying it" in client.get(sheet).content.decode()
    client.post(sheet, {"improved": "n", "next": "1"})
    done = client.post(f"{sheet}send/", follow=True)
    assert "Tried to the end." in done.content.decode()
    assert AnswerSheet._base_manager.get().test
    actions.open_wave(by=helen, wave=wave)
    assert "0 of 0" in client.get(f"/surveys/waves/{wave.pk}/").content.decode()


def test_once_closed_nothing_more_is_taken(helen, priya) -> None:
    wave = asking(helen, priya)
    client = Client()
    sheet = begun(client, link(priya.email))
    client.post(sheet, {"improved": "n", "next": "1"})
    actions.close_wave(by=helen, wave=wave)
    page = client.post(f"{sheet}send/")
    assert "This survey takes no more answers." in page.content.decode()
    assert "This survey is closed" in client.get(link(priya.email)).content.decode()
