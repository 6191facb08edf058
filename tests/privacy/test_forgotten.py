"""A word in every private field of somebody: all of it exported, and none left once erased."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from culturefirst.kit import audit
from culturefirst.network import actions
from culturefirst.network.models import Erasure, Unsettled
from culturefirst.network.privacy import erasure, outside
from culturefirst.network.privacy.export import Encoder, as_data
from culturefirst.programme.models import Report
from culturefirst.programme.reports.rendering import render
from tests.privacy import search
from tests.privacy.canaries import NOT_OF_PEOPLE, NOT_TOLD, TO, fields, name_of
from tests.privacy.world import Network, counted

ASKED = "They wrote on Monday and asked for it."


def erase(network: Network) -> None:
    """As a manager does who ticks every place."""
    told = erasure.places(network.anne.person, by=network.helen)
    decided = {place.key: True for place in told}
    actions.erase_person(
        by=network.helen, person=network.anne.person, reason=ASKED, decided=decided
    )


def raw(folder: Path) -> list[Path]:
    """The files of the database itself, where it is one of SQLite's."""
    return sorted(folder.glob("culturefirst.sqlite3*"))


def test_every_private_field_has_a_word_or_a_reason(network: Network) -> None:
    given = set(network.hers.words.values())
    every = {name_of(model, each) for model, held in fields().items() for each in held}
    known = set(TO)  # her address itself
    assert every - given == set(NOT_OF_PEOPLE) | known
    assert given == set(network.his.words.values())


def test_an_export_holds_all_of_somebody_and_nothing_of_anybody_else(network: Network) -> None:
    for user, own, other in (
        (network.anne, network.hers, network.his),
        (network.bob, network.his, network.hers),
    ):
        told = json.dumps(as_data(user.person), cls=Encoder).lower()
        missing = {name for word, name in own.words.items() if word not in told}
        assert missing == set(NOT_TOLD) - {"network.user.password"}
        assert other.mark not in told


def test_nothing_of_her_is_left_in_anything_that_is_stored(
    network: Network, var: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mark = network.hers.mark
    before = search.places(mark, var, tmp_path)
    assert {place.split(" ")[0] for place in before} == {"database:", "session", "file"}
    assert {place.split("/")[0] for place in before if place.startswith("file")} == {
        "file mail", "file files", "file culturefirst-error.log",
    }  # fmt: skip
    with caplog.at_level(logging.DEBUG, logger="culturefirst"):
        erase(network)
    assert search.places(mark, var, tmp_path) == []
    outside.clear_copies()
    assert [path.name for path in raw(tmp_path) if mark.encode() in path.read_bytes().lower()] == []
    assert mark not in caplog.text.lower()
    assert Erasure.objects.filter(person=network.anne.person_id).exists()
    assert not Unsettled.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        assert cursor.fetchone() == (0,)


def test_nothing_of_anybody_else_goes(network: Network, var: Path, tmp_path: Path) -> None:
    told = json.dumps(as_data(network.bob.person), cls=Encoder)
    erase(network)
    again = json.dumps(as_data(network.bob.person), cls=Encoder)
    assert json.loads(again)["held"] == json.loads(told)["held"]
    left = "\n".join(search.places(network.his.mark, var, tmp_path, whole=True)).lower()
    assert {name for word, name in network.his.words.items() if word not in left} == set()


def test_figures_of_the_past_and_the_chain_of_the_trail_stand(network: Network) -> None:
    before = counted()
    erase(network)
    assert counted() == before
    assert audit.broken_at() is None


def test_a_report_that_does_not_name_her_prints_the_same(network: Network) -> None:
    [his] = Report.objects.filter(title__contains="Bob")
    first: dict[str, Any] = {form: render(his.content, form) for form in ("json", "highlights-pdf")}
    erase(network)
    his.refresh_from_db()
    assert {form: render(his.content, form) for form in first} == first
