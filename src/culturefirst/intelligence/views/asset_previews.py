"""What the preview of a list of places shows: tables, questions, columns to be chosen."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.intelligence.actions.asset_lists import asked_elements
from culturefirst.intelligence.models import Asset, AssetList
from culturefirst.intelligence.places import groups
from culturefirst.intelligence.places.columns import COLUMNS, HAS, titled
from culturefirst.intelligence.places.facts import FACILITIES
from culturefirst.intelligence.places.plan import NEW, Plan, Question, differences
from culturefirst.intelligence.places.rows import LEAVE, Brought
from culturefirst.intelligence.queries import asset_kinds
from culturefirst.intelligence.views.asset_common import WORDS
from culturefirst.kit import changes as kit_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import plural

AT_ONCE = 50  # faults, notes and questions on a page


def shown(brought: AssetList, plan: Plan, request: HttpRequest) -> dict[str, Any]:
    """Everything that the preview's page says."""
    open_ = plan.open_questions
    twins = [each for each in plan.questions if each.twin is not None]
    words = [(words, plural(n, "row")) for words, n in plan.unknown_kinds.items()]
    return {
        "plan": plan,
        "faulty": groups.of_faults(plan),
        "faults": plan.faults[:AT_ONCE],
        "notes": plan.notes[:AT_ONCE],
        "open": len(open_),
        "alike": groups.of_questions(plan),
        "questions": [_question(each) for each in [*open_, *twins][:AT_ONCE]],
        "asked": len(open_) + len(twins),
        "answered": groups.answered(brought.decisions),
        "unknown": words[:AT_ONCE],
        "words": len(words),
        "settled": brought.rest.get("kinds", {}),
        "emptied": [titled(name) for name in brought.rest.get("empty", [])],
        "kinds": asset_kinds.in_use(request.user),
        "not_read": _not_read(brought),
        "unplaced": len(plan.new) - plan.located,
        "new": _new(plan, request),
        "changed": _changed(plan, request),
        "said": _said(plan),
    }


def column_choices(brought: AssetList, posted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each column of the file with the first things that stand in it, and what it may be."""
    elements = dict(asked_elements())
    groups = [
        ("Of the place", [(name, titled(name).capitalize()) for name in COLUMNS]),
        ("What it has", [(f"{HAS}{key}", label) for key, label in elements.items()]),
    ]
    is_ = {at: name for name, at in brought.mapping.items()}
    return [
        {
            "at": at,
            "head": head or f"Column {at + 1}",
            "sample": _sample(brought, at),
            "chosen": posted.get(f"column-{at}", is_.get(at, "")),
            "groups": groups,
        }
        for at, head in enumerate(brought.heads)
    ]


def told_columns(posted: Mapping[str, Any], brought: AssetList) -> dict[str, int]:
    """Which of our columns each of the file's was said to be."""
    mapping: dict[str, int] = {}
    for at, head in enumerate(brought.heads):
        name = posted.get(f"column-{at}", "")
        if name and name in mapping:
            other = brought.heads[mapping[name]]
            raise DomainError(
                f"“{other}” and “{head}” are both said to be the {titled(name)}. Choose one."
            )
        if name:
            mapping[name] = at
    return mapping


def told_kinds(posted: Mapping[str, Any]) -> dict[str, str]:
    """What words for kinds were said to mean; ``rest`` is for those of which nothing was said."""
    told = {
        name.removeprefix("kind-"): str(told)[:60]
        for name, told in posted.items()
        if name.startswith("kind-")
    }
    rest = str(posted.get("rest", ""))[:60]
    return {words: kind or rest for words, kind in told.items()}


def told_together(posted: str) -> dict[str, Any]:
    """The group, the answer and how many rows there were, of the button that was pressed."""
    group, answer, seen = [*posted.split(":"), "", ""][:3]
    return {"group": group, "answer": answer, "seen": int(seen[:9]) if seen.isdecimal() else 0}


def _sample(brought: AssetList, at: int) -> str:
    found = dict.fromkeys(row[at + 1] for row in brought.rows[:200] if row[at + 1])
    return "; ".join(list(found)[:3])[:80]


def _not_read(brought: AssetList) -> list[str]:
    taken = set(brought.mapping.values())
    return [head for at, head in enumerate(brought.heads) if head and at not in taken]


def _question(question: Question) -> dict[str, Any]:
    row = question.row
    choices = [(str(each.pk), f"It is {_in_words(each)}") for each in question.alike]
    if question.twin is not None:
        says = f"Row {question.twin} says the same place."
    else:
        says = "It is much like a place that is here."
    choices += [(NEW, "It is another place"), (LEAVE, "Leave this row out")]
    if question.twin is None:
        choices.insert(0, ("", "Not decided"))
    return {
        "row": row.row,
        "name": row.name,
        "where": row.postcode or row.said.get("address", ""),
        "says": says,
        "choices": choices,
        "answer": question.answer,
    }


def _in_words(asset: Asset) -> str:
    return f"{asset.name}, {asset.where}"


def _said(plan: Plan) -> str:
    counts = ((len(plan.new), "new place"), (len(plan.changed), "changed place"))
    return ", ".join(plural(n, words) for n, words in counts if n) or "nothing new"


def _new(plan: Plan, request: HttpRequest) -> Table:
    def authority(row: Brought) -> str:
        return plan.bodies.get(row.said.get("authority", 0), "")

    return Table(
        columns=[
            Column("name", "Name"),
            Column("kind", "Kind"),
            Column("postcode", "Postcode"),
            Column("point", "On the grid", value=_point),
            Column("authority", "In the area of", value=authority),
            Column("status", "Status", value=_status),
            Column("row", "Row", numeric=True),
        ],
        rows=plan.new,
        request=request,
        name="new",
        prefix="new-",
        label="New places",
    )


def _status(row: Brought) -> str:
    return str(Asset.Status(row.said.get("status", Asset.Status.OPEN)).label)


def _point(row: Brought) -> str:
    return f"{row.point[0]}, {row.point[1]}" if row.point else ""


def _changed(plan: Plan, request: HttpRequest) -> Table:
    """One row a difference."""
    return Table(
        columns=[
            Column("asset", "Place", url=lambda row: row["url"]),
            Column("title", "What"),
            Column("old", "Now"),
            Column("new", "As in the list"),
            Column("row", "Row", numeric=True),
        ],
        rows=list(_differences(plan)),
        request=request,
        name="changed",
        prefix="changed-",
        label="Changed places",
    )


def _differences(plan: Plan) -> Iterator[dict[str, Any]]:
    named = kit_changes.names([_Told(each.before, each.after) for each in plan.changed])
    for each in plan.changed:
        for name, old, new in differences(each):
            element = FACILITIES in each.after and name in each.after[FACILITIES]
            yield {
                "asset": each.asset.name,
                "url": reverse("asset", args=[each.asset.pk]),
                "title": titled(name) if element else WORDS.label(name),
                "old": old if element else WORDS.told(Asset, name, old, named),
                "new": new if element else WORDS.told(Asset, name, new, named),
                "row": each.row.row,
            }


class _Told:
    """Before and after as ``kit.changes.names`` reads events."""

    object_type = "intelligence.asset"

    def __init__(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.before, self.after = before, after
