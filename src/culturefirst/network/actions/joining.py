"""Joining: asked for or invited, confirmed by a link, let in at once or by a person."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import anybody
from culturefirst.network import addresses, letters
from culturefirst.network.actions.accounts import open_account
from culturefirst.network.actions.organisations import add_organisation
from culturefirst.network.actions.particulars import add_mail_domain
from culturefirst.network.actions.people import add_person
from culturefirst.network.actions.posts import appoint
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.topics import give_consent, set_interests
from culturefirst.network.models import (
    MEMBERS_ROLES,
    Joining,
    Organisation,
    Person,
    Role,
    SubRegion,
    Topic,
    User,
)
from culturefirst.network.policy import (
    appoint_directors,
    decide_joining,
    keep_organisation,
    manage_network,
)
from culturefirst.network.privacy.erasure import was_erased
from culturefirst.network.queries.joining import INVITATION_LASTS, WEEK, deciders
from culturefirst.network.queries.topics import wording_for
from culturefirst.network.queries.trail import closed_by_team

LASTS = timedelta(hours=48)
State = Joining.State
NETWORK = Organisation.Kind.NETWORK
OTHERS_KINDS = frozenset(Organisation.Kind.values) - {NETWORK}


@dataclass(frozen=True)
class Asked:
    """What somebody says of themselves when they join.

    ``organisation`` is a known body; otherwise ``proposed_name`` and the fields after it describe
    one that is not known yet.
    """

    name: str
    title: str
    role: str
    organisation: Organisation | None = None
    proposed_name: str = ""
    proposed_kind: str = ""
    proposed_website: str = ""
    sub_region: SubRegion | None = None
    portfolio: str = ""
    leads: bool = False


@action("asked to join", allow=anybody)
def ask_to_join(*, by: Any, email: str, asked: Asked) -> Joining | None:
    """Write to an address with a link that confirms it; whoever has an account is told so.

    The caller answers alike in both cases. Asked again before the link was used, the newer asking
    stands and the older link is dead. Raises ``DomainError`` for what cannot be an address and
    for a role that nobody can take by themselves.
    """
    address = addresses.normalised(email)
    _refuse_unfit(asked)
    if _has_account(address):
        letters.known_already(address)
        return None
    open_one = Joining.objects.filter(email=address, state__in=Joining.OPEN).first()
    if open_one is not None and open_one.state != State.ASKED:
        _remember(open_one)
        return None
    _close_open(address)
    joining, token = _made(Joining.Source.ASKED, State.ASKED, address, asked, LASTS)
    letters.confirm(joining, token)
    return joining


@action("invited somebody", allow=keep_organisation)
def invite(*, by: Any, email: str, asked: Asked) -> Joining:
    """Invite somebody into a known body; the link in the letter lets them in.

    Raises ``DomainError`` where they are registered, invited or waiting already, and
    ``NotAllowed`` for a body or a role that is not the inviter's to give.
    """
    address = addresses.normalised(email)
    body = asked.organisation
    if body is None:
        raise DomainError("Say into which organisation: add it first where it is new.")
    keep_organisation.require(by, body)
    _refuse_roles(by, asked, body)
    if _has_account(address):
        raise DomainError(f"{address} belongs to a registered user already.")
    if was_erased(address):
        raise DomainError(
            f"Somebody at {address} asked to be forgotten here. They can join by themselves."
        )
    if _shut_out(address) and not manage_network.allows(by):
        raise DomainError("Their account was closed by the network's team: ask the team.")
    open_one = Joining.objects.filter(email=address, state__in=Joining.OPEN).first()
    if open_one is not None and open_one.state != State.ASKED:
        state = open_one.get_state_display().lower()
        raise DomainError(f"{address} is known here already: {state}.")
    _close_open(address)
    joining, token = _made(
        Joining.Source.INVITED, State.INVITED, address, asked, INVITATION_LASTS, by=by
    )
    letters.invitation(joining, token)
    return joining


@action("used the link to join", allow=anybody)
def confirm_joining(
    *,
    by: Any,
    token: str,
    password: str,
    interests: Sequence[Topic] = (),
    agreed: Sequence[Topic] = (),
) -> Joining:
    """Confirm the address and come in, or wait to be let in.

    Whoever was invited, and whoever asked from an address by which their organisation is known,
    comes in at once. The others wait; those who may decide are written to.
    """
    joining = open_joining(token, lock=True)
    outbox.lift(joining.email, why="Confirmed the address to join.")
    joining.confirmed_at = clock.now()
    joining.password = make_password(password)
    joining.interests = [topic.slug for topic in interests]
    joining.agreed = [topic.slug for topic in agreed]
    if _comes_in_at_once(joining):
        return _come_in(joining)
    joining.state = State.WAITING
    joining.flags = flags_of(joining)
    saved(joining)
    for decider in deciders(joining):
        letters.somebody_waits(joining, decider)
    letters.you_wait(joining)
    return joining


@action("let somebody in", allow=decide_joining, on="joining")
def let_in(
    *,
    by: Any,
    joining: Joining,
    organisation: Organisation | None = None,
    remember_domain: bool = False,
) -> Joining:
    """Let somebody in who waits: into the body they named, a known one instead, or a new one.

    ``remember_domain``: from now on, whoever asks from such an address comes in at once (which
    is the team's to say).
    """
    _refuse_other_state(joining, State.WAITING)
    body = organisation or joining.organisation or _proposed(joining)
    keep_organisation.require(by, body)
    joining.organisation = body
    joining.decided_by_id, joining.decided_at = by.person_id, clock.now()
    if remember_domain:
        add_mail_domain(by=by, organisation=body, domain=addresses.domain_of(joining.email))
    _come_in(joining)
    letters.welcome(joining)
    return joining


@action("declined to let somebody in", allow=decide_joining, on="joining")
def decline_joining(*, by: Any, joining: Joining, reason: str) -> Joining:
    """Turn somebody down; the reason is sent to them, so it is one that they can read."""
    _refuse_other_state(joining, State.WAITING)
    if not reason.strip():
        raise DomainError("Give the reason: it is sent to them.")
    joining.state, joining.reason = State.DECLINED, reason.strip()
    joining.decided_by_id, joining.decided_at = by.person_id, clock.now()
    saved(joining)
    letters.declined(joining)
    return joining


@action("took up somebody's asking again", allow=decide_joining, on="joining")
def reopen_joining(*, by: Any, joining: Joining) -> Joining:
    """Let somebody wait again who was declined by mistake."""
    _refuse_other_state(joining, State.DECLINED)
    if Joining.objects.filter(email=joining.email, state__in=Joining.OPEN).exists():
        raise DomainError("They have asked again since: decide on that instead.")
    if _has_account(joining.email):
        raise DomainError("They have an account by now.")
    joining.state, joining.decided_at, joining.decided_by = State.WAITING, None, None
    joining.reason = ""
    return saved(joining)


@action("took an invitation back", allow=decide_joining, on="joining")
def withdraw_joining(*, by: Any, joining: Joining) -> Joining:
    """Make an invitation's link dead."""
    _refuse_other_state(joining, State.INVITED)
    joining.state = State.WITHDRAWN
    return saved(joining)


@action("reminded somebody of their invitation", allow=decide_joining, on="joining")
def remind_invited(*, by: Any, joining: Joining) -> Joining:
    """Write again, with a new link that lasts as long as a first one; once a week at most."""
    _refuse_other_state(joining, State.INVITED)
    last = joining.expires_at - INVITATION_LASTS
    if clock.wall() - last < WEEK:
        raise DomainError(f"{joining.email} was written to less than a week ago. Wait until then.")
    token = renew(joining, INVITATION_LASTS)
    saved(joining)
    letters.invitation(joining, token, again=True)
    return joining


SPENT = (
    "This link has been used, has run out or is not one of ours. Ask to join again, "
    "or sign in if you have joined already."
)


def open_joining(token: str, *, lock: bool = False) -> Joining:
    """The joining that a link is for; one sentence for every way in which it may fail."""
    rows = Joining.objects.select_for_update() if lock else Joining.objects
    waiting = rows.filter(state__in=[State.ASKED, State.INVITED], expires_at__gt=clock.wall())
    joining = waiting.filter(digest=digest(token)).first()
    if joining is None:
        raise DomainError(SPENT)
    return joining


def digest(token: str) -> str:
    """What is stored of a link's token."""
    return sha256(token.encode()).hexdigest()


def _made(
    source: str, state: str, address: str, asked: Asked, lasts: timedelta, *, by: Any = None
) -> tuple[Joining, str]:
    joining, token = unsaved(source, state, address, asked, lasts, by=by)
    return saved(joining), token


def unsaved(
    source: str, state: str, address: str, asked: Asked, lasts: timedelta, *, by: Any = None
) -> tuple[Joining, str]:
    """A joining as it will be saved, and the token of its link."""
    joining = Joining(
        source=source,
        state=state,
        email=address,
        name=asked.name.strip(),
        title=asked.title.strip(),
        role=asked.role,
        portfolio=asked.portfolio.strip(),
        leads=asked.leads,
        organisation=asked.organisation,
        proposed_name="" if asked.organisation else asked.proposed_name.strip(),
        proposed_kind="" if asked.organisation else asked.proposed_kind,
        proposed_website="" if asked.organisation else asked.proposed_website,
        sub_region=asked.sub_region,
        asked_at=clock.now(),
        invited_by_id=getattr(by, "person_id", None),
    )
    return joining, renew(joining, lasts)


def renew(joining: Joining, lasts: timedelta) -> str:
    """Give a joining a new link, in place of an older one; returns its token."""
    token = secrets.token_urlsafe(32)
    joining.digest, joining.expires_at = digest(token), clock.wall() + lasts
    return token


def _close_open(address: str) -> None:
    """An older asking gives way, so that only the newest link works."""
    older = Joining.objects.filter(email=address, state__in=[State.ASKED, State.INVITED])
    older.update(state=State.WITHDRAWN)


def _has_account(address: str) -> bool:
    known = Q(email=address) | Q(emailaddress__email__iexact=address, emailaddress__verified=True)
    return User.objects.filter(known, is_active=True).exists()


def _refuse_unfit(asked: Asked) -> None:
    """Nobody takes a role of the team, or a place in its own body, by asking."""
    if asked.role not in MEMBERS_ROLES:
        raise DomainError("Choose officer, councillor or partner.")
    body = asked.organisation
    if body is None and asked.proposed_kind not in OTHERS_KINDS:
        raise DomainError("Choose what kind of organisation it is.")
    if body is not None and (body.kind == NETWORK or not body.stands_on(clock.today())):
        raise DomainError(f"Nobody joins for {body}. Choose another organisation.")


def _remember(joining: Joining) -> None:
    """Who asks although they were invited, or wait already, is written to again."""
    if joining.state == State.WAITING:
        letters.still_waiting(joining)
        return
    token = renew(joining, INVITATION_LASTS)
    saved(joining)
    letters.invitation(joining, token, again=True)


def _shut_out(address: str) -> bool:
    """Whether the account with this address was closed by the team, not by its owner."""
    closed = User.objects.filter(Q(email=address) | Q(person__email=address), is_active=False)
    return any(closed_by_team(user) for user in closed)


def flags_of(joining: Joining) -> list[str]:
    """What whoever decides should know, each in a sentence."""
    told = addresses.flags(joining.email, joining.organisation)
    if joining.organisation and not joining.organisation.stands_on(clock.today()):
        told.append(f"{joining.organisation} does not stand any more.")
    if _shut_out(joining.email):
        told.append("An account with this address was closed by the network's team.")
    elif _known_person(joining):
        told.append("Somebody with this address is known here, without an account.")
    else:
        alike = Person.objects.standing().filter(name__iexact=joining.name)
        told += [f"Somebody called {each} is here already." for each in alike[:1]]
    return told


def _comes_in_at_once(joining: Joining) -> bool:
    """Who was invited, or is known by their address; but not into a body that is no more."""
    body = joining.organisation
    if body is None or not body.stands_on(clock.today()):
        return False
    if joining.state == State.INVITED:
        return True
    return _known_by_domain(joining) and not _shut_out(joining.email)


def _known_by_domain(joining: Joining) -> bool:
    """Whether the address says for certain that its owner works at the body they named."""
    if joining.organisation is None:
        return False
    domain = addresses.domain_of(joining.email)
    known = joining.organisation.domains.naming_on(clock.today())
    return known.filter(domain=domain).exists()


def _known_person(joining: Joining) -> Person | None:
    found: Person | None = Person.objects.standing().filter(email=joining.email).first()
    return found


def _come_in(joining: Joining) -> Joining:
    """The person, their post and their account, from today; what they chose is kept."""
    body = joining.organisation
    assert body is not None
    person = _known_person(joining) or add_person(by=SYSTEM, name=joining.name, email=joining.email)
    _post(joining, person, body)
    user = _account(joining, person)
    chosen = Topic.objects.filter(slug__in=joining.interests)
    set_interests(by=SYSTEM, person=person, topics=list(chosen))
    for topic in Topic.objects.filter(slug__in=joining.agreed, retired_on__isnull=True):
        words = wording_for(topic.name)
        give_consent(by=SYSTEM, person=person, topic=topic, wording=words, source="when joining")
    joining.state, joining.person, joining.password = State.JOINED, user.person, ""
    return saved(joining)


def _post(joining: Joining, person: Person, body: Organisation) -> None:
    today = clock.today()
    held = person.posts.filter(organisation=body, role=joining.role).held_on(today)
    if not held.exists():
        appoint(
            by=SYSTEM,
            person=person,
            title=joining.title,
            role=joining.role,
            organisation=body,
            starts=today,
            portfolio=joining.portfolio,
            leads=joining.leads,
            sub_region=joining.sub_region if joining.role == Role.IMPROVEMENT_MANAGER else None,
        )


def _account(joining: Joining, person: Person) -> User:
    """Their account: a new one, or the closed one of before, opened again."""
    from culturefirst.network.actions.leaving import reopen_account

    before = User.objects.filter(person=person).first()
    if before is not None and before.is_active:
        raise DomainError(f"{person} has an account by now.")
    if before is not None:
        user = reopen_account(by=SYSTEM, user=before, email=joining.email)
    else:
        user = open_account(by=SYSTEM, person=person, email=joining.email)
    user.password = joining.password
    user.save(update_fields=["password"])
    return user


def _proposed(joining: Joining) -> Organisation:
    name = joining.proposed_name
    known = Organisation.objects.filter(name__iexact=name).first()
    return known or add_organisation(
        by=SYSTEM,
        name=name,
        kind=joining.proposed_kind,
        sub_region=joining.sub_region,
        website=joining.proposed_website,
    )


def _refuse_roles(by: Any, asked: Asked, body: Organisation) -> None:
    """The team's roles and leads are the team's to give, a director a director's."""
    if asked.role == Role.DIRECTOR:
        appoint_directors.require(by)
    team = asked.role not in MEMBERS_ROLES or body.kind == Organisation.Kind.NETWORK
    if team or asked.leads:
        manage_network.require(by)


def _refuse_other_state(joining: Joining, state: str) -> None:
    if joining.state != state:
        raise DomainError(
            f"This was decided meanwhile: {joining.get_state_display().lower()}. "
            "Look at it again before you go on."
        )
