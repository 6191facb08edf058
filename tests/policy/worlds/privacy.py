"""What stands in the addresses of topics and of erasing."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.network import actions
from culturefirst.network.models import Unsettled, User


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """A topic that is offered, one that is not any more, somebody to erase, a name to settle."""
    museums = actions.add_topic(by=by, name="Museums")
    play = actions.retire_topic(by=by, topic=actions.add_topic(by=by, name="Play"))
    name = Unsettled.objects.create(person=by.person_id, names=["Ola Berg"], on=clock.today())
    return {
        "topic_edit": {"slug": museums.slug},
        "topic_retire": {"slug": museums.slug},
        "topic_offer": {"slug": play.slug},
        "person_erase": {"pk": officer.person_id},
        "erased_names": {"pk": name.pk},
    }
