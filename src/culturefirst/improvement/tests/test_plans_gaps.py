"""Gaps of an assessment that was challenged: what peers reported counts, once it is reported."""

from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import PeerScore
from culturefirst.improvement.queries.gaps import gaps_of
from culturefirst.improvement.tests.make_challenges import reported, somebody_at, visited
from culturefirst.improvement.tests.make_plans import body_of

GOOD = 3


def scored(challenge, key, level, agreed=None):
    """The peers' level of a criterion, and what both agreed on."""
    said = {"agreed_level": agreed, "agreed_why": "So.", "agreed_on": challenge.visited_on}
    return PeerScore._base_manager.create(
        challenge=challenge,
        criterion=challenge.assessment.framework.criteria.get(key=key),
        level=level,
        reason="We saw it.",
        **(said if agreed is not None else {}),
    )


def told(challenge, user):
    return [(gap.title, gap.levels, gap.why) for gap in gaps_of(challenge.assessment, user, GOOD)]


def test_a_peers_lower_level_is_a_gap_once_it_is_reported(head, norfolk_county):
    peer = somebody_at(norfolk_county, "Ned Moss")
    challenge = visited(head, peer)
    scored(challenge, "1-2", 1)
    own = [
        ("Criterion 2.1", 2, ("Poor, wanted Good",)),
        ("Criterion 1.1", 1, ("Fair, wanted Good",)),
    ]
    assert told(challenge, head) == own
    actions.add_finding(by=peer, challenge=challenge, kind="strength", words="Good.")
    actions.write_summary(by=peer, challenge=challenge, summary="Sound.")
    actions.report_challenge(by=peer, challenge=challenge)
    assert told(challenge, head) == [("Criterion 1.2", 2, ("a peer said Poor",)), *own]


def test_what_both_agreed_on_counts_before_what_the_peers_said(head, norfolk_county):
    peer = somebody_at(norfolk_county, "Ned Moss")
    challenge = reported(head, peer)
    scored(challenge, "1-2", 1, agreed=2)
    found = {title: (levels, why) for title, levels, why in told(challenge, head)}
    assert found["Criterion 1.2"] == (1, ("a peer said Fair",))


def test_a_colleague_who_may_not_read_the_challenge_is_told_no_level_of_it(
    signed_in, head, colleague, norfolk_county
):
    peer = somebody_at(norfolk_county, "Ned Moss")
    challenge = reported(head, peer)
    scored(challenge, "1-2", 1)
    address = reverse("plan_from", args=[challenge.assessment_id])
    assert body_of(colleague) == body_of(head)
    assert "a peer said" in signed_in(head).get(address).content.decode()
    page = signed_in(colleague).get(address)
    assert page.status_code == 200
    assert "a peer said" not in page.content.decode()


def test_a_reported_challenge_leads_its_host_to_the_plan(signed_in, head, norfolk_county):
    peer = somebody_at(norfolk_county, "Ned Moss")
    challenge = reported(head, peer)
    address = reverse("plan_from", args=[challenge.assessment_id])
    assert (
        address in signed_in(head).get(reverse("challenge", args=[challenge.pk])).content.decode()
    )
    shown = signed_in(peer).get(reverse("challenge", args=[challenge.pk])).content.decode()
    assert address not in shown
