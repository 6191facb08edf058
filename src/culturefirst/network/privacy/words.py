"""What was written to somebody, and what pages said: letters and forms that were sent."""

from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.kit.holdings import Row, Whom
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.kit.outbox.coming_back import CameBack
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.suppression import Suppression
from culturefirst.network.privacy.accounts import address_of_nobody

TEXTS = ("subject", "text", "html", "reason")


def letters(whom: Whom) -> list[Row]:
    """The letters written to the person's addresses."""
    return [
        {
            "to": row.to,
            **{name: row.words()[name] for name in ("subject", "text")},
            "state": row.get_state_display(),
            "answer": row.reason,
            "written": row.written_at,
        }
        for row in _to(whom).select_related("mailing__body")
    ]


def empty_letters(whom: Whom) -> None:
    """Empty the person's own letters.

    That a letter was written and what became of it stays; one that waits does not go out. Letters
    to others that name them are texts of others (``removing``).
    """
    waiting = Message.State.QUEUED
    _to(whom).filter(state=waiting).update(state=Message.State.SUPPRESSED)
    for pk in _to(whom).values_list("pk", flat=True):
        Message.objects.filter(pk=pk).update(
            key=f"erased:{pk}",
            to=address_of_nobody(whom.person.pk),
            message_id=f"<erased-{pk}@erased.invalid>",
            **dict.fromkeys(TEXTS, ""),
            gaps={},
            headers={},
            enclosed=[],
        )


def suppressed(whom: Whom) -> list[Row]:
    """Why the person's addresses are, or were, not written to."""
    rows = Suppression.objects.filter(digest__in=_digests(whom)).order_by("at")
    came = CameBack.objects.filter(digest__in=_digests(whom)).order_by("at")
    told: list[Row] = [
        {
            "reason": row.get_reason_display(),
            "because": row.why,
            "since": row.at,
            "until": row.lifted_at,
            "ended because": row.lifted_why,
        }
        for row in rows
    ]
    for row in came:
        told.append({"came back": row.at, "as": row.get_kind_display(), "answer": row.says})
    return told


def forget_what_came_back(whom: Whom) -> None:
    """Forget which letters came back; that the address is not written to stays, as a digest."""
    CameBack.objects.filter(digest__in=_digests(whom)).delete()
    Suppression.objects.filter(digest__in=_digests(whom)).update(why="", lifted_why="", letter=None)


def _digests(whom: Whom) -> set[str]:
    return {digest_of(address) for address in whom.addresses}


def forms(whom: Whom) -> list[Row]:
    """Forms that the person sent within the last day."""
    rows = FormKey.objects.filter(by__in=whom.accounts).order_by("pk")
    return [{"sent": row.at, "led to": row.answer} for row in rows]


def forget_forms(whom: Whom) -> None:
    """Delete the person's own; of others' forms, only what they said of the person."""
    FormKey.objects.filter(by__in=whom.accounts).delete()
    naming = [row.pk for row in FormKey.objects.exclude(said=[]) if _speaks(whom, row.said)]
    FormKey.objects.filter(pk__in=naming).update(said=[])


def _speaks(whom: Whom, said: list[list[Any]]) -> bool:
    return any(whom.speaks_of(str(words)) for _, words, *_ in said)


def _to(whom: Whom) -> "QuerySet[Message]":
    to = Q(pk__in=[])
    for address in whom.addresses:
        to |= Q(to__iexact=address)
    return Message.objects.filter(to).order_by("pk")
