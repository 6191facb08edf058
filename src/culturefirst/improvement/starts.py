"""What can be begun from the room's records: each noun says its own, in a file of its own."""

from culturefirst.improvement import (  # noqa: F401 (they fill the register)
    starts_assessments,
    starts_plans,
)
