"""A body's figures are filled in, saved half-done, sent, taken back and accepted."""

from collections.abc import Mapping
from typing import Any

from culturefirst.improvement.figures.saying import Said
from culturefirst.improvement.models import Collection, FigureQuery, Return, bodies_of
from culturefirst.improvement.policy import (
    ask_about_figures,
    fill_returns,
    name_senders,
    send_returns,
)
from culturefirst.improvement.queries.returns import flags_of
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.wording import day as in_words
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Organisation, Person, Post

Stage, Asked = Return.Stage, FigureQuery.Stage


@action("began to fill in figures", allow=fill_returns)
def begin_return(*, by: Any, collection: Collection, organisation: Organisation) -> Return:
    """Open the form of a body, or give the one that is there."""
    if not getattr(by, "is_system", False) and organisation.pk not in bodies_of(by):
        raise NotAllowed("A body's figures are filled in by those who hold a post there.")
    _refuse_closed(collection)
    there: Return | None = Return._base_manager.filter(
        collection=collection, organisation=organisation
    ).first()
    return there or saved(
        Return(collection=collection, organisation=organisation, begun_on=clock.today())
    )


@action("filled in figures", allow=fill_returns, on="found")
def save_figures(
    *,
    by: Any,
    found: Return,
    answers: Mapping[str, Said | None],
    reasons: Mapping[str, str] | None = None,
    seen: int | None = None,
) -> Return:
    """Keep answers as far as they go; ``None`` empties one. What is not named stays as it is."""
    _refuse_closed(found.collection)
    if not found.is_draft:
        raise DomainError("It was sent. Take it back first, then change it.")
    known = found.collection.figures
    if unknown := [key for key in answers if key not in known.items]:
        raise DomainError(f"Nobody asks for “{unknown[0]}” in this year.")
    values, states = dict(found.values), dict(found.states)
    for key, said in answers.items():
        values.pop(key, None)
        states.pop(key, None)
        if said is not None:
            values[key] = said.value
            if said.value is None:
                states[key] = said.state
    told = dict(found.reasons)
    for key, words in (reasons or {}).items():
        told.pop(key, None)
        if words.strip():
            told[key] = words.strip()[:500]
    return save_changes(found, {"values": values, "states": states, "reasons": told}, seen=seen)


@action("named who sends figures", allow=name_senders, on="found")
def name_sender(*, by: Any, found: Return, person: Person | None) -> Return:
    """Let somebody of the body send its figures besides whoever leads it."""
    if person is not None:
        posts = Post.objects.held_on(clock.today())
        if not posts.filter(person=person, organisation=found.organisation_id).exists():
            raise DomainError("Name somebody who works there today.")
    return save_changes(found, {"named": person})


@action("sent figures", allow=send_returns, on="found")
def send_return(*, by: Any, found: Return) -> Return:
    """Hand it in, on the days that are promised; what checks flagged is explained by then."""
    _refuse_closed(found.collection)
    if not found.is_draft:
        raise DomainError("It was sent before.")
    if not any(value is not None for value in found.values.values()):
        raise DomainError("There is no figure in it yet. Fill in what you know, then send it.")
    flagged = flags_of(found)
    if bare := [flag for flag in flagged if not found.reasons.get(flag.key)]:
        more = f" And {len(bare) - 1} more." if len(bare) > 1 else ""
        raise DomainError(f"{bare[0].says} Put it right, or give the reason.{more}")
    _keep_questions(found, flagged)
    waits = found.questions.model._base_manager.filter(of=found, stage=Asked.ASKED).exists()
    stage = Stage.QUERIED if waits else Stage.SENT
    return save_changes(found, {"stage": stage, "sent_on": clock.today()})


@action("took figures back", allow=send_returns, on="found")
def take_back_return(*, by: Any, found: Return) -> Return:
    """Open it again to put something right; it has to be sent once more."""
    _refuse_closed(found.collection)
    if found.is_draft:
        raise DomainError("It was not sent yet.")
    return save_changes(found, {"stage": Stage.DRAFT, "sent_on": None, "accepted_on": None})


@action("accepted figures", allow=ask_about_figures, on="found")
def accept_return(*, by: Any, found: Return) -> Return:
    """Say that nothing is left to ask; what was explained counts as settled."""
    if found.stage == Stage.ACCEPTED:
        raise DomainError("It was accepted before.")
    if found.stage != Stage.SENT:
        raise DomainError("A question about it waits for an answer. Settle that first.")
    today = clock.today()
    rows = FigureQuery._base_manager.filter(of=found).exclude(stage=Asked.SETTLED)
    rows.update(stage=Asked.SETTLED, settled_on=today)
    return save_changes(found, {"stage": Stage.ACCEPTED, "accepted_on": today})


def _keep_questions(found: Return, flagged: Any) -> None:
    """What was flagged goes to the team with its reason; what is flagged no more is taken away."""
    there = {each.key: each for each in FigureQuery._base_manager.filter(of=found)}
    for flag in flagged:
        reason = found.reasons[flag.key]
        row = there.pop(flag.key, None) or FigureQuery(of=found, key=flag.key)
        same = (row.value, row.reason) == (flag.value, reason)
        if row.pk and same and row.stage in (Asked.SETTLED, Asked.ASKED):
            continue
        row.value, row.says, row.reason = flag.value, flag.says, reason
        row.stage = Asked.EXPLAINED if not row.asked else Asked.ANSWERED
        row.raised_on, row.settled_on = clock.today(), None
        saved(row)
    for row in there.values():
        if not row.asked:
            row.delete()
        elif row.value is not None:  # it was put right: the value that was flagged is gone
            row.value, row.says, row.stage = None, "", Asked.ANSWERED
            row.settled_on = None
            saved(row)


def _refuse_closed(collection: Collection) -> None:
    today = clock.today()
    if collection.takes_returns(today):
        return
    if collection.stage != Collection.Stage.ANNOUNCED:
        raise DomainError("This collection takes no figures: it was not announced or withdrawn.")
    if today < collection.opens_on:
        raise DomainError(f"It opens on {in_words(collection.opens_on)}.")
    raise DomainError("Members read these figures by now, so they stay as they are.")
