"""At most twelve statements to open and to save, with 400 criteria and 20 people who scored."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.improvement.models import Answer, Judgement, Respondent
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.kit import clock

MOST = 12
VIEWS = ("colleague", "partner", "councillor", "user")


@pytest.fixture
def large(priya, jim, ipswich):
    """One that is scored and one that is being agreed, each answered by twenty; Jim is asked."""
    version = a_framework(themes=20, each=20)
    scored = an_assessment(ipswich, priya.person, version, stage="scoring")
    judged = an_assessment(ipswich, priya.person, version, closed_on=clock.today())
    asked = list(version.criteria.order_by("position"))
    assert len(asked) == 400
    for found in (scored, judged):
        rows = Respondent._base_manager.bulk_create(
            Respondent(
                assessment=found, person=None if number else jim.person, name=f"Guest {number}",
                email=f"g{number}@example.net" if number else "", view=VIEWS[number % 4],
                side=f"side {number}", invited_on=clock.today(),
                submitted_at=None if found is scored and not number else clock.now(),
            )
            for number in range(20)
        )  # fmt: skip
        Answer._base_manager.bulk_create(
            Answer(
                respondent=row, criterion=each, value=1 + (at + row.pk) % 4, saved_at=clock.now(),
                note="A sentence." if at % 5 == 0 else "",
            )
            for row in rows
            for at, each in enumerate(asked)
        )  # fmt: skip
    Judgement._base_manager.bulk_create(
        Judgement(assessment=judged, criterion=each, value=2, why="Seen.", agreed_on=clock.today())
        for each in asked
    )
    return scored, judged, asked[0]


def asked_in(asked):
    """What was asked; where a transaction ends, nothing is."""
    told = [each["sql"] for each in asked.captured_queries]
    return [sql for sql in told if not sql.startswith("RELEASE SAVEPOINT")]


def asked_of(client, url):
    """The second answer, and how many statements it took."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
    return answer, len(asked)


def test_opening_and_scoring_take_at_most_twelve_statements(large, jim, signed_in):
    scored, _, one = large
    row = Respondent._base_manager.get(assessment=scored, person=jim.person)
    client, theme = signed_in(jim), reverse("answers_theme", args=[row.pk, "theme-1"])
    for url in (reverse("answers", args=[row.pk]), theme):
        answer, number = asked_of(client, url)
        assert answer.status_code == 200 and number <= MOST
    save = reverse("answers_save", args=[row.pk, one.pk])
    for level in ("3", "4"):
        page = client.get(theme).content.decode()
        [mark] = re.findall(rf'name="was-{one.pk}" value="(\w+)"', page)
        sent = {f"level-{one.pk}": level, f"note-{one.pk}": "Seen.", f"was-{one.pk}": mark}
        with CaptureQueriesContext(connection) as asked:
            assert client.post(save, sent).content.startswith(b"Saved at ")
    assert len(asked_in(asked)) <= MOST
    kept = Answer._base_manager.get(respondent=row, criterion=one)
    assert (kept.value, kept.note) == (4, "Seen.")


def test_the_overview_one_criterion_and_saving_it_take_at_most_twelve_statements(
    large, priya, signed_in
):
    _, judged, one = large
    client = signed_in(priya)
    overview, number = asked_of(client, reverse("assessment_criteria", args=[judged.pk]))
    assert overview.content.count(b"<li><a href=") >= 400 and number <= MOST
    url = reverse("assessment_criterion", args=[judged.pk, one.key])
    page, number = asked_of(client, url)
    assert b'<svg class="strip"' in page.content and number <= MOST
    shown = {"level": "2", "why": "Seen.", "strengths": "", "areas": "", "agreed": "on"}
    was = {f"initial-{name}": value for name, value in shown.items()}
    for version, why in ((1, "Seen twice."), (2, "Seen thrice.")):
        sent = shown | was | {"why": why, "seen": version}
        with CaptureQueriesContext(connection) as asked:
            assert client.post(url, sent).status_code == 302
        was["initial-why"] = why
    assert len(asked_in(asked)) <= MOST
    assert Judgement._base_manager.get(assessment=judged, criterion=one).why == "Seen thrice."
