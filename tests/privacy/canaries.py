"""A word of its own for every stored field that is private or about a person."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from culturefirst.bulletins.models import Subscriber
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.keeps import class_of, personal
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.kit.outbox.coming_back import CameBack
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.suppression import Suppression
from culturefirst.network import models as m
from culturefirst.network.privacy import derived
from culturefirst.network.privacy.whom import whom

Model = type[models.Model]
Field = models.Field[Any, Any]
TEXTS = (models.CharField, models.TextField, models.JSONField)
# Private, and never anything about a person; each with the reason.
NOT_OF_PEOPLE = {
    "kit.tries.key": "a keyed digest",
    "network.erasure.digest": "a keyed digest, which is all that is to be left",
    "network.unsettled.names": "made by an erasure, and gone once it is settled",
    "network.nameremoved.place": "numbers of records",
    "kit.job.task": "the name of a function",
    "kit.job.queue": "the name of a queue",
    "kit.job.worker": "the name of a process",
    "kit.message.worker": "the name of a process",
    "kit.suppression.digest": "a keyed digest",
    "kit.cameback.digest": "a keyed digest",
    **dict.fromkeys(
        (f"intelligence.assetlist.{name}" for name in ("heads", "rows", "mapping", "decisions")),
        "a published list of places; names in it are those of others' texts",
    ),
    "intelligence.peoplefile.found": "what was found in a file about areas, which names nobody",
    **dict.fromkeys(
        ("intelligence.assetreview.name", "intelligence.assetreview.email"),
        "of a contact outside, who is found by the address: the room's own tests forget them",
    ),
    **dict.fromkeys(
        ("surveys.invitation.name", "surveys.invitation.email"),
        "of somebody outside, who is found by the address: the room's own tests forget them",
    ),
    **dict.fromkeys(
        (f"kit.body.{name}" for name in ("subject", "text", "html", "headers")),
        "shared by many letters; names in it are those of others' texts",
    ),
    **dict.fromkeys(
        (
            "kit.searchentry.kind",
            "kit.searchentry.facets",
            "kit.searchentry.url",
            "kit.searchtext.title",
            "kit.searchtext.text",
            "kit.searchword.word",
            "kit.searchpart.part",
            "kit.searchfile.kind",
            "kit.searchfile.file",
            "kit.searchfile.text",
            "kit.searchfile.fault",
        ),
        "made from other records, and made anew with them",
    ),
    **dict.fromkeys(
        (f"collaboration.listing.{name}" for name in ("title", "words", "outcome")),
        "the organisation's own words; names in it are those of others' texts",
    ),
    **dict.fromkeys(
        (f"collaboration.initiative.{name}" for name in ("title", "words", "dropped_because")),
        "the partners' own words; names in it are those of others' texts",
    ),
    **dict.fromkeys(
        (
            *(f"improvement.return.{name}" for name in ("values", "states", "reasons")),
            *(
                f"improvement.figurequery.{name}"
                for name in ("key", "says", "reason", "asked", "answer")
            ),
        ),
        "the organisation's figures and the words about them; names are those of others' texts",
    ),
    **dict.fromkeys(
        (
            *(
                f"improvement.assessment.{name}"
                for name in (
                    "title",
                    "reason",
                    "services",
                    "themes",
                    "in_scope",
                    "left_out",
                    "partners",
                    "sponsor",
                    "timetable",
                    "withdrawn_because",
                    "reopened_because",
                )
            ),
            *(f"improvement.judgement.{name}" for name in ("why", "strengths", "areas")),
            *(f"improvement.evidence.{name}" for name in ("title", "url", "name")),
        ),
        "the organisation's own words; names in it are those of others' texts",
    ),
    **dict.fromkeys(
        (
            f"improvement.{name}"
            for name in (
                "visititem.title",
                "visititem.place",
                "visititem.meets",
                "visititem.leads",
                "documentasked.what",
                "documentasked.why",
                "documentasked.answer",
                "challengequestion.words",
                "challengequestion.answer",
                "peerscore.reason",
                "peerscore.note",
                "peerscore.host_note",
                "peerscore.response",
                "peerscore.agreed_why",
                "finding.words",
                "finding.answer_why",
                "challenge.asks",
                "challenge.reason",
                "challenge.visit_at",
                "challenge.summary",
                "challenge.called_off_because",
                "challengeround.draft",
                "challengeround.by_hand",
                "roundentry.wishes",
                "interest.why",
            )
        ),
        "words of two organisations about each other; names in them are those of others' texts",
    ),
    "improvement.evidence.record": "the name of a record",
    "improvement.evidence.media_type": "the kind of a file",
    "improvement.evidence.digest": "a digest",
    "improvement.themechange.theme": "the key of a theme of a framework",
    **dict.fromkeys(
        (f"improvement.yardstick.{name}" for name in ("measure", "filters", "indicator")),
        "keys of what is counted",
    ),
    **dict.fromkeys(
        (
            f"improvement.{name}"
            for name in (
                "plan.title",
                "plan.summary",
                "plan.adopted_by",
                "plan.came_of",
                "planaction.gap",
                "planaction.title",
                "planaction.outcome",
                "planaction.success",
                "planaction.owner_name",
                "planaction.risk",
                "planaction.mitigation",
                "planaction.ended_how",
                "duemove.because",
                "saving.how_known",
                "saving.url",
                "saving.withdrawn_because",
                "reviewnote.words",
            )
        ),
        "the organisation's own words; names in it are those of others' texts",
    ),
    "network.merge.moved": "numbers of records",
    "network.organisationlist.rows": "bodies; names in it are those of others' texts",
    "network.paper.media_type": "the kind of a file",
    "network.paper.digest": "a digest",
    "network.paper.title": "the group's own words; names in it are those of others' texts",
    "network.paper.name": "the group's own words; names in it are those of others' texts",
    "network.invitationlist.name": "the list's own",
    "discussions.thread.title": "said to others; it stays, without the name",
    "discussions.contribution.text": "said to others; it stays, without the name",
    "discussions.contribution.html": "the same words as the text's",
    "discussions.contribution.removed_why": "said to others; it stays, without the name",
    "discussions.attachment.name": "given to others; it stays, without the name",
    "discussions.attachment.media_type": "the kind of a file",
    "discussions.attachment.digest": "a digest",
    "improvement.frameworkdraft.text": "a framework's own words, too long for the trail",
    "events.eventpaper.media_type": "the kind of a file",
    "events.eventpaper.digest": "a digest",
    "events.eventpaper.title": "the event's own words; names in it are those of others' texts",
    "events.eventpaper.name": "the event's own words; names in it are those of others' texts",
    "events.booking.guest_name": "a guest's, who is nobody of the network; gone in 60 days",
    "events.booking.guest_email": "the same guest's",
}
# Held of somebody and not in their export; each with the reason.
NOT_TOLD = {
    "kit.formkey.key": "a random number of the page's",
    "kit.formkey.request_hash": "a digest",
    "kit.formkey.said": "what the page said a moment ago",
    "kit.job.arguments": "numbers of records, for the machine",
    "kit.job.positional": "the same",
    "kit.job.key": "the same",
    "kit.job.result": "the address of a page",
    "kit.job.fault": "where in the code it went wrong",
    "kit.message.key": "what keeps a letter from being sent twice",
    "kit.message.html": "the same words as the text's",
    "kit.message.gaps": "stands in the words, which are told",
    "kit.message.headers": "for the machines that carry it",
    "kit.message.enclosed": "what the text tells, once more for a calendar",
    "network.merge.before": "the values of the merged record, which are told as that record's",
    "network.user.password": "secret",
}

# Addresses by which rows are found to be somebody's.
TO = ("kit.message.to", "network.invitation.email", "bulletins.subscriber.email")


def fields() -> dict[Model, list[Field]]:
    """The text fields of ours that are private, confidential or personal, by model."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("culturefirst."):
            held = [each for each in model._meta.concrete_fields if _is_private(each)]
            if held:
                found[model] = held
    return found


def name_of(model: Model, of: Field) -> str:
    """How a field is called in the lists above."""
    return f"{model._meta.label_lower}.{of.name}"


def rows_of(model: Model, person: m.Person) -> "models.QuerySet[Any]":
    """The rows of a model that are a person's own."""
    known = whom(person)
    rows = model._base_manager
    without_a_path: dict[Model, Any] = {
        FormKey: {"by__in": known.accounts},
        Job: {"asked_by__in": known.accounts},
        Message: {"to__in": known.addresses},
        Subscriber: {"email__in": known.addresses},
        Suppression: {"digest__in": [digest_of(each) for each in known.addresses]},
        CameBack: {"digest__in": [digest_of(each) for each in known.addresses]},
        m.Invitation: {"email__in": known.addresses},
    }
    if model is m.InvitationList:
        return rows.filter(rows__icontains=person.email)
    if model is m.Merge:
        return rows.filter(kept_as__in=known.people)
    if model in without_a_path:
        return rows.filter(**without_a_path[model])
    return derived.rows_of(model, known)


@dataclass
class Canaries:
    """The words given to one person, by the field that has them; ``mark`` is in each."""

    mark: str
    words: dict[str, str] = field(default_factory=dict)

    def fill(self, person: m.Person) -> None:
        """Put a word of its own into every private field of every row of the person's."""
        filled = {
            model: [each for each in held if name_of(model, each) not in {*NOT_OF_PEOPLE, *TO}]
            for model, held in fields().items()
        }
        # All found first: what leads to them is changed on the way.
        found = {model: list(rows_of(model, person)) for model, held in filled.items() if held}
        for model, rows in found.items():
            assert rows, f"nothing of {person} is in {model.__name__}"
            for each in filled[model]:
                for row in rows:
                    self._put(row, each, name_of(model, each))

    def _put(self, row: Any, into: Field, name: str) -> None:
        word = f"{self.mark}{len(self.words):03}"
        self.words[word] = name
        type(row)._base_manager.filter(pk=row.pk).update(**{into.name: _value(row, into, word)})


def _value(row: Any, into: Field, word: str) -> Any:
    if isinstance(into, models.EmailField):
        return f"{word}@example.org"
    if isinstance(into, models.URLField):
        return f"https://{word}.example.org/"
    if isinstance(row, m.InvitationList):
        return [{**row.rows[0], "note": word}, *row.rows[1:]]
    if isinstance(row, FormKey) and into.name == "said":
        return [[25, word, "", False]]
    if isinstance(row, Message) and into.name == "enclosed":
        return [{"name": "event.ics", "media_type": "text/plain", "text": word}]
    if isinstance(into, models.JSONField):
        return [word] if into.get_default() == [] else {"said": word}
    if isinstance(row, m.Person) and into.name == "name":
        return f"{row.name} {word.title()}"
    return word


def _is_private(each: Field) -> bool:
    private = class_of(each) in ("private", "confidential") or personal(each)
    return private and isinstance(each, TEXTS) and not each.choices
