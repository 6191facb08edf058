"""Lists of places: kept as read, mapped, decided, imported the whole or nothing, taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.intelligence.actions.asset_importing import (
    MOVED_ON,
    import_all,
    one_at_a_time,
    take_all_back,
)
from culturefirst.intelligence.models import AssetKind, AssetList, AssetSource
from culturefirst.intelligence.places.columns import all_columns
from culturefirst.intelligence.places.facts import plain_name
from culturefirst.intelligence.places.groups import one_answer
from culturefirst.intelligence.places.plan import NEW, REFUSE, TAKE, Plan, planned
from culturefirst.intelligence.places.rows import EMPTY, LEAVE
from culturefirst.intelligence.policy.assets import keep_assets
from culturefirst.kit import clock, sheets
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.faults import fault
from culturefirst.kit.jobs import Tell, nobody
from culturefirst.kit.sheets import Sheet

State = AssetList.State


@action("brought a list of places", allow=keep_assets)
def bring_asset_list(
    *, by: Any, sheet: Sheet, source: AssetSource | None = None, kind: AssetKind | None = None
) -> AssetList:
    """Keep the rows of a file (``places.geofiles.read``) with its columns as they are guessed."""
    if not sheet.rows:
        raise DomainError("The file has heads and no place below them. Fill in its rows.")
    brought = AssetList(
        by=getattr(by, "person", None), name=sheet.name[:200], source=source, at=clock.now()
    )
    brought.heads = [head[:100] for head in sheet.heads]
    brought.rows = [[row.number, *row.cells] for row in sheet.rows]
    brought.mapping = guessed(sheet.heads)
    brought.rest = {"kind": kind.key} if kind is not None else {}
    return _saved(brought)


@action("said what the columns of a list of places are", allow=keep_assets, on="brought")
def map_asset_list(
    *,
    by: Any,
    brought: AssetList,
    mapping: Mapping[str, int],
    source: AssetSource | None = None,
    kind: AssetKind | None = None,
    outside: str = REFUSE,
    unclear: str = "",
) -> AssetList:
    """Set which column is what, and what holds for all rows; ``outside`` and ``unclear`` say what
    becomes of places outside of the area and of cells that are not understood."""
    _draft(brought)
    columns = all_columns(asked_elements())
    if "name" not in mapping:
        raise DomainError("Say which column has the names of the places.")
    if strange := [name for name in mapping if name not in columns]:
        raise DomainError(f"There is no column {strange[0]} here. Choose one of the list.")
    if any(not 0 <= at < len(brought.heads) for at in mapping.values()):
        raise DomainError("The file has no such column. Choose one that it has.")
    if outside not in (REFUSE, TAKE, LEAVE) or unclear not in ("", EMPTY):
        raise DomainError("Choose one of the answers that the page offers.")
    brought.mapping, brought.source = dict(mapping), source
    brought.rest.pop("empty", None)  # it was said of the columns as they were
    said = {"kind": kind.key if kind else "", "outside": outside, "unclear": unclear}
    brought.rest = {**brought.rest, **said}
    return _saved(brought)


@action("decided on rows of a list of places", allow=keep_assets, on="brought")
def decide_asset_rows(
    *,
    by: Any,
    brought: AssetList,
    decisions: Mapping[int, str] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> AssetList:
    """Say of rows which place they are (its key, "new", "leave"), and which kind words mean.

    An empty answer takes an earlier one away.
    """
    _draft(brought)
    numbers = {row[0] for row in brought.rows}
    for row, told in (decisions or {}).items():
        if row not in numbers or not (told in ("", NEW, LEAVE) or told.isdigit()):
            raise DomainError("Choose one of the answers that the page offers.")
    keys = set(AssetKind.objects.in_use().values_list("key", flat=True))
    for told in (kinds or {}).values():
        if told not in keys | {"", LEAVE}:
            raise DomainError("There is no such kind of place. Choose one of the list.")
    _decide(brought, decisions or {})
    settled = brought.rest.get("kinds", {}) | {
        plain_name(words): told for words, told in (kinds or {}).items()
    }
    brought.rest = {**brought.rest, "kinds": {w: told for w, told in settled.items() if told}}
    return _saved(brought)


@action("answered for rows of a list of places that are alike", allow=keep_assets, on="brought")
def answer_asset_rows(
    *, by: Any, brought: AssetList, group: str, answer: str, seen: int
) -> AssetList:
    """Give all rows of a group (``places.groups``) one answer; ``seen`` is how many it had when it
    was shown. What was said can be asked again until the list is imported."""
    _draft(brought)
    told = one_answer(planned(brought), brought.decisions, group, answer, seen)
    _decide(brought, told.rows)
    if told.empty:
        empty = {*brought.rest.get("empty", []), told.empty}
        brought.rest = {**brought.rest, "empty": sorted(empty)}
    if told.outside:
        brought.rest = {**brought.rest, "outside": told.outside}
    return _saved(brought)


@action("asked for a list of places to be imported", allow=keep_assets, on="brought")
def ask_to_import_assets(*, by: Any, brought: AssetList, agreed: str = "") -> AssetList:
    """Let a job (``intelligence.jobs.import_asset_list``) do what the preview said."""
    from culturefirst.intelligence import jobs_assets

    _draft(brought)
    plan = _sound(brought, agreed)
    brought.job = jobs_assets.import_asset_list.enqueue(
        by=by, list_id=brought.pk, user_id=by.pk, agreed=plan.digest
    )
    brought.save(update_fields=["job"])
    brought.refresh_from_db()
    return brought


@action("imported places", allow=keep_assets, on="brought")
def import_assets(
    *, by: Any, brought: AssetList, agreed: str = "", tell: Tell = nobody
) -> AssetList:
    """Do what the preview said: every row or none. Raises ``DomainError`` with row and remedy."""
    _draft(brought, under_way=True)
    one_at_a_time()
    import_all(brought, _sound(brought, agreed), by=by, tell=tell)
    brought.state = State.IMPORTED
    _saved(brought)
    fault("assets:settled")
    return brought


@action("took a list of places back", allow=keep_assets, on="brought")
def undo_asset_list(*, by: Any, brought: AssetList) -> AssetList:
    """Set every place back to what it was before the list, or none where one moved on since."""
    if brought.state != State.IMPORTED:
        raise DomainError("This list is not imported, so there is nothing to take back.")
    take_all_back(brought)
    brought.state = State.UNDONE
    return _saved(brought)


@action("threw a list of places away", allow=keep_assets, on="brought")
def drop_asset_list(*, by: Any, brought: AssetList) -> AssetList:
    """Throw a list away that was not imported, with what it says."""
    _draft(brought)
    brought.state, brought.rows, brought.decisions = State.DROPPED, [], {}
    return _saved(brought)


def guessed(heads: Sequence[str]) -> dict[str, int]:
    """Which column of a file is which of ours, by its head."""
    found: dict[int, str] = {}
    for name, at in sheets.places(heads, all_columns(asked_elements())).items():
        found.setdefault(at, name)  # one column is one thing: the first that it may be
    return {name: at for at, name in found.items()}


def asked_elements() -> list[tuple[str, str]]:
    """Key and label of everything that some kind of place is asked for."""
    kinds = AssetKind.objects.in_use().values_list("elements", flat=True)
    return [(each["key"], each["label"]) for elements in kinds for each in elements]


def _decide(brought: AssetList, told: Mapping[int, str]) -> None:
    said = brought.decisions | {str(row): answer for row, answer in told.items()}
    brought.decisions = {row: answer for row, answer in said.items() if answer}


def _draft(brought: AssetList, under_way: bool = False) -> None:
    if brought.state != State.DRAFT:
        said = brought.get_state_display().lower()
        raise DomainError(f"This list is {said} already. Bring the file again to go on.")
    if brought.under_way and not under_way:
        raise DomainError("This list is being imported just now. Wait until that is done.")


def _sound(brought: AssetList, agreed: str) -> Plan:
    """What the import would do; refuses where it cannot, or would do something else by now."""
    plan = planned(brought)
    if plan.faults:
        raise DomainError(f"{plan.faults[0]} Nothing was imported.")
    if asked := plan.open_questions:
        raise DomainError(
            f"Row {asked[0].row.row}: say first whether “{asked[0].row.name}” is a place that is "
            "here already. Nothing was imported."
        )
    if plan.too_many:
        raise DomainError(f"{plan.too_many} Nothing was imported.")
    if agreed and agreed != plan.digest:
        raise DomainError(MOVED_ON)
    return plan


def _saved(brought: AssetList) -> AssetList:
    brought.full_clean(exclude=["rows", "decisions", "mapping", "heads"])
    brought.save()
    return brought
