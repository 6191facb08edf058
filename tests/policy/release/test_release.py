"""Confidential until released: each role is told at each door what the table says, and no more."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from culturefirst.improvement.tests.make_challenges import a_body, somebody_at
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.publications import published
from culturefirst.network.models import Organisation, User
from tests.policy.matrix import names
from tests.policy.release.doors import told
from tests.policy.release.records import Record, made

SLUG = "ipswich-borough-council"
# What is behind all other keys of the room: frameworks are open, a guest's own link is a key.
BEGINNINGS = ("answers", "assessment", "challenge", "figures", "plan", "rescoring")
TABLE = Path(__file__).with_name("table.csv")
# The readers by their columns; the first three are of the two bodies, the others of neither.
OWNER, COLLEAGUE, PEER = "owner", "colleague", "peer"
CAST = {
    "officer elsewhere": "",
    "councillor": "jim",
    "partner": "dee",
    "improvement manager": "tom",
    "manager": "helen",
    "director": "amara",
    "nobody": "nobody",
}
READERS = (OWNER, COLLEAGUE, PEER, *CAST)


@pytest.fixture
def people(priya: User, ipswich: Organisation) -> dict[str, User]:
    """The lead of the body, somebody who works there, its peer, and an officer elsewhere."""
    sheringham, holt = (a_body(f"{town} Town Council", ipswich) for town in ("Sheringham", "Holt"))
    return {
        OWNER: somebody_at(ipswich, "Ola Dunn"),
        COLLEAGUE: priya,
        PEER: somebody_at(sheringham, "Zelda Reed"),
        "officer elsewhere": somebody_at(holt, "Ned Wren"),
    }


@pytest.fixture
def records(people: dict[str, User], helen: User) -> list[Record]:
    return made(owner=people[OWNER], colleague=people[COLLEAGUE], peer=people[PEER], manager=helen)


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_is_told_by_each_door_what_the_table_says(
    reader: str,
    people: dict[str, User],
    records: list[Record],
    request: pytest.FixtureRequest,
    signed_in: Any,
    tmp_path: Path,
) -> None:
    user = people.get(reader) or request.getfixturevalue(CAST[reader])
    found = told(signed_in(user), records, SLUG, tmp_path)
    assert found == {name: set(row[reader].split()) for name, row in table().items()}


def table() -> dict[str, dict[str, str]]:
    """The rows by their records: for each reader the doors that tell, and no others."""
    return {row["record"]: row for row in csv.DictReader(TABLE.read_text().splitlines())}


def test_every_page_of_improvement_with_a_key_was_asked(records: list[Record]) -> None:
    keyed = [(name, keys) for name, keys in names() if keys and name.startswith(BEGINNINGS)]
    assert [
        name for name, keys in keyed if not any(record.has(name, keys) for record in records)
    ] == []


def test_no_letter_trail_job_index_or_log_holds_a_word_of_it(
    caplog: pytest.LogCaptureFixture, people: dict[str, User], helen: User
) -> None:
    caplog.set_level("DEBUG")
    records = made(
        owner=people[OWNER], colleague=people[COLLEAGUE], peer=people[PEER], manager=helen
    )
    asked = Message.objects.filter(to=people[COLLEAGUE].email)  # who scores reads the scope
    held = {
        "subject of a letter": [each.subject for each in Message.objects.all()],
        "letter": [each.text for each in Message.objects.exclude(pk__in=asked)],
        "trail": [
            f"{each.about} {each.before} {each.after} {each.reason}"
            for each in AuditEvent.objects.all()
        ],
        "job": [f"{each.says} {each.arguments} {each.positional}" for each in Job.objects.all()],
        "log": caplog.messages,
    }
    assert (len(asked), len(held["letter"]) > 3) == (1, True)
    assert len(held["trail"]) > 50
    words = {record.word for record in records}
    assert [
        (place, word) for place, texts in held.items() for text in texts for word in words
        if word in text
    ] == []  # fmt: skip


def test_a_bulletin_is_offered_what_is_released_to_nobody(
    records: list[Record], helen: User
) -> None:
    offered = published(helen, date(2009, 1, 1), date(2012, 12, 31))
    said = " ".join(f"{each.title} {each.summary}" for each in offered)
    assert [record.word for record in records if record.word in said] == []
