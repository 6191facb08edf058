"""Where one stands, in words: by what is better, where something is."""

from culturefirst.analysis.comparison import Place

QUARTERS = {
    1: "in the lowest quarter", 2: "below the middle", 3: "above the middle",
    4: "in the highest quarter", 0: "in the middle",
}  # fmt: skip
GOOD = {
    1: "in the best quarter", 2: "better than the middle", 3: "worse than the middle",
    4: "in the last quarter",
}  # fmt: skip


def in_words(found: Place) -> str:
    """``3rd of 12, in the best quarter``; of those who share a place ``3rd= of 12``."""
    where = GOOD[found.good] if found.good else QUARTERS[found.quarter]
    tied = "=" if found.tied > 1 else ""
    return f"{ordinal(found.rank)}{tied} of {found.of}, {where}"


def ordinal(n: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n % 100 not in (11, 12, 13) else "th"
    return f"{n}{ending}"
