"""The register of measures: each room's ``measures.py`` adds its own."""

from culturefirst.kit.registers import Register
from culturefirst.measures.core import Measure

MEASURES: Register[Measure] = Register("measures")


def measure(made: Measure) -> Measure:
    """Offer a measure to the programme (called in a room's ``measures.py``)."""
    return MEASURES.add(made.key, made)
