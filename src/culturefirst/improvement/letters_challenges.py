"""The letters of peer challenge: one each at a step. No subject tells whom it is about."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from culturefirst.improvement.models import AssessmentMember, Challenge, ChallengePeer
from culturefirst.kit import clock, outbox
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day
from culturefirst.network.models import Person, Post

HOST, PEERS = "host", "peers"


def leads_of(challenge: Challenge, side: str) -> list[Person]:
    """Who leads a side: those who lead the assessment or the peers, else whoever leads the body."""
    if side == HOST:
        rows: Any = AssessmentMember._base_manager.filter(
            assessment=challenge.assessment, part="lead"
        )
        body = challenge.host_id
    else:
        rows = ChallengePeer._base_manager.filter(challenge=challenge, leads=True)
        body = challenge.challenger_id
    there = Post.objects.held_on(clock.today()).filter(organisation=body, person__isnull=False)
    named = rows.filter(person__in=there.values("person")).select_related("person__account")
    people = [row.person for row in named.order_by("pk")]
    return list(dict.fromkeys(people)) or leading(body)


def leading(body: int) -> list[Person]:
    """Who leads a body today."""
    posts = Post.objects.held_on(clock.today()).filter(organisation=body, leads=True)
    held = posts.filter(person__isnull=False).select_related("person__account").order_by("pk")
    return list(dict.fromkeys(post.person for post in held if post.person is not None))


def key(challenge: Challenge, step: str, person: Person) -> str:
    """The name in the ledger of what one person is told at a step: it goes out once."""
    return f"improvement:challenge:{challenge.pk}:{step}:{person.pk}"


def tell(challenge: Challenge, sides: Iterable[str], step: str, subject: str, *words: str) -> None:
    """One letter to each who leads these sides, in the caller's transaction; once a step."""
    people = {each.pk: each for side in sides for each in leads_of(challenge, side)}
    write(challenge, people.values(), step, subject, *words)


def write(
    challenge: Challenge, people: Iterable[Person], step: str, subject: str, *words: str
) -> None:
    """One letter to each of these, once a step."""
    page = f"{settings.ADDRESS}{reverse('challenge', args=[challenge.pk])}"
    parts = [
        *words,
        f"Read it here, once you have signed in: {page}",
        Installation.current().network,
    ]
    for person in people:
        if to := address_of(person):
            outbox.send(
                key=key(challenge, step, person),
                to=to,
                subject=subject,
                text="\n\n".join(parts) + "\n",
                kind="notice",
            )


def tell_proposed(challenge: Challenge) -> None:
    """Ask both sides whether they accept."""
    tell(
        challenge,
        (HOST, PEERS),
        "proposed",
        "A peer challenge is proposed to you",
        "Your organisation and another are proposed for a peer challenge. Say whether you accept.",
    )


def tell_asked(challenge: Challenge) -> None:
    """Ask whoever leads the peers whether they challenge the body that asks."""
    tell(
        challenge,
        (PEERS,),
        "asked",
        "You are asked for a peer challenge",
        "Another organisation asks yours for a peer challenge. Accept it, or decline and say why. "
        "Nothing is open to anybody before both sides have accepted.",
    )


def tell_declined(challenge: Challenge) -> None:
    """Tell the other side that it does not take place."""
    tell(
        challenge,
        (HOST,) if challenge.declined_by_id == challenge.challenger_id else (PEERS,),
        "declined",
        "A peer challenge is declined",
        "It does not take place. The reason stands on its page.",
    )


def tell_accepted(challenge: Challenge) -> None:
    """Tell both that it goes ahead."""
    tell(
        challenge,
        (HOST, PEERS),
        "accepted",
        "Your peer challenge goes ahead",
        "Both sides have accepted. The host says next what the peers may read.",
    )


def tell_opened(challenge: Challenge) -> None:
    """Tell the peers that there is something to read."""
    tell(
        challenge,
        (PEERS,),
        "opened",
        "There is something to read for your peer challenge",
        "The host has opened what you may read. Ask your questions before the visit.",
    )


def tell_visited(challenge: Challenge) -> None:
    """Tell the peers by when the report is due."""
    tell(
        challenge,
        (PEERS,),
        "visited",
        "The report on your peer challenge",
        f"The visit is noted. The report is due by {day(challenge.report_due)}.",
    )


def tell_reported(challenge: Challenge) -> None:
    """Tell the host that the report is there."""
    # One that was taken back and is sent on another day is told of once more.
    tell(
        challenge,
        (HOST,),
        f"reported:{challenge.reported_on}",
        "The report on your peer challenge is there",
        "Your peers have sent their report. Answer each finding: accept it or not, with a reason.",
        f"An improvement plan is due by {day(challenge.plan_due)}.",
    )


def tell_answered(challenge: Challenge) -> None:
    """Tell the peers that the report is answered."""
    tell(
        challenge,
        (PEERS,),
        "answered",
        "The report on your peer challenge is answered",
        "The host has answered each finding of your report.",
    )


def tell_called_off(challenge: Challenge) -> None:
    """Tell both that it does not take place."""
    tell(
        challenge,
        (HOST, PEERS),
        "called-off",
        "Your peer challenge is called off",
        "It does not take place. The reason stands on its page.",
    )


def address_of(person: Person) -> str:
    """Their open account's address, else their own."""
    if person.erased_on is not None:
        return ""
    account = getattr(person, "account", None)
    return account.email if account is not None and account.is_active else person.email
