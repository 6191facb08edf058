"""How widely a value may be seen: said on the model, obeyed by the trail."""

from datetime import UTC, datetime

from culturefirst.kit.keeps import MASK, class_of, snapshot
from culturefirst.kit.models import AuditEvent, Installation, Job, Message

WRITTEN = datetime(2011, 9, 19, 11, tzinfo=UTC)


def letter() -> Message:
    return Message(
        key="a",
        to="anne@example.org",
        text="Dear Anne",
        state="queued",
        epoch=1,
        written_at=WRITTEN,
    )


def test_a_field_has_its_models_class_unless_it_says_its_own() -> None:
    assert class_of(Message._meta.get_field("text")) == "private"
    assert class_of(Message._meta.get_field("state")) == "member"
    assert class_of(AuditEvent._meta.get_field("digest")) == "public"
    assert class_of(Job._meta.get_field("fault")) == "confidential"


def test_a_snapshot_masks_what_is_private() -> None:
    taken = snapshot(letter())
    assert (taken["to"], taken["text"], taken["written_at"]) == (MASK, MASK, MASK)
    assert (taken["state"], taken["epoch"]) == ("queued", 1)


def test_a_snapshot_leaves_out_the_key_and_keeps_plain_values() -> None:
    taken = snapshot(Installation(network="Culture First", stands_on=None))
    assert taken == {
        "network": "Culture First",
        "strapline": "",
        "is_demonstration": False,
        "stands_on": None,
        "epoch": 1,
    }
