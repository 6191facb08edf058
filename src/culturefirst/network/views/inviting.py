"""The preview of a list of invitations: what is asked of each row, and what was answered."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from culturefirst.kit.jobs.aside import seen
from culturefirst.kit.tables import Column, Table
from culturefirst.network import inviting
from culturefirst.network.forms.invitations import MeantForm, RowForm, offers
from culturefirst.network.inviting import Line
from culturefirst.network.models import InvitationList
from culturefirst.network.policy import manage_network

AT_ONCE = 50  # questions of one kind on a page; the next follow when these are answered


def preview(request: HttpRequest, found: InvitationList) -> dict[str, Any]:
    """What the page shows of a list that has not been sent."""
    lines = inviting.checked(found.rows, request.user)
    faulty = [line for line in lines if line.faults]
    left_out = [line for line in lines if line.left_out]
    ready = [line for line in lines if not (line.faults or line.left_out)]
    apart = [line for line in faulty if _asked_apart(line)]
    offered = offers(request.user)
    return {
        "list": found,
        "job": seen(found.job) if found.job else None,
        "rows": len(lines),
        "faulty": len(faulty),
        "unknown": _questions(lines, request.user),
        "unknown_count": len(_unknown(lines)),
        "apart": [RowForm(line, offered) for line in apart[:AT_ONCE]],
        "apart_count": len(apart),
        "left_out": [RowForm(line, offered) for line in left_out[:AT_ONCE]],
        "left_out_count": len(left_out),
        "ready": _ready(ready, request),
        "count": len(ready),
        "may_add": manage_network.allows(request.user),
    }


def corrected(request: HttpRequest, lines: Sequence[Line]) -> dict[int, dict[str, Any]]:
    """What was answered of single rows, by their numbers."""
    offered = offers(request.user)
    asked = [line for line in lines if f"row-{line.number}-name" in request.POST]
    forms = [RowForm(line, offered, request.POST) for line in asked]
    return {form.line.number: form.cleaned_data for form in forms if form.is_valid()}


def answered(request: HttpRequest, lines: Sequence[Line]) -> dict[str, str]:
    """Which organisation was said to be meant by names that nobody bears."""
    forms = _questions(lines, request.user, request.POST)
    told = {inviting.plain(form.text): form.answer for form in forms if form.is_valid()}
    return {text: answer for text, answer in told.items() if answer is not None}


def _asked_apart(line: Line) -> bool:
    """Whether a row has a fault besides an organisation that nobody knows."""
    return any(fault.column != "organisation" or not line.unknown for fault in line.faults)


def _unknown(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """The rows of each organisation that nobody knows, by its name in plain words."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.unknown:
            found[inviting.plain(line.unknown)].append(line)
    return found


def _questions(lines: Sequence[Line], by: Any, data: Any = None) -> list[MeantForm]:
    """One question for each name that nobody bears, whatever number of rows gives it."""
    groups = list(_unknown(lines).values())[:AT_ONCE]
    near = inviting.nearest_to([group[0].unknown for group in groups], by)
    return [
        MeantForm(group[0].unknown, [line.number for line in group], near[group[0].unknown], data)
        for group in groups
    ]


def _ready(lines: Sequence[Line], request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("number", "Row", numeric=True),
            Column("name", "Name", value=lambda line: line.cells["name"]),
            Column("email", "Address"),
            Column("organisation", "Organisation"),
            Column("role", "Role", value=lambda line: line.role.label),
            Column("title", "Job title"),
        ],
        rows=lines,
        request=request,
        name="ready",
        label="Rows that are ready",
        empty="No row is ready yet.",
    )
