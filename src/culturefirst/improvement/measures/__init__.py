"""What can be counted of improvement; each noun's measures are in a file of its own."""

from culturefirst.improvement.measures import (  # noqa: F401 (they fill the register)
    assessments,
    challenges,
    figures,
    plan_actions,
    plans,
    rescoring,
)
