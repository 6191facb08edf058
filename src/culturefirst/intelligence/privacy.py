"""What the room holds about people: each noun says its own, in a file of its own."""

from culturefirst.intelligence import privacy_people  # noqa: F401 (it fills the register)
