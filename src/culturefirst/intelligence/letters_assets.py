"""The letter to an owner's contact, with the link by which its places are looked through."""

from django.conf import settings
from django.urls import reverse

from culturefirst.intelligence.models import Asset, AssetReview
from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day, plural


def asked(review: AssetReview, token: str) -> None:
    """Who asks, about how many places, by when, and that the link needs no account."""
    network = Installation.current().network
    count = Asset.objects.standing().filter(owner=review.owner).count()
    link = f"{settings.ADDRESS}{reverse('asset_review', args=[token])}"
    parts = [
        f"Dear {review.name},",
        f"{network} keeps a record of places for culture and sport. "
        f"{plural(count, 'place')} of {review.owner} stand in it. Please look through "
        f"{'it' if count == 1 else 'them'}, and confirm or correct each:",
        link,
        f"You need no account. The link is for you alone and works until {day(review.expires_at)}. "
        "Please do not pass it on: whoever has it can correct these places.",
        "What you confirm and correct is kept with your name, which only the network's team sees.",
        network,
    ]
    outbox.send(
        key=f"{review.about}:asked",
        to=review.email,
        subject=f"Please look through the places of {review.owner}",
        text="\n\n".join(parts) + "\n",
        kind="notice",
    )
