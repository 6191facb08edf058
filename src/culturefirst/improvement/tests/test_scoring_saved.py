"""Answers are kept as they are given: half done, in two windows, beside a mistake."""

import re

import pytest
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Answer
from culturefirst.improvement.tests.assessing import (
    asks,
    body_of,
    criteria,
    scoring,
)


@pytest.fixture
def found(priya):
    return scoring(priya)


def test_plain_save_keeps_what_an_older_page_shows_unchanged(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one, two, *_ = criteria(found)
    client, url = signed_in(jim), reverse("answers_theme", args=[row.pk, "theme-1"])
    page = client.get(url).content.decode()
    was = {
        each: page.split(f'name="was-{each.pk}" value="')[1].split('"')[0] for each in (one, two)
    }
    actions.save_answers(by=jim, respondent=row, answers={one.pk: Said(4, note="Newer.")})
    sent = {f"was-{each.pk}": said for each, said in was.items()}
    sent |= {f"level-{one.pk}": "", f"note-{one.pk}": "", f"level-{two.pk}": "na"}
    assert client.post(url, sent)["Location"] == reverse("answers", args=[row.pk])
    kept = dict(Answer._base_manager.values_list("criterion", "value"))
    assert kept == {one.pk: 4, two.pk: None}
    assert client.post(url, sent | {"next": "1"})["Location"].endswith("/themes/theme-2/")


def shown(client, url):
    """The fields of a page as a browser would send them back."""
    page = client.get(url).content.decode()
    return dict(re.findall(r'name="(was-\d+)" value="(\w*)"', page))


def test_who_writes_one_answer_in_two_windows_keeps_both_texts(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one, two, *_ = criteria(found)
    client, url = signed_in(jim), reverse("answers_theme", args=[row.pk, "theme-1"])
    first, second = shown(client, url), shown(client, url)
    here = {f"level-{one.pk}": "4", f"note-{one.pk}": "At home.", f"level-{two.pk}": ""}
    there = {f"level-{one.pk}": "2", f"note-{one.pk}": "At work.", f"level-{two.pk}": "3"}
    assert client.post(url, first | here).status_code == 302
    met = client.post(url, second | there)
    page = met.content.decode()
    assert met.status_code == 409
    assert "There it says: Excellent" in page and "At home." in page and ">At work.<" in page
    said = dict(Answer._base_manager.values_list("criterion", "note"))
    assert said == {one.pk: "At home.", two.pk: ""}
    assert Answer._base_manager.get(criterion=two).value == 3  # what met nobody is saved
    again = dict(re.findall(r'name="(was-\d+)" value="(\w*)"', page))
    assert client.post(url, again | there | {f"note-{one.pk}": "Both."}).status_code == 302
    kept = Answer._base_manager.get(criterion=one)
    assert (kept.value, kept.note) == (2, "Both.")


def test_an_answer_saved_as_it_is_given_meets_no_earlier_save_of_its_own_page(
    found, priya, jim, signed_in
):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0]
    client = signed_in(jim)
    marks = shown(client, reverse("answers_theme", args=[row.pk, "theme-1"]))
    url = reverse("answers_save", args=[row.pk, one.pk])
    sent = {f"level-{one.pk}": "2", f"note-{one.pk}": "", f"was-{one.pk}": marks[f"was-{one.pk}"]}
    first = client.post(url, sent).content.decode()
    assert first.startswith("Saved at ") and 'hx-swap-oob="true"' in first
    mark = re.search(r'value="(\w+)"', first)[1]
    stale = client.post(url, sent | {f"level-{one.pk}": "3"}).content.decode()
    assert stale.startswith("Not saved. It was changed elsewhere")
    fresh_one = client.post(url, sent | {f"level-{one.pk}": "3", f"was-{one.pk}": mark})
    assert fresh_one.content.startswith(b"Saved at ")
    assert Answer._base_manager.get().value == 3


def test_what_was_written_beside_a_fault_is_saved_once_the_fault_is_mended(
    found, priya, jim, signed_in
):
    [row] = asks(priya, found, jim)
    one, two, *_ = criteria(found)
    client, url = signed_in(jim), reverse("answers_theme", args=[row.pk, "theme-1"])
    sent = shown(client, url) | {f"level-{one.pk}": "4", f"note-{two.pk}": "w" * 2001}
    wrong = client.post(url, sent)
    assert wrong.status_code == 422
    again = dict(re.findall(r'name="(was-\d+)" value="(\w*)"', wrong.content.decode()))
    assert client.post(url, sent | again | {f"note-{two.pk}": "w"}).status_code == 302
    said = dict(Answer._base_manager.values_list("criterion", "value"))
    assert said == {one.pk: 4, two.pk: None}


def test_a_single_answer_is_saved_while_its_page_stays_open(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0]
    client, url = signed_in(jim), reverse("answers_save", args=[row.pk, one.pk])
    assert client.post(url, {f"level-{one.pk}": "2"}).content.startswith(b"Saved at ")
    refused = client.post(url, {f"level-{one.pk}": "8"})
    assert (refused.status_code, refused.content[:10]) == (200, b"Not saved.")
    assert Answer._base_manager.get().value == 2


def test_what_cannot_be_saved_stays_on_the_page_with_a_sentence(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0]
    url = reverse("answers_theme", args=[row.pk, "theme-1"])
    answer = signed_in(jim).post(url, {f"level-{one.pk}": "2", f"note-{one.pk}": "w" * 2001})
    assert answer.status_code == 422
    assert "A note may have 2,000 characters. Make it shorter." in answer.content.decode()
    assert "w" * 2001 in answer.content.decode()


def test_one_sees_ones_own_invitation_alone(found, priya, jim, dee, colleague, signed_in):
    rows = asks(priya, found, jim, dee)
    for who, row in ((dee, rows[0]), (priya, rows[0]), (colleague, rows[1])):
        assert signed_in(who).get(reverse("answers", args=[row.pk])).status_code == 404
    assert (
        body_of(priya).name
        in signed_in(jim).get(reverse("answers", args=[rows[0].pk])).content.decode()
    )
