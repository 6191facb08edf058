"""What areas and populations hold about people, in plain words; ``privacy`` reads it."""

from culturefirst.intelligence.models import PeopleFile
from culturefirst.kit.holdings import HOLDINGS, Holding

HOLDINGS.add(
    PeopleFile._meta.label_lower,
    Holding(
        "Files of areas, people, segments and rates that you brought",
        "So that it is known where such figures come from, and who answers for them.",
        "The file itself until it is imported; that you brought it, as long as its figures.",
        PeopleFile,
    ),
)
