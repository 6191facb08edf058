"""Who may do what in peer challenge: the team pairs, and each side keeps its own."""

from typing import Any

from culturefirst.improvement.models import (
    Assessment,
    Challenge,
    ChallengePeer,
    Challenges,
    bodies_of,
    led_by,
    pairs_rounds,
)
from culturefirst.improvement.policy.assessments import lead_assessment
from culturefirst.kit.policy import is_member, is_system, policy


@policy("a director, a manager or an improvement manager of the network")
def keep_rounds(user: Any, subject: Any) -> bool:
    """``subject`` is a round: who keeps it reads who takes part, and nothing of what they find."""
    return pairs_rounds(user)


@policy("anybody who holds a role in the network")
def see_challenges(user: Any, subject: Any) -> bool:
    """Which of them somebody sees follows from ``Challenge.objects.visible_to``."""
    return is_member(user)


@policy("whoever leads the assessment or the body")
def enter_round(user: Any, subject: Any) -> bool:
    """``subject`` is the assessment with which a body takes part."""
    return lead_assessment.allows(user, subject)


@policy("anybody who holds a post, and the team that pairs")
def declare_interest(user: Any, subject: Any) -> bool:
    """In confidence; ``subject`` is an interest that somebody declared."""
    if subject is None:
        return is_system(user) or is_member(user)
    mine = is_member(user) and subject.declared_by_id == user.person_id
    return mine or pairs_rounds(user)


def is_host(user: Any, challenge: Challenge) -> bool:
    """Whether this person works on the assessment that is challenged."""
    rows = Challenge._base_manager.filter(Challenges.hosted_by(user), pk=challenge.pk)
    return is_member(user) and bool(rows.exists())


def is_peer(user: Any, challenge: Challenge) -> bool:
    """Whether this person is one of the peers, or leads their body."""
    rows = Challenge._base_manager.filter(Challenges.challenged_by(user), pk=challenge.pk)
    return is_member(user) and bool(rows.exists())


def leads_peers(user: Any, challenge: Challenge) -> bool:
    """Whether this person leads the peers, or their body."""
    if not is_member(user) or challenge.challenger_id not in bodies_of(user):
        return False
    rows = ChallengePeer._base_manager.filter(
        challenge=challenge, person=user.person_id, leads=True
    )
    return challenge.challenger_id in led_by(user) or bool(rows.exists())


def leads_host(user: Any, challenge: Challenge) -> bool:
    """Whether this person leads the assessment that is challenged, or its body."""
    assessment: Any = Assessment._base_manager.get(pk=challenge.assessment_id)
    return is_member(user) and lead_assessment.allows(user, assessment)


def _about(subject: Any) -> Challenge:
    """The challenge of one of its parts, or itself."""
    if isinstance(subject, Challenge):
        return subject
    found: Challenge = subject.challenge
    return found


@policy("those who work on the assessment that is challenged")
def host_challenge(user: Any, subject: Any) -> bool:
    """``subject`` is a challenge or a part of one."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return is_host(user, _about(subject))


@policy("the peers, or whoever leads their body")
def do_challenge(user: Any, subject: Any) -> bool:
    """``subject`` is a challenge or a part of one."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return is_peer(user, _about(subject))


@policy("its two sides")
def take_part(user: Any, subject: Any) -> bool:
    """``subject`` is a challenge or a part of one."""
    return host_challenge.allows(user, subject) or do_challenge.allows(user, subject)


@policy("whoever leads one of its two sides")
def lead_side(user: Any, subject: Any) -> bool:
    """``subject`` is a challenge: to accept it, to call it off, to close it."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return leads_host(user, subject) or leads_peers(user, subject)


@policy("whoever leads the assessment that is challenged, or its body")
def open_to_peers(user: Any, subject: Any) -> bool:
    """``subject`` is a challenge: what the peers may read is the host's to say."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return leads_host(user, subject)


@policy("whoever leads the peers, or their body")
def send_report(user: Any, subject: Any) -> bool:
    """``subject`` is a challenge."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return leads_peers(user, subject)
