"""Becoming a registered user: the person, their post and their account."""

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.accounts import open_account
from culturefirst.network.actions.joining.known import known_person
from culturefirst.network.actions.leaving import reopen_account
from culturefirst.network.actions.people import add_person
from culturefirst.network.actions.posts import appoint
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.topics import give_consent, set_interests
from culturefirst.network.models import Joining, Organisation, Person, Role, Topic, User
from culturefirst.network.queries.topics import wording_for

State = Joining.State


def come_in(joining: Joining) -> Joining:
    """The person, their post and their account, from today; what they chose is kept."""
    body = joining.organisation
    assert body is not None
    person = known_person(joining) or add_person(by=SYSTEM, name=joining.name, email=joining.email)
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
