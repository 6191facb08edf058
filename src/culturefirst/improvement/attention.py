"""What the room asks of people: each noun says its own, in a file of its own."""

from culturefirst.improvement import (  # noqa: F401 (they fill the register)
    attention_assessments,
    attention_challenges,
    attention_figures,
    attention_plans,
)
