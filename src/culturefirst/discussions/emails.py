"""To whom no letter about discussions goes out: who may read them no longer."""

from typing import Any

from culturefirst.discussions.letters import ABOUT
from culturefirst.discussions.models import Forum
from culturefirst.kit.outbox.kinds import WITHHOLD
from culturefirst.network.models import User

NO_MORE = "They may no longer read what it is about."


def to_readers_only(message: Any) -> str:
    """Asked of the key alone, unless it is a letter of ours."""
    about, *said = message.key.split(":")
    if about != ABOUT or len(said) < 2:
        return ""
    user = User.objects.filter(person=said[0]).first()
    forums = set(said[1].split("-"))
    seen = Forum.objects.visible_to(user).filter(pk__in=forums).count() if user else 0
    return "" if seen == len(forums) else NO_MORE


WITHHOLD.add("discussions.readers", to_readers_only)
