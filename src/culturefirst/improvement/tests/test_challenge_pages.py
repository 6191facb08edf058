"""The pages of peer challenge, for its two sides and for nobody else."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import Challenge, PeerScore
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.network.models import Organisation, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


@pytest.fixture
def ruth(ipswich: Organisation) -> User:
    """Who leads the host."""
    return make.somebody_at(ipswich, "Ruth Vane")


@pytest.fixture
def nell(norfolk_county: Organisation) -> User:
    """Who leads the peers."""
    return make.somebody_at(norfolk_county, "Nell Foss")


def text(got: Any) -> str:
    return got.content.decode()


def page(made: Challenge, name: str = "challenge", **more: int) -> str:
    return reverse(name, kwargs={"pk": made.pk} | more)


def test_from_proposal_to_answer_in_the_browser(ruth: User, nell: User, signed_in: SignIn) -> None:
    host, peers = signed_in(ruth), signed_in(nell)
    assessment = make.agreed_by(ruth)
    given: dict[str, Any] = {"assessment": assessment.pk, "challenger": make.body_of(nell).pk}
    asking = host.post(reverse("challenge_new"), given).url
    assert "Nothing that you may know of" in text(host.get(asking))
    host.post(asking, {"lead": nell.person.pk, "words": "A fresh eye."})
    made: Challenge = Challenge._base_manager.get()
    assert "is asked, and has not answered yet" in text(host.get(page(made)))
    asked = text(peers.get(page(made)))
    assert "Accept for" in asked
    assert "A fresh eye." in asked
    peers.post(page(made, "challenge_accept"))
    assert "Nothing is open" in text(peers.get(page(made)))
    host.post(page(made, "challenge_open"), {"judgements": "on"})
    asked = assessment.framework.criteria.get(key="1-1")
    scores = text(peers.get(page(made, "challenge_scores")))
    assert "Fair" in scores
    form = {"seen": 1, "level": 1, "reason": "There is no plan.", "note": ""}
    peers.post(page(made, "challenge_score_peers", criterion=asked.pk), form)
    both = text(host.get(page(made, "challenge_score", criterion=asked.pk)))
    assert "one level lower" in both
    peers.post(page(made, "challenge_visited"), {"visited_on": "2011-09-19"})
    made.refresh_from_db()
    peers.post(page(made, "challenge_summary"), {"seen": made.version, "summary": "Sound."})
    finding = {"kind": "area", "criterion": asked.pk, "words": "No asset plan."}
    peers.post(page(made, "challenge_finding_new"), finding)
    assert "No asset plan." not in text(host.get(page(made, "challenge_report")))
    peers.post(page(made, "challenge_report_send"))
    assert "No asset plan." in text(host.get(page(made, "challenge_report")))
    row = made.findings.model._base_manager.get(challenge=made)
    said = {"seen": row.version, "answer": "accepted", "answer_why": "It is so."}
    host.post(page(made, "challenge_finding_answer", finding=row.pk), said)
    host.post(page(made, "challenge_report_answered"))
    made.refresh_from_db()
    assert made.state == "answered"


def test_where_scores_are_closed_again_the_peers_pages_hold_none_of_them(
    ruth: User, nell: User, signed_in: SignIn
) -> None:
    made, peers = make.opened(ruth, nell), signed_in(nell)
    asked = made.assessment.framework.criteria.get(key="1-1")
    addresses = [
        page(made), page(made, "challenge_scores"), page(made, "challenge_report"),
        page(made, "challenge_score", criterion=asked.pk),
    ]  # fmt: skip
    why = "Because of what we saw."
    assert any(why in text(peers.get(each)) for each in addresses)
    actions.open_challenge(by=ruth, challenge=made)
    shown = [text(peers.get(each)) for each in addresses]
    assert not any(why in each or "Fair</td>" in each for each in shown)


def test_the_report_leaves_as_word_and_pdf(ruth: User, nell: User, signed_in: SignIn) -> None:
    from docx import Document

    made = make.answered(ruth, nell)
    word = signed_in(ruth).get(page(made, "challenge_report_word"))
    told = Document(BytesIO(word.content))
    lines = [each.text for each in told.paragraphs]
    assert "Feedback report: Ipswich Borough Council" in lines
    assert "Good at 0." in lines
    assert "The host’s answer: Accepted: It is so." in lines
    assert [cell.text for cell in told.tables[1].rows[1].cells][1:3] == ["Fair", "–"]
    pdf = signed_in(nell).get(page(made, "challenge_report_pdf"))
    assert pdf.content.startswith(b"%PDF-")


def test_two_peers_who_edit_one_score_both_keep_their_text(
    ruth: User, nell: User, signed_in: SignIn
) -> None:
    made = make.opened(ruth, nell)
    asked = made.assessment.framework.criteria.get(key="1-1")
    where = page(made, "challenge_score_peers", criterion=asked.pk)
    first, second = signed_in(nell), signed_in(nell)
    given = {"seen": 1, "level": 2, "note": "", "initial-reason": ""}
    first.post(where, given | {"reason": "As I saw it."})
    got = second.post(where, given | {"reason": "As I heard it."})
    assert got.status_code == 409
    assert "As I saw it." in text(got)
    assert "As I heard it." in text(got)
    assert PeerScore._base_manager.get().reason == "As I saw it."


def test_the_team_reads_who_is_paired_and_nothing_of_what_is_found(
    ruth: User, nell: User, helen: User, signed_in: SignIn
) -> None:
    round_ = make.a_round(tiers_apart=False)
    make.entered(round_, ruth, nell)
    team = signed_in(helen)
    where = reverse("challenge_round", args=[round_.pk])
    team.post(reverse("challenge_round_pair", args=[round_.pk]))
    assert "per cent of what is possible" in text(team.get(where))
    team.post(reverse("challenge_round_confirm", args=[round_.pk]), {"seen": "2"})
    shown = text(team.get(where))
    assert "Norfolk County Council challenges Ipswich Borough Council" in shown
    made = Challenge._base_manager.first()
    assert made is not None
    assert team.get(page(made)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_challenge_as_for_three(
    ruth: User, nell: User, signed_in: SignIn, count: int
) -> None:
    for _ in range(count):
        make.proposed(ruth, nell)
    client = signed_in(ruth)
    client.get(reverse("challenges"))
    with CaptureQueriesContext(connection) as found:
        shown = text(client.get(reverse("challenges")))
    assert shown.count("Norfolk County Council challenges") == count
    assert len([each for each in found if "improvement_" in each["sql"]]) == 2


def test_evidence_that_was_given_and_is_marked_no_more_is_not_named_to_the_peers(
    ruth: User, nell: User, signed_in: SignIn
) -> None:
    made = make.opened(ruth, nell, evidence=True)
    piece = made.assessment.evidence.model._base_manager.create(
        assessment=made.assessment, kind="link", title="The depot paper", opened=True,
        url="https://example.org/depot", added_on=made.proposed_on,
    )  # fmt: skip
    asked = actions.ask_document(by=nell, challenge=made, what="What is known of the depot")
    actions.answer_document(by=ruth, document=asked, given=piece)
    peers = signed_in(nell)
    assert "The depot paper" in text(peers.get(page(made)))
    piece.opened = False
    piece.save()
    shown = text(peers.get(page(made)))
    assert "The depot paper" not in shown
    assert "the evidence is not open" in shown
