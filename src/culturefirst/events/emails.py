"""The kind of letters about events."""

from culturefirst.kit.outbox.kinds import KINDS, Kind

KINDS.add(
    "event",
    Kind(
        "event", "resend", "Letters about places at events", heeds=frozenset({"bounces", "erased"})
    ),
)
