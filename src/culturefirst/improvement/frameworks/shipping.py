"""The frameworks that come with the system: files beside this one, in the network's own words."""

from pathlib import Path

FOLDER = Path(__file__).with_name("shipped")
# A framework that maps to another comes after it.
ORDER = ("culture-and-sport", "civil-society")


def shipped() -> dict[str, str]:
    """Their texts by key, in the order in which they are loaded."""
    return {key: (FOLDER / f"{key}.yaml").read_text(encoding="utf-8") for key in ORDER}


def shipped_keys() -> tuple[str, ...]:
    """Which there are."""
    return ORDER
