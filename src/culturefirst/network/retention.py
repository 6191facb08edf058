"""How long the network keeps what is about people: the rules, each with its days."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.retention import (
    RULES,
    Rule,
    date_months_before,
    days_before,
    months_before,
)
from culturefirst.network.models import (
    ActiveDay,
    Consent,
    Invitation,
    InvitationList,
    Joining,
    Look,
    Paper,
    Person,
    Post,
    Registration,
)
from culturefirst.network.privacy import papers

Rows = QuerySet[Any]
# Of a letter, and of one of a batch, which has words of its own only in the gaps of others'.
NO_WORDS = {"subject": "", "text": "", "html": "", "gaps": {}, "headers": {},
            "enclosed": []}  # fmt: skip
State = Joining.State


def unconfirmed(day: date) -> Rows:
    """Askings to join whose address was never confirmed."""
    begun = (State.RECEIVED, State.ASKED)
    return Joining.objects.filter(state__in=begun, asked_at__lt=days_before(day, 14))


def turned_down(day: date) -> Rows:
    """Askings that were declined, and what was taken back."""
    over = Joining.objects.filter(state__in=(State.DECLINED, State.WITHDRAWN))
    ended = over.annotate(over_at=Coalesce("decided_at", "asked_at"))
    return ended.filter(over_at__lt=days_before(day, 90))


def unused_invitations(day: date) -> Rows:
    """Invitations that ran out unused."""
    return Joining.objects.filter(state=State.INVITED, expires_at__lt=days_before(day, 30))


def first_invitations(day: date) -> Rows:
    """Invitations to run the network, used or not."""
    return Invitation.objects.filter(expires_at__lt=days_before(day, 30))


def old_lists(day: date) -> Rows:
    """Lists of people to invite that still have their rows."""
    return InvitationList.objects.filter(at__lt=days_before(day, 30)).exclude(rows=[])


def withdrawn_papers(day: date) -> Rows:
    """Papers that were taken away and not put back."""
    return Paper._base_manager.filter(withdrawn_at__lt=days_before(day, 90))


def old_looks(day: date) -> Rows:
    """Who looked at private details."""
    return Look.objects.filter(at__lt=months_before(day, 24))


def old_consents(day: date) -> Rows:
    """Agreements that were taken back."""
    return Consent.objects.filter(withdrawn_at__lt=months_before(day, 72))


def old_letters(day: date) -> Rows:
    """Letters whose words are still kept and which are over."""
    under_way = (Message.State.QUEUED, Message.State.HANDING_OVER)
    worded = Message.objects.exclude(state__in=under_way).exclude(**NO_WORDS)
    return worded.filter(written_at__lt=months_before(day, 12))


def old_days(day: date) -> Rows:
    """Days on which accounts were used."""
    return ActiveDay.objects.filter(on__lte=date_months_before(day, 25))


def left_behind(day: date) -> Rows:
    """People who have had neither post nor open account for two years, and are not new."""
    then = date_months_before(day, 24)
    held = Post.objects.filter(Q(ends__isnull=True) | Q(ends__gt=then), person=OuterRef("pk"))
    registered = Registration.objects.filter(Q(ends__isnull=True) | Q(ends__gt=then))
    came = AuditEvent.objects.filter(
        verb="network.add_person", at__gte=months_before(day, 24)
    ).values_list("object_id", flat=True)
    people = Person.objects.standing().exclude(pk__in=[int(key) for key in came if key.isdigit()])
    has_account = Exists(registered.filter(user__person=OuterRef("pk")))
    rows: Rows = people.filter(~Exists(held), ~has_account).order_by("name", "pk")
    return rows


def _empty_lists(rows: Rows) -> None:
    rows.update(rows=[])


def _empty_letters(rows: Rows) -> None:
    rows.update(**NO_WORDS)


UNUSED = "Nothing came of it."

for key, rule in {
    "joinings_unconfirmed": Rule(
        "Requests to join whose address was never confirmed", "14 days", UNUSED, unconfirmed
    ),
    "joinings_turned_down": Rule(
        "Requests to join that were declined, and invitations taken back",
        "90 days",
        "Until then somebody may ask why, or a mistake be put right.",
        turned_down,
    ),
    "invitations": Rule(
        "Invitations that were not used", "30 days after they ran out", UNUSED, unused_invitations
    ),
    "first_invitations": Rule(
        "Invitations to run the network", "30 days after they ran out",
        "They work for half an hour.", first_invitations,
    ),
    "invitation_lists": Rule(
        "The people on lists of invitations", "30 days",
        "By then whoever was invited is known by their own invitation.",
        old_lists, _empty_lists,
    ),
    "papers": Rule(
        "Papers that a group withdrew, with their files", "90 days",
        "Until then they can be put back.", withdrawn_papers, papers.delete,
    ),
    "looks": Rule(
        "Who looked at private details", "2 years",
        "Long enough to ask about it.", old_looks,
    ),
    "consents": Rule(
        "Agreements to letters that were taken back", "6 years after they were taken back",
        "For as long as somebody may ask for proof that they had agreed.", old_consents,
    ),
    "letters": Rule(
        "The words of letters that were sent", "12 months",
        "That a letter was sent is kept for a second year, so that nobody is told twice.",
        old_letters, _empty_letters,
    ),
    "active_days": Rule(
        "Days on which accounts were used", "25 months",
        "Two years can be compared by then.", old_days,
    ),
    "people": Rule(
        "People who have neither a post nor an open account", "24 months",
        "Somebody of the team decides, since a person may come back.",
        left_behind, asks=True,
    ),
}.items():  # fmt: skip
    RULES.add(f"network.{key}", rule)
