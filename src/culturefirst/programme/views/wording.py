"""What the programme's fields are called, and how their values are said."""

from typing import Any

from culturefirst.kit.changes import Words
from culturefirst.measures.register import MEASURES

LABELS = {
    "on": "Day",
    "per": "How often",
    "due": "Due by",
    "starts": "From",
    "ends": "Until",
    "why": "Why",
    "next": "What next",
    "sure": "Reading agreed",
    "leads": "Lead",
    "actions": "We will",
    "outcomes": "So that",
    "quantity": "How many",
    "unit": "Of what",
    "filters": "Narrowed to",
    "removed_on": "Removed",
    "closed_on": "Closed",
    "closed_because": "Closed because",
    "withdrawn_on": "Withdrawn",
    "withdrawn_because": "Withdrawn because",
}


def _measure(value: Any) -> str:
    measure = MEASURES.get(str(value))
    return measure.title if measure else str(value)


WORDS = Words(LABELS, {"measure": _measure})
