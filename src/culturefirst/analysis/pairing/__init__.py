"""Who challenges whom: bodies in reciprocal pairs or in rings, each challenged exactly once."""

from culturefirst.analysis.pairing.answer import LeftOut, Link, Pairing, Why
from culturefirst.analysis.pairing.case import MODES, PAIRS, RINGS, Case, Id
from culturefirst.analysis.pairing.checks import check
from culturefirst.analysis.pairing.planning import pair

__all__ = [
    "MODES",
    "PAIRS",
    "RINGS",
    "Case",
    "Id",
    "LeftOut",
    "Link",
    "Pairing",
    "Why",
    "check",
    "pair",
]
