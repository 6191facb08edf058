"""What the room asks of people: each noun says its own, in a file of its own."""

from culturefirst.improvement import (
    attention_challenges,  # noqa: F401 (it fills the register)
    attention_plans,  # noqa: F401 (it fills the register)
)
