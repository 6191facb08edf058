"""Open data: what there is, and the files."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from culturefirst.kit.downloads import csv_text
from culturefirst.network.exchange import facts, tables
from culturefirst.network.exchange.popolo import popolo

# Whoever asks: what is open is what a stranger may see.
STRANGER = AnonymousUser()


def open_data(request: HttpRequest) -> HttpResponse:
    """What the files hold and what they do not, under which licence."""
    context = {
        "licence": tables.LICENCE,
        "organisations": facts.bodies(STRANGER).count(),
        "groups": facts.groups(STRANGER).count(),
        "columns": [("Organisations", tables.ORGANISATIONS), ("Groups", tables.GROUPS)],
    }
    return render(request, "network/open_data.html", context)


def open_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files; any page of any site may read it, and asking again costs little."""
    make = FILES.get(name)
    if make is None:
        raise Http404("There is no such file.")
    kind = "text/csv" if name.endswith(".csv") else "application/json"
    answer = HttpResponse(make(), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return _unless_known(request, answer)


def _unless_known(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """304 where the asker has these very bytes."""
    tag = f'"{sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = tag
    known = get_conditional_response(request, etag=tag, response=answer) or answer
    known["Access-Control-Allow-Origin"] = "*"
    return known


def _bodies() -> list[facts.Facts]:
    return [facts.of_body(body) for body in facts.bodies(STRANGER)]


def _groups() -> list[facts.Facts]:
    return [facts.of_group(group) for group in facts.groups(STRANGER)]


def _csv(columns: tuple[tables.Column, ...], rows: list[facts.Facts]) -> str:
    return csv_text([name for name, _, _ in columns], facts.as_cells(rows))


def _json(told: Any) -> str:
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _metadata(name: str, title: str, columns: tuple[tables.Column, ...]) -> Callable[[], str]:
    return lambda: _json(tables.metadata(name, title, columns))


def _popolo() -> str:
    return _json(popolo(STRANGER))


FILES: dict[str, Callable[[], str]] = {
    "organisations.csv": lambda: _csv(tables.ORGANISATIONS, _bodies()),
    "organisations.csv-metadata.json": _metadata(
        "organisations.csv", "Organisations of the network", tables.ORGANISATIONS
    ),
    "organisations.json": lambda: _json(_bodies()),
    "groups.csv": lambda: _csv(tables.GROUPS, _groups()),
    "groups.csv-metadata.json": _metadata("groups.csv", "Groups of the network", tables.GROUPS),
    "groups.json": lambda: _json(_groups()),
    "popolo.json": _popolo,
}
