"""Initiatives are drafted, changed, opened to the members, dropped and taken up again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from culturefirst.collaboration.letters import address_of, write_to_partner
from culturefirst.collaboration.models import (
    DayMeeting,
    Initiative,
    InitiativePartner,
    Introduction,
)
from culturefirst.collaboration.policy import begin_initiatives, keep_initiative
from culturefirst.collaboration.queries.listings import works_at
from culturefirst.kit import clock, links
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation, Person
from culturefirst.programme.models import Activity

Stage = Initiative.Stage
SET_BY_PARTNERS = frozenset({"title", "words", "serves"})
BEGAN, TWO = "became an initiative", 2
Named = tuple[Organisation, Person | None]


@action("drafted an initiative", allow=begin_initiatives)
def draft_initiative(
    *,
    by: Any,
    title: str,
    partners: Iterable[Named],
    words: str = "",
    serves: Activity | None = None,
    start: models.Model | None = None,
) -> Initiative:
    """Set down what bodies might do together; ``start`` is the record it grew out of.

    Each partner is a body with whoever is to be asked there, who is told of it by letter.
    """
    named = list(partners)
    begin_initiatives.require(by, [body for body, _ in named])
    grew = _grew_from(start)
    made = Initiative(
        title=one_line(title), words=words.strip(), serves=serves, drafted_on=clock.today(), **grew
    )
    made.full_clean()
    made.save()
    for body, person in named:
        _join(made, body, person)
        _tell(made, body, person, by)
    if start is not None and not isinstance(start, DayMeeting):  # which is for the two alone
        links.link(by=by, source=start, target=made, kind=BEGAN)
    return made


@action("changed an initiative", allow=keep_initiative, on="initiative")
def edit_initiative(
    *, by: Any, initiative: Initiative, changes: Mapping[str, Any], seen: int | None = None
) -> Initiative:
    """Set what it says."""
    if initiative.stage == Stage.DROPPED:
        raise DomainError("It was dropped. Take it up again first.")
    given = {name: value for name, value in changes.items() if name in SET_BY_PARTNERS}
    if "title" in given:
        given["title"] = one_line(given["title"])
    return save_changes(initiative, given, seen=seen)


@action("opened an initiative", allow=keep_initiative, on="initiative")
def open_initiative(*, by: Any, initiative: Initiative) -> Initiative:
    """Show a draft to every member of the network."""
    if not initiative.is_draft:
        raise DomainError("It is not a draft: it was opened or dropped before.")
    if _standing(initiative).count() < TWO:
        raise DomainError("An initiative has two partners or more. Add another, or drop it.")
    if not initiative.words:
        raise DomainError("Say in a few sentences what you want to do together, then open it.")
    return save_changes(initiative, {"stage": Stage.OPEN, "opened_on": clock.today()})


@action("dropped an initiative", allow=keep_initiative, on="initiative")
def drop_initiative(
    *, by: Any, initiative: Initiative, because: str = "", seen: int | None = None
) -> Initiative:
    """End it; its partners still read it, and may take it up again."""
    if initiative.stage == Stage.DROPPED:
        raise DomainError("It was dropped already.")
    dropped = {"stage": Stage.DROPPED, "dropped_on": clock.today()}
    return save_changes(initiative, dropped | {"dropped_because": one_line(because)}, seen=seen)


@action("took an initiative up again", allow=keep_initiative, on="initiative")
def resume_initiative(*, by: Any, initiative: Initiative) -> Initiative:
    """Go on with what was dropped: as a draft, or open where it had been."""
    if initiative.stage != Stage.DROPPED:
        raise DomainError("It was not dropped.")
    stage = Stage.DRAFT if initiative.opened_on is None else Stage.OPEN
    return save_changes(initiative, {"stage": stage, "dropped_on": None, "dropped_because": ""})


@action("added a partner to an initiative", allow=keep_initiative, on="initiative")
def add_partner(
    *, by: Any, initiative: Initiative, organisation: Organisation, person: Person | None = None
) -> InitiativePartner:
    """Take another body in; whoever is named there is told by letter."""
    _refuse_dropped(initiative)
    joined = _join(initiative, organisation, person)
    _tell(initiative, organisation, person, by)
    return joined


@action("named whom to ask at a partner", allow=keep_initiative, on="initiative")
def name_partner(
    *, by: Any, initiative: Initiative, partner: InitiativePartner, person: Person
) -> InitiativePartner:
    """Say who is to be asked there."""
    _refuse_dropped(initiative)
    _refuse_stranger(person, partner.organisation)
    if partner.person_id != person.pk:
        partner.person = person
        partner.save(update_fields=["person"])
        _tell(initiative, partner.organisation, person, by)
    return partner


@action("took a partner out of an initiative", allow=keep_initiative, on="initiative")
def end_partner(*, by: Any, initiative: Initiative, partner: InitiativePartner) -> Initiative:
    """A body leaves; what is open keeps two."""
    _refuse_dropped(initiative)
    if partner.until is not None or partner.initiative_id != initiative.pk:
        raise DomainError("That organisation takes no part in it any more.")
    left = _standing(initiative).exclude(pk=partner.pk).count()
    if left < (1 if initiative.is_draft else TWO):
        raise DomainError("Too few would be left. Add another partner first, or drop it.")
    partner.until = clock.today()
    partner.save(update_fields=["until"])
    return save_changes(initiative, {})


def _grew_from(start: models.Model | None) -> dict[str, Any]:
    if isinstance(start, DayMeeting):
        return {"grew_from_meeting": start}
    if not isinstance(start, Introduction):
        return {}
    if Initiative._base_manager.filter(grew_from_introduction=start).exists():
        raise DomainError("An initiative grew out of this introduction already.")
    return {"grew_from_introduction": start}


def _join(initiative: Initiative, body: Organisation, person: Person | None) -> InitiativePartner:
    if not body.stands_on(clock.today()):
        raise DomainError(f"{body} stands no more: name the body that took over.")
    if _standing(initiative).filter(organisation=body).exists():
        raise ValidationError({"organisation": f"{body} takes part already."})
    if person is not None:
        _refuse_stranger(person, body)
    joined = InitiativePartner(
        initiative=initiative, organisation=body, person=person, since=clock.today()
    )
    joined.full_clean()
    joined.save()
    return joined


def _tell(initiative: Initiative, body: Organisation, person: Person | None, by: Any) -> None:
    sender = getattr(by, "person_id", None)  # nobody, where two tables both said yes
    if sender is not None and person is not None and person.pk != sender and address_of(person):
        write_to_partner(initiative, body, person, by)


def _standing(initiative: Initiative) -> "models.QuerySet[InitiativePartner]":
    return InitiativePartner._base_manager.filter(initiative=initiative, until__isnull=True)


def _refuse_dropped(initiative: Initiative) -> None:
    if initiative.stage == Stage.DROPPED:
        raise DomainError("It was dropped. Take it up again first.")


def _refuse_stranger(person: Person | None, body: Organisation) -> None:
    if not works_at(person, body, clock.today()):
        who = person.name if person is not None else "Nobody"
        says = f"{who} holds no post at {body} today. Choose somebody who works there."
        raise ValidationError({"person": says})
