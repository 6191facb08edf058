"""Peer challenges for tests, through actions: Ipswich hosts, Norfolk challenges."""

from datetime import date
from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.models import Assessment, Challenge, ChallengeRound, Framework
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User

SCORES: dict[str, int | None] = {"1-1": 2, "1-2": 3, "2-1": 1, "2-2": None}
WHY = "We saw it on the day."


def somebody_at(body: Organisation, name: str, *, leads: bool = True) -> User:
    """Somebody with a post at a body, and an account; leads it unless told otherwise."""
    email = f"{name.split()[0].lower()}@example.org"
    person = network.add_person(by=SYSTEM, name=name, email=email)
    network.appoint(
        by=SYSTEM, person=person, title="Head of culture", role=Role.OFFICER, organisation=body,
        starts=clock.today(), leads=leads,
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email=email)


def body_of(user: User) -> Organisation:
    return user.posts_today[0].organisation


def a_body(name: str, like: Organisation) -> Organisation:
    """One more body of the same kind and place."""
    return Organisation.objects.create(
        name=name, slug=name.lower().replace(" ", "-"), kind=like.kind, sub_region=like.sub_region
    )


def agreed_by(user: User, **said: Any) -> Assessment:
    """An agreed assessment of this person's body that they lead."""
    framework = Framework.objects.filter(key="benchmark").first()
    version = framework.versions.first() if framework else a_framework()
    return an_assessment(body_of(user), user.person, version, agreed=SCORES, **said)


def proposed(
    host: User, peer: User, assessment: Assessment | None = None, **said: Any
) -> Challenge:
    """Asked for by the host's lead, outside a round: the host accepts by asking."""
    return actions.propose_challenge(
        by=host,
        assessment=assessment or agreed_by(host),
        challenger=body_of(peer),
        lead=peer.person,
        **{"despite": "It is of another subject."} | said,
    )


def accepted(host: User, peer: User, **said: Any) -> Challenge:
    """Accepted by both."""
    made = proposed(host, peer, **said)
    return actions.accept_challenge(by=peer, challenge=made)


def opened(host: User, peer: User, **flags: bool) -> Challenge:
    """Opened as far as told, else the scores."""
    return actions.open_challenge(
        by=host, challenge=accepted(host, peer), **flags or {"judgements": True}
    )


def visited(host: User, peer: User, on: date | None = None) -> Challenge:
    """Visited today."""
    return actions.record_visit(
        by=peer, challenge=opened(host, peer), visited_on=on or clock.today()
    )


def reported(host: User, peer: User, *, findings: int = 1) -> Challenge:
    """With a report of so many findings."""
    made = visited(host, peer)
    for number in range(findings):
        actions.add_finding(by=peer, challenge=made, kind="strength", words=f"Good at {number}.")
    actions.write_summary(by=peer, challenge=made, summary="All in all sound.")
    return actions.report_challenge(by=peer, challenge=made)


def answered(host: User, peer: User) -> Challenge:
    """With its finding accepted."""
    made = reported(host, peer)
    for finding in made.findings.model._base_manager.filter(challenge=made):
        actions.answer_finding(by=host, finding=finding, answer="accepted", why="It is so.")
    return actions.answer_report(by=host, challenge=made)


def a_round(by: Any = SYSTEM, **said: Any) -> ChallengeRound:
    """Open for entries from today on."""
    framework = Framework.objects.filter(key="benchmark").first() or a_framework().framework
    given: dict[str, Any] = {
        "title": "Efficiency challenge",
        "framework": framework,
        "opens_on": clock.today(),
        "closes_on": date(2011, 10, 31),
        "agreed_by": date(2011, 11, 30),
    }
    return actions.make_round(by=by, **given | said)


def entered(round_: ChallengeRound, *users: User) -> None:
    """The bodies of these people take part."""
    for user in users:
        actions.enter(by=user, assessment=agreed_by(user), round=round_, lead=user.person)
