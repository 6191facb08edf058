"""What can be begun from the room's records: each noun says its own, in a file of its own."""

from culturefirst.improvement import starts_plans  # noqa: F401 (it fills the register)
