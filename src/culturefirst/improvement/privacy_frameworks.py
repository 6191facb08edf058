"""What frameworks hold about people, in plain words; ``privacy`` reads it."""

from culturefirst.improvement.models import FrameworkDraft, FrameworkVersion
from culturefirst.kit.holdings import HOLDINGS, Holding

HOLDINGS.add(
    "improvement.frameworkdraft",
    Holding(
        "Frameworks that you began to write",
        "So that whoever goes on with one knows whom to ask.",
        "While the framework is kept; without your name once you are erased.",
        FrameworkDraft,
    ),
)

HOLDINGS.add(
    "improvement.frameworkversion",
    Holding(
        "Versions of frameworks that you loaded",
        "So that it is known who brought a benchmark in.",
        "While the framework is kept; without your name once you are erased.",
        FrameworkVersion,
    ),
)
