"""The page of a job: for whoever asked, with scripts and without."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from culturefirst.kit.jobs import queue
from culturefirst.kit.jobs.perform import perform
from culturefirst.kit.tests.staged_jobs import count_up, refuse
from culturefirst.kit.wording import percent

SignedIn = Callable[[Any], Client]


def test_a_job_under_way_shows_how_far_it_is_and_asks_again(
    queued: None, helen: Any, signed_in: SignedIn
) -> None:
    row = count_up.enqueue(by=helen, to=9)
    claimed = queue.claim("one")
    assert claimed is not None
    queue.show(claimed, 3, 9, "Reading page 3")
    page = signed_in(helen).get(row.get_absolute_url()).content.decode()
    assert "<h1>Counting up</h1>" in page
    assert "Reading page 3 · 3 of 9" in page
    assert f'aria-label="Counting up: {percent(1 / 3)} reached"' in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert f'hx-get="/jobs/{row.pk}/"' in page


def test_htmx_gets_the_changing_part_alone(queued: None, helen: Any, signed_in: SignedIn) -> None:
    row = count_up.enqueue(by=helen, to=1)
    part = signed_in(helen).get(row.get_absolute_url(), headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<div id="job"')


def test_a_job_that_is_over_leads_to_what_was_made_and_asks_no_more(
    helen: Any, signed_in: SignedIn
) -> None:
    row = count_up.enqueue(by=helen, to=1)
    page = signed_in(helen).get(row.get_absolute_url()).content.decode()
    assert '<a href="/counted/1/">See what was made</a>' in page
    assert "hx-get" not in page
    assert "refresh" not in page


def test_a_job_that_failed_says_why(queued: None, helen: Any, signed_in: SignedIn) -> None:
    row = refuse.enqueue(by=helen)
    claimed = queue.claim("one")
    assert claimed is not None
    perform(claimed)
    page = signed_in(helen).get(row.get_absolute_url()).content.decode()
    assert "There is no programme for that year. Choose another one." in page


def test_somebody_elses_job_answers_like_a_missing_one(
    queued: None, helen: Any, priya: Any, signed_in: SignedIn
) -> None:
    row = count_up.enqueue(by=helen, to=1)
    foreign = signed_in(priya).get(f"/jobs/{row.pk}/")
    missing = signed_in(priya).get("/jobs/999999/")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    token = rb'name="csrfmiddlewaretoken" value="\w+"'
    assert re.sub(token, b"", foreign.content) == re.sub(token, b"", missing.content)


@pytest.mark.django_db
def test_the_public_is_asked_to_sign_in(nobody: Any, signed_in: SignedIn) -> None:
    answer = signed_in(nobody).get("/jobs/1/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/accounts/login/?next=/jobs/1/",
    )
