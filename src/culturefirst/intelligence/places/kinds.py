"""Kinds of places as a file: read with every fault at its line, written so that it reads back."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from culturefirst.intelligence.models import AssetKind, Sector
from culturefirst.kit.plain_yaml import values
from culturefirst.kit.plain_yaml.faults import FileRefused, nearest, short
from culturefirst.kit.plain_yaml.nodes import Place, opened
from culturefirst.kit.plain_yaml.writing import Inline, dumped

SHIPPED = Path(__file__).with_name("shipped") / "kinds.yaml"
FORMAT = "1"
HEAD = ("format", "kinds")
OF_KIND = (
    "key", "sector", "name", "definition", "unit", "elements", "called", "active places", "members",
)  # fmt: skip
MOST = 500


@dataclass(frozen=True)
class Kind:
    """A kind of place as the file says it, in the words of ``AssetKind``."""

    key: str
    sector: str
    name: str
    definition: str
    unit: str
    elements: tuple[tuple[str, str], ...]
    called: tuple[str, ...]
    active_places: tuple[str, ...]
    public: bool

    @property
    def facts(self) -> dict[str, Any]:
        """What the record of it holds, but for its key."""
        return {
            "sector": self.sector,
            "name": self.name,
            "definition": self.definition,
            "unit": self.unit,
            "elements": [{"key": key, "label": label} for key, label in self.elements],
            "called": list(self.called),
            "active_places": list(self.active_places),
            "public": self.public,
        }


def shipped() -> str:
    """The text of the file that comes with the system."""
    return SHIPPED.read_text(encoding="utf-8")


def read(text: str) -> list[Kind]:
    """The kinds that a file lists. Raises ``FileRefused`` with every fault and its line."""
    file = opened(text)
    at = file.named(HEAD)
    told = values.needed(file, at, "format", f"Begin the file with “format: {FORMAT}”.")
    if told and told != FORMAT:
        at["format"].wrong(f"format must be {FORMAT}, not {short(told)}.")
    listed = at["kinds"].listed() if "kinds" in at else []
    if not listed:
        file.wrong("kinds is missing. List at least one.")
    if len(listed) > MOST:
        file.wrong(f"There are {len(listed)} kinds. Keep it to {MOST}.")
    kinds = [_kind(Place(each.node, each.faults, each.where, "kind")) for each in listed]
    _once(kinds, listed)
    file.faults.refuse_any()
    return kinds


def written(kinds: "list[AssetKind]") -> str:
    """The file that says these kinds; ``read`` gives the same again."""
    return dumped({"format": int(FORMAT), "kinds": [_pairs(kind) for kind in kinds]})


def _kind(place: Place) -> Kind:
    at = place.named(OF_KIND)
    key = values.slug(place, at)
    place = place.below(f"kind {short(key or '?')}")
    at = {name: replace(each, where=place.where) for name, each in at.items()}
    sector = values.needed(place, at, "sector", "Name one.")
    if sector and sector not in Sector.values:
        at["sector"].wrong(f"There is no sector {short(sector)}. {nearest(sector, Sector.values)}")
    members = values.title(at, "members")
    if members not in ("", "true", "false"):
        at["members"].wrong(f"members must be true or false, not {short(members)}.")
    return Kind(
        key=key,
        sector=sector,
        name=values.needed(place, at, "name", "Say what it is called.", most=100),
        definition=values.words(at, "definition", most=1000, tidy=values.line),
        unit=values.title(at, "unit", most=60),
        elements=_elements(at),
        called=values.items(at, "called", most=100),
        active_places=values.items(at, "active places", most=100),
        public=members != "true",
    )


def _elements(at: values.Fields) -> tuple[tuple[str, str], ...]:
    found = []
    for key, label in (at["elements"].named() if "elements" in at else {}).items():
        if not values.SLUG.fullmatch(key):
            label.wrong(f"{short(key)} must be small letters, figures and hyphens.")
        elif said := values.line(label.word() or ""):
            found.append((key, said[:100]))
        else:
            label.wrong(f"{short(key)} is empty. Say what is asked.")
    return tuple(found)


def _once(kinds: list[Kind], listed: list[Place]) -> None:
    seen: set[str] = set()
    for kind, place in zip(kinds, listed, strict=True):
        for said in {kind.key, kind.name.casefold()} - {""}:
            if said in seen:
                place.wrong(f"{short(said)} is there twice. Give each kind its own key and name.")
        seen |= {kind.key, kind.name.casefold()}


def _pairs(kind: AssetKind) -> dict[str, Any]:
    said = {
        "key": kind.key,
        "sector": kind.sector,
        "name": kind.name,
        "definition": kind.definition,
        "unit": kind.unit,
        "elements": {each["key"]: each["label"] for each in kind.elements},
        "called": Inline(kind.called),
        "active places": Inline(kind.active_places),
        "members": "" if kind.public else True,
    }
    return {name: value for name, value in said.items() if value}


__all__ = ["FileRefused", "Kind", "read", "shipped", "written"]
