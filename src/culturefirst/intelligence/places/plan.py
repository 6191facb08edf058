"""What an import would do: made anew from the rows each time, so that it is never out of date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from culturefirst.intelligence.models import Asset, AssetKind, AssetList
from culturefirst.intelligence.places import facts
from culturefirst.intelligence.places.facts import FACILITIES
from culturefirst.intelligence.places.known import Bodies, KnownPlaces, points_of
from culturefirst.intelligence.places.region import Region
from culturefirst.intelligence.places.rows import LEAVE, Brought, Fault, Words, understood

NEW = "new"
BY_HAND = "left out by hand"
MOST_AT_ONCE = 20_000  # places written in one transaction, in which a small database serves nobody
REFUSE, TAKE = "refuse", "take"  # what to do with places outside of the network's area


@dataclass(frozen=True)
class Changed:
    """A place that is here and of which a row says something else: fields from what to what."""

    row: Brought
    asset: Asset
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A row of which somebody has to say which place it is; with ``twin``, a row says the same."""

    row: Brought
    alike: list[Asset]
    twin: int | None = None
    answer: str = ""


@dataclass
class Plan:
    """Everything that an import would do, or why it cannot."""

    brought: list[Brought] = field(default_factory=list)
    new: list[Brought] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: list[tuple[Brought, Asset]] = field(default_factory=list)
    left: list[Brought] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    unknown_kinds: dict[str, int] = field(default_factory=dict)
    region_known: bool = False
    bodies: dict[int, str] = field(default_factory=dict, repr=False)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.new or self.changed)

    @property
    def too_many(self) -> str:
        """Why this is more than is imported at once, with the remedy; empty where it is not."""
        n = len(self.new) + len(self.changed)
        if n <= MOST_AT_ONCE:
            return ""
        return (
            f"The list would add or change {n:,} places; {MOST_AT_ONCE:,} are imported at once. "
            "Say of the columns that places outside of the network's area are left out, or split "
            "the list by authority or kind."
        )

    @property
    def open_questions(self) -> list[Question]:
        """Those that have to be answered first; a row that stands twice is left out meanwhile."""
        return [each for each in self.questions if not each.answer and each.alike]

    @property
    def located(self) -> int:
        """How many of the new places are known to be somewhere."""
        return sum(row.point is not None for row in self.new)

    @cached_property
    def digest(self) -> str:
        """What a person agreed to: another plan has another digest."""
        shown: list[Any] = [
            [sorted(map(str, (row.said | row.facilities).items())) for row in self.new],
            [(each.asset.pk, each.before, each.after) for each in self.changed],
            [str(fault) for fault in self.faults],
        ]
        return sha256(repr(shown).encode()).hexdigest()


def planned(brought: AssetList) -> Plan:
    """Compare the rows of a list with what is here."""
    kinds = list(AssetKind.objects.all())
    settled: Mapping[str, str] = brought.rest.get("kinds", {})
    rows, unknown = understood(brought.rows, brought.mapping, Words(kinds, settled), brought.rest)
    plan = Plan(brought=rows, unknown_kinds=unknown)
    for row in rows:
        if brought.decisions.get(str(row.row)) == LEAVE:
            row.left_out = BY_HAND
    sound = [row for row in rows if not row.left_out]
    _place(plan, sound, str(brought.rest.get("outside", REFUSE)))
    plan.left = [row for row in rows if row.left_out]
    sound = [row for row in sound if not row.left_out]
    plan.faults = [fault for row in sound for fault in row.faults]
    plan.notes += [note for row in sound for note in row.notes]
    sure = [row for row in sound if row.kind is not None and row.name]
    here = KnownPlaces({row.kind.pk for row in sure if row.kind}, brought.source)
    _Sorter(plan, here, brought.decisions, brought).sort(sure)
    plan.faults.sort(key=lambda fault: fault.row)
    return plan


def _place(plan: Plan, rows: list[Brought], outside: str) -> None:
    """Give each row its authority and its place: by coordinates, else by its postcode."""
    bodies, region = Bodies(), Region()
    plan.bodies, plan.region_known = bodies.named, region.is_known
    middles = points_of([row.postcode for row in rows if row.point is None and row.postcode])
    for row in rows:
        if row.point is None and row.postcode in middles:
            row.said["easting"], row.said["northing"] = middles[row.postcode]
            row.said["by_postcode"] = True
    placed = [row for row in rows if row.point is not None]
    looked = region.look([row.point for row in placed if row.point is not None])
    inside = {id(row): told for row, told in zip(placed, looked, strict=True)}
    for row in rows:
        body, away = inside.get(id(row), (None, 0.0))
        words = row.said.get("authority") or row.said.get("authority_code")
        _authority(plan, row, bodies, body)
        if away:
            _outside(plan, row, away, outside)
        elif outside == LEAVE and row.point is None and words and "authority" not in row.said:
            row.left_out = f"It is of {words}, no authority of the network"


def _authority(plan: Plan, row: Brought, bodies: Bodies, body: int | None) -> None:
    """In whose area it lies: as the list says by code or name, else as its place says.

    A list that names a county leaves open which of its districts it is.
    """
    words, code = row.said.pop("authority", ""), row.said.pop("authority_code", "")
    said = bodies.coded(code) or bodies.of(words)
    found = body if said is None or (said in bodies.counties and body is not None) else said
    if found is not None:
        row.said["authority"] = found
    owner = row.said.pop("owner", "")
    if owner and (known := bodies.of(owner)) is not None:
        row.said["owner"] = known
    elif owner:
        row.said["owner_text"] = owner


def _outside(plan: Plan, row: Brought, away: float, outside: str) -> None:
    far = f"{away / 1000:,.1f} km outside of the network's area"
    if outside == LEAVE:
        row.left_out = f"It lies {far}"
    elif outside == REFUSE:
        east, north = row.point or (0, 0)
        says = (
            f"{east}, {north} lies {far}: in the sea, or in another region. Correct it, or say "
            "that such rows are left out or taken."
        )
        row.faults.append(Fault(row.row, "easting", says, outside=True))
    else:
        plan.notes.append(Fault(row.row, "easting", f"“{row.name}” lies {far}."))


@dataclass
class _Sorter:
    """Sorts rows into new, changed, same, left out, and to be asked about."""

    plan: Plan
    here: KnownPlaces
    decisions: Mapping[str, str]
    brought: AssetList
    first: dict[Any, int] = field(default_factory=dict)
    refs: set[str] = field(default_factory=set)

    def sort(self, rows: list[Brought]) -> None:
        # Those beyond doubt first, so that nobody is asked about a place that another row is.
        later = []
        for row in rows:
            ref = self._ref(row)
            told = self.decisions.get(str(row.row), "")
            if told.isdigit() and int(told) in self.here.all:
                self._is(row, self.here.all[int(told)], ref)
            elif told != NEW and (found := self.here.same(row, ref)) is not None:
                self._is(row, found, ref)
            else:
                later.append((row, ref, told))
        for row, ref, told in later:
            self._unsure(row, ref, told)

    def _unsure(self, row: Brought, ref: str, told: str) -> None:
        twin = self._twin(row, ref)
        alike = self.here.alike(row) if twin is None else []
        if twin is not None:
            self.plan.questions.append(Question(row, [], twin, told or LEAVE))
            if told != NEW:
                row.left_out = f"row {twin} says the same"
                self.plan.left.append(row)
                return
        elif alike:
            self.plan.questions.append(Question(row, alike, None, told))
            if told != NEW:
                return
        self._new(row, ref)

    def _new(self, row: Brought, ref: str) -> None:
        # A key stands once in its source.
        row.said["source_ref"] = ref if ref not in self.refs else ""
        self.refs.add(ref)
        self.plan.new.append(row)

    def _is(self, row: Brought, asset: Asset, ref: str) -> None:
        if asset.pk in self.here.taken:
            says = "Two rows are said to be this place. Leave one of them out, or say it is new."
            self.plan.faults.append(Fault(row.row, "name", f"“{asset}”: {says}"))
            return
        self.here.taken.add(asset.pk)
        self.first.setdefault(self._says(row, ref), row.row)
        self.refs.add(ref)
        before, after = self._differences(row, asset, ref)
        if after:
            self.plan.changed.append(Changed(row, asset, before, after))
        else:
            self.plan.same.append((row, asset))

    def _twin(self, row: Brought, ref: str) -> int | None:
        """The earlier row that speaks of the same place."""
        mine = self._says(row, ref)
        found = self.first.get(mine)
        self.first.setdefault(mine, row.row)
        return found

    def _says(self, row: Brought, ref: str) -> Any:
        kind = row.kind and row.kind.pk
        where = row.postcode or row.point or row.said.get("authority")
        return ref or (row.plain, kind, where)

    def _ref(self, row: Brought) -> str:
        """Its key; a site with several kinds of places has one key for all of them."""
        said = str(row.said.pop("ref", ""))
        if said and "kind" in self.brought.mapping and row.kind is not None:
            return f"{said}/{row.kind.key}"[:100]
        return said

    def _differences(
        self, row: Brought, asset: Asset, ref: str
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        said = {name: facts.plain(name, value) for name, value in row.said.items()}
        if said.get("by_postcode") and asset.easting is not None and not asset.by_postcode:
            said = {k: v for k, v in said.items() if k not in ("easting", "northing")}
            said.pop("by_postcode")
        elif "easting" in said:
            said.setdefault("by_postcode", False)
        if self.brought.source_id is not None and asset.source_id is None:
            said |= {"source": self.brought.source_id}
        if ref and said.get("source", asset.source_id) == self.brought.source_id:
            said.setdefault("source_ref", ref)
        before = facts.held(asset, said)
        after = {name: value for name, value in said.items() if before[name] != value}
        before = {name: before[name] for name in after}
        have = facts.facilities_of(asset)
        if new := {k: v for k, v in row.facilities.items() if have.get(k) != v}:
            before[FACILITIES], after[FACILITIES] = have, have | new
        return before, after


def differences(changed: Changed) -> Iterator[tuple[str, Any, Any]]:
    """Field, what it holds and what the list says, one a field or element."""
    for name, value in changed.after.items():
        if name == FACILITIES:
            before = changed.before[FACILITIES]
            yield from (
                (element, before.get(element, "unknown"), has)
                for element, has in value.items()
                if before.get(element) != has
            )
        else:
            yield name, changed.before[name], value
