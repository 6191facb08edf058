"""What stands in the addresses of topics and of erasing."""

from typing import Any

from culturefirst.network import actions
from culturefirst.network.models import User


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """A topic that is offered, one that is not any more, and somebody to erase."""
    museums = actions.add_topic(by=by, name="Museums")
    play = actions.retire_topic(by=by, topic=actions.add_topic(by=by, name="Play"))
    return {
        "topic_edit": {"slug": museums.slug},
        "topic_retire": {"slug": museums.slug},
        "topic_offer": {"slug": play.slug},
        "person_erase": {"pk": officer.person_id},
    }
