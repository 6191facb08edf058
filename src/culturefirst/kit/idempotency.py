"""A form that is sent twice acts once.

The key's row is written in the same transaction as what the form does: whoever comes second waits
for the first and gets the first one's answer, and a crash takes the row away with the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from hashlib import sha256
from typing import Any, ClassVar

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString

from culturefirst.kit import audit, clock, search
from culturefirst.kit.errors import DomainError

FIELD = "once"
View = Callable[..., HttpResponse]


class FormKey(models.Model):
    """That a person's form was acted on, and where it led; kept for a day.

    ``by`` is 0 where nobody was signed in. ``answer`` is an address; ``said`` are the messages
    that are shown there, as ``[level, words, tags, whether it is HTML]``.
    """

    keeps: ClassVar[str] = "private"
    by = models.BigIntegerField(default=0)
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    answer = models.TextField(blank=True)
    said = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="form_key_once")]

    def __str__(self) -> str:
        return self.key


class Turn:
    """``answer`` holds the first one's answer, or ``None`` where this is the first.

    The first sets it, or calls ``leave_open`` where it did nothing after all. ``said`` are the
    messages that belong to the answer.
    """

    def __init__(self, answer: str | None, said: Sequence[Sequence[Any]] = ()) -> None:
        self.answer = answer
        self.said: Sequence[Sequence[Any]] = said
        self.keep = True

    def leave_open(self) -> None:
        """Free the key: nothing was done (a form with faults), so it may be sent again."""
        self.keep = False


@contextmanager
def once(request_key: str, by: Any, request_hash: str) -> Iterator[Turn]:
    """Take the one turn that this key gives; the block and the key's row share a transaction.

    Raises ``DomainError`` where the key was used for something else.
    """
    # Both at the end: what search keeps and the trail are written under locks that others want.
    with transaction.atomic(), search.gathered(), audit.gathered():
        row, first = FormKey.objects.get_or_create(
            by=getattr(by, "pk", None) or 0,
            key=request_key,
            defaults={"request_hash": request_hash, "at": clock.wall()},
        )
        if not first and row.request_hash != request_hash:
            raise DomainError(
                "This form was sent before with other content. Open the page again and redo it."
            )
        turn = Turn(None if first else row.answer, row.said)
        yield turn
        if first:
            _close(row, turn)


def _close(row: FormKey, turn: Turn) -> None:
    if not turn.keep:
        row.delete()
        return
    row.answer, row.said = turn.answer or "", list(turn.said)
    row.save(update_fields=["answer", "said"])


def acts_once(view: View) -> View:
    """A view whose form carries ``once``: sent twice, it acts once and leads to one place.

    What does not end in a redirect (a form shown again with its faults) leaves the key free.
    """

    @wraps(view)
    def act(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get(FIELD, "")
        if request.method != "POST" or not key:
            return view(request, *args, **kwargs)
        with once(key[:64], request.user, _hash(request)) as turn:
            if turn.answer is not None:
                return _answered_before(request, turn)
            response = view(request, *args, **kwargs)
            turn.answer, turn.said = response.headers.get("Location"), _said(request)
            if turn.answer is None:
                turn.leave_open()
            return response

    act.changes = True  # type: ignore[attr-defined]  # so its page takes POST, see kit.urls
    return act


def _answered_before(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Where the first click led, with its words: the browser may have dropped its answer."""
    for level, words, tags, *safe in turn.said:
        told = SafeString(words) if any(safe) else words
        messages.add_message(request, level, told, extra_tags=tags)
    return HttpResponseRedirect(turn.answer or "")


def _said(request: HttpRequest) -> list[list[Any]]:
    # Looked at and left in place: going through the storage itself would use its messages up.
    added = getattr(messages.get_messages(request), "_queued_messages", [])
    return [
        [each.level, str(each.message), each.extra_tags or "", hasattr(each.message, "__html__")]
        for each in added
    ]


def _hash(request: HttpRequest) -> str:
    sent = sorted((k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken")
    files = sorted((k, str(f), getattr(f, "size", 0)) for k, f in request.FILES.items())
    return sha256(repr((request.path, sent, files)).encode()).hexdigest()
