"""Single values of a file of definitions: terms with their signs, numbers, yes and no."""

import re
from collections.abc import Sequence
from typing import cast

from culturefirst.analysis.comparison.places import Better
from culturefirst.improvement.frameworks import values
from culturefirst.kit.plain_yaml.faults import nearest, short
from culturefirst.kit.plain_yaml.nodes import Place

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
MOST_DECIMALS = 4
YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
BETTER = ("higher", "lower", "none")


def terms(at: values.Fields, name: str, items: Sequence[str]) -> dict[str, float]:
    """Items with their signs, as ``[cost, -income]``."""
    found: dict[str, float] = {}
    for each in at[name].listed() if name in at else []:
        said = values.line(each.word() or "")
        key = said.removeprefix("-").strip()
        if known(each, key, items) and key in found:
            each.wrong(f"{short(key)} is there twice. Keep one of them.")
        found[key] = -1.0 if said.startswith("-") else 1.0
    return found


def known(at: Place | None, key: str, known: Sequence[str]) -> bool:
    if at is None or not key or key in known:
        return True
    at.wrong(f"{short(key)} is not known here. {nearest(key, list(known))}")
    return False


def number(at: values.Fields, name: str, else_: float | None) -> float | None:
    if name not in at or (said := at[name].word()) is None:
        return else_
    if not said:
        return None
    if not NUMBER.fullmatch(said):
        at[name].wrong(f"{name} must be a number such as 1000 or 0.5, not {short(said)}.")
        return else_
    return float(said)


def yes(at: values.Fields, name: str, else_: bool) -> bool:
    if name not in at or (said := at[name].word()) is None:
        return else_
    if said.lower() not in YES_OR_NO:
        at[name].wrong(f"{name} must be yes or no, not {short(said)}.")
    return YES_OR_NO.get(said.lower(), else_)


def better(at: values.Fields) -> Better:
    said = values.title(at, "better") or "none"
    if said not in BETTER:
        at["better"].wrong(f"{short(said)} is not known here. {nearest(said, list(BETTER))}")
        return "none"
    return cast(Better, said)


def decimals(at: values.Fields) -> int:
    told = number(at, "decimals", 2)
    if told is None or told != int(told) or not 0 <= told <= MOST_DECIMALS:
        at["decimals"].wrong(f"decimals must be a whole number from 0 to {MOST_DECIMALS}.")
        return 2
    return int(told)
