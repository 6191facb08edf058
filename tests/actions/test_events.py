"""Each action that is registered leaves exactly one event of its own name."""

from typing import Any

import pytest

from culturefirst.kit import audit
from culturefirst.kit.act import ACTIONS
from culturefirst.kit.models import AuditEvent
from tests.actions.scenarios import SCENARIOS, THROUGH
from tests.actions.stage import Stage

# What the rooms' tests register in the same process is none of ours.
OURS = {
    name for name, each in ACTIONS.items() if "tests" not in str(each.run.__module__).split(".")
}


def test_every_registered_action_has_a_scenario() -> None:
    assert set(SCENARIOS) == OURS


def test_what_acts_through_others_is_registered() -> None:
    assert {each for names in THROUGH.values() for each in names} | set(THROUGH) <= OURS


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_an_action_leaves_one_event_of_its_name(
    name: str,
    request: pytest.FixtureRequest,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    call = SCENARIOS[name](Stage(request))
    before = AuditEvent.objects.count()
    call()
    events = list(AuditEvent.objects.order_by("pk")[before:])
    assert [event.verb for event in events] == [*THROUGH.get(name, []), name]
    assert audit.broken_at() is None
