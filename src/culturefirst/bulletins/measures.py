"""Bulletins sent, with proof that letters went."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from culturefirst.bulletins.models import Bulletin
from culturefirst.kit.outbox.models import Message
from culturefirst.measures.core import Dimension, Shown
from culturefirst.measures.core import Measure as Counted
from culturefirst.measures.register import measure


def _sent() -> Any:
    # Rows of letters go after two years; the mailing keeps how many there were.
    handed_over = Message.objects.filter(mailing=OuterRef("mailing"), state=Message.State.SENT)
    proof = Q(Exists(handed_over)) | Q(mailing__tally__sent__gt=0)
    return Bulletin.objects.filter(proof, sent_on__isnull=False)


def _show(bulletin: Bulletin) -> Shown:
    url = "" if bulletin.for_members else reverse("bulletin", args=[bulletin.pk])
    return Shown(label=bulletin.title, on=bulletin.sent_on, url=url)


measure(
    Counted(
        key="bulletins.sent",
        title="E-bulletins sent",
        definition=(
            "Bulletins whose words were frozen and of which the mail server took at least one "
            "letter, by the day on which they were sent."
        ),
        unit="e-bulletins",
        records=_sent,
        dated="sent_on",
        show=_show,
        words=("e-bulletins", "e-bulletin", "bulletins", "bulletin", "newsletters"),
        dimensions={"activity": Dimension("serves", "Activity")},
    )
)
