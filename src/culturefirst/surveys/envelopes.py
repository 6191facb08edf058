"""Two envelopes: that somebody answered, and what was answered, are never written together.

The first is an action (``actions.answering.tick_off``) and is in the trail. The second is here, in
a transaction of its own, and leaves no trail, no day and no key that counts up: see the decision
on anonymous answers. Between the two stands an unfinished sheet that is *paid*; whoever finds one
lays it down, so that nothing is lost where a process dies in between.

Of surveys that promise less the same way is taken; their sheets say whose they are.
"""

import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from culturefirst.kit import clock
from culturefirst.kit.asking.answers import Refused, understood
from culturefirst.kit.asking.forms import BESIDE
from culturefirst.kit.asking.packing import packed
from culturefirst.kit.asking.routing import kept
from culturefirst.kit.asking.sheet import Kind, Sheet
from culturefirst.surveys.models import AnswerSheet, Invitation, Unfinished, Wave

ENOUGH = 10  # people asked of one place and kind, below which an anonymous sheet does not say them
WORDS = frozenset({Kind.TEXT, Kind.FILE})


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def begin(wave: Wave, invitation: Invitation | None, *, test: bool = False) -> tuple[Any, str]:
    """An empty sheet with the secret that finds it again; of one who began before, theirs.

    Of an anonymous wave it is not known who began: each beginning is a new sheet.
    """
    secret = secrets.token_urlsafe(24)
    place = _place(wave, invitation)
    if wave.survey.is_anonymous or invitation is None:
        made = Unfinished(wave=wave, digest=digest_of(secret), on=clock.today(), test=test, **place)
        made.save()
        return made, secret
    with transaction.atomic():
        held, _ = Unfinished._base_manager.get_or_create(
            invitation=invitation,
            defaults={"wave": wave, "digest": digest_of(secret), "on": clock.today(), **place},
        )
        # A new secret each time: an old link that lies about opens nothing.
        Unfinished._base_manager.filter(pk=held.pk).update(digest=digest_of(secret))
    return held, secret


def _place(wave: Wave, invitation: Invitation | None) -> dict[str, Any]:
    """Where and of what kind the body is; of an anonymous wave only among many such."""
    if invitation is None:
        return {}
    place = {"sub_region_id": invitation.sub_region_id, "kind": invitation.kind}
    if not wave.survey.is_anonymous:
        return place
    rows = Invitation._base_manager.filter(wave=wave)
    if rows.filter(**place).count() >= ENOUGH:
        return place
    if rows.filter(sub_region_id=invitation.sub_region_id).count() >= ENOUGH:
        return {"sub_region_id": invitation.sub_region_id}
    return {}


def found(secret: str) -> Unfinished | None:
    """The unfinished sheet of a secret."""
    rows = Unfinished._base_manager.select_related("wave__survey", "invitation")
    sheet: Unfinished | None = rows.filter(digest=digest_of(secret)).first()
    return sheet


def write_down(sheet: Unfinished, answers: Mapping[str, Any]) -> None:
    """Keep what was answered so far. The day is that of the beginning."""
    Unfinished._base_manager.filter(pk=sheet.pk, paid=False).update(answers=dict(answers))
    sheet.answers = dict(answers)


def missing(sheet: Sheet, answers: Mapping[str, Any]) -> dict[str, str]:
    """By question what is wrong with the answers on their way, all together."""
    faults = {}
    for at in _on_the_way(sheet, answers):
        try:
            understood(at, answers.get(at.key))
        except Refused as refused:
            faults[at.key] = str(refused)
    return faults


def _on_the_way(sheet: Sheet, answers: Mapping[str, Any]) -> list[Any]:
    from culturefirst.kit.asking.routing import asked_in, path

    ours = kept(sheet, answers)
    return [each for at in path(sheet, ours) for each in asked_in(sheet.sections[at], ours)]


def lay_down(unfinished: Unfinished) -> None:
    """Make a sheet of answers out of a paid one, or of one that was a trial. Twice does nothing."""
    with transaction.atomic():
        rows = Unfinished._base_manager.select_for_update(of=("self",))
        held = rows.select_related("wave__survey", "invitation").filter(pk=unfinished.pk).first()
        if held is None or not (held.paid or held.test):
            return
        _lay(held)
        held.delete()


def _lay(held: Unfinished) -> None:
    wave, invitation = held.wave, held.invitation
    sheet = wave.asked
    ours = kept(sheet, held.answers)
    values: dict[str, Any] = {
        "packed": packed(sheet, ours),
        "words": _words(sheet, ours, held.answers),
        "sub_region_id": held.sub_region_id,
        "kind": held.kind,
        "test": held.test,
    }
    if wave.survey.is_anonymous or invitation is None:
        AnswerSheet._base_manager.create(wave=wave, **values)
        return
    if wave.survey.per_body:
        whose: dict[str, Any] = {"organisation_id": invitation.organisation_id, "person": None}
    else:
        whose = {"person_id": invitation.person_id, "organisation_id": invitation.organisation_id}
    values["on"] = clock.today()
    if invitation.person_id is None and not wave.survey.per_body:
        AnswerSheet._base_manager.create(wave=wave, **whose, **values)
        return
    one = {"organisation_id": whose["organisation_id"]} if wave.survey.per_body else {
        "person_id": whose["person_id"]
    }  # fmt: skip
    AnswerSheet._base_manager.update_or_create(
        wave=wave, test=False, **one, defaults={**whose, **values}
    )


def _words(sheet: Sheet, ours: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, str]:
    """Texts by question, and the words beside an option by question and option."""
    found = {}
    for question in sheet.questions:
        if question.kind in WORDS and ours.get(question.key):
            found[question.key] = str(ours[question.key])
        for option in question.options:
            name = f"{question.key}{BESIDE}{option.code}"
            if option.open and _chose(ours.get(question.key), option.code) and given.get(name):
                found[name] = str(given[name]).strip()[:300]
    return found


def _chose(answer: Any, code: str) -> bool:
    return code == answer or (isinstance(answer, list) and code in answer)
