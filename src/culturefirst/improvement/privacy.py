"""What the room holds about people: each noun says its own, in a file of its own."""

from culturefirst.improvement import (  # noqa: F401 (they fill the register)
    privacy_assessments,
    privacy_challenges,
    privacy_figures,
    privacy_frameworks,
    privacy_plans,
)
