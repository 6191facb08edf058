"""What the programme page can be narrowed by, read from its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from culturefirst.kit.pagination import address
from culturefirst.programme.queries import Filters
from culturefirst.programme.rules import Status

NAMES = ("priority", "sub_region", "lead", "status", "words")
LABELS = {
    "priority": "Priority",
    "sub_region": "Sub-region",
    "lead": "Lead",
    "status": "Status",
    "words": "Words",
}


@dataclass(frozen=True)
class Chip:
    """A filter in use, in words, with the address that takes it away."""

    says: str
    url: str


@dataclass(frozen=True)
class Choice:
    """One filter's list: ``options`` are ``(value, words)``."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]


@dataclass(frozen=True)
class Narrowed:
    """The filters in use, the lists to choose from, and the chips that take them away."""

    filters: Filters
    choices: list[Choice]
    chips: list[Chip]
    clear: str

    @property
    def used(self) -> bool:
        return bool(self.chips)


def read(query: QueryDict) -> Filters:
    """The filters in the address; what is too long to be meant is cut."""
    return Filters(**{name: query.get(name, "").strip()[:200] for name in NAMES})


def narrowed(query: QueryDict, filters: Filters, offered: dict[str, Any]) -> Narrowed:
    """``offered`` gives each list's options; ``status`` is always offered."""
    lists = {"status": [(s.value, s.word) for s in Status], **offered}
    choices = [
        Choice(name, LABELS[name], getattr(filters, name), _strings(lists[name]))
        for name in NAMES
        if lists.get(name)
    ]
    said = {choice.name: dict(choice.options) for choice in choices}
    chips = [
        Chip(_says(name, value, said.get(name, {})), address(query, **{name: "", "page": ""}))
        for name in NAMES
        if (value := getattr(filters, name))
    ]
    return Narrowed(filters, choices, chips, address(query, **dict.fromkeys(NAMES, "")))


def _strings(options: Iterable[tuple[Any, str]]) -> list[tuple[str, str]]:
    return [(str(value), words) for value, words in options]


def _says(name: str, value: str, options: dict[str, str]) -> str:
    if name == "words":
        return f"with “{value}”"
    return f"{LABELS[name]}: {options.get(value, f'“{value}”, which is not in this programme')}"
