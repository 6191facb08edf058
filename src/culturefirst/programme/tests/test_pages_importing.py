"""Bringing a document in through the pages: preview, agree or change, whole or not at all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from culturefirst.kit import untrusted
from culturefirst.network.models import User
from culturefirst.programme.models import ImportedDocument, Target, WorkProgramme
from culturefirst.programme.tests.test_pages_programme import text

SignIn = Callable[[Any], Client]
REAL = Path(__file__).parents[5] / "shared" / "work-programme-2011-12.txt"
TABLE = (
    "Objective,Task,Measure of success,By when,Responsible\n"
    "Run a summer of reading,Ask every library,3 reading days,by end July 2011,Library team\n"
    "Open the archive,Scan the maps,Maps on line,,Archivist\n"
)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(client: Client, content: bytes | str, name: str = "plan.csv") -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return client.post(reverse("programme_import"), {"file": SimpleUploadedFile(name, raw)})


def as_shown(client: Client, address: str) -> dict[str, Any]:
    """The preview's form as a browser would send it back."""
    page = client.get(address).context["preview"]
    sent: dict[str, Any] = {}
    for form in (page.programme, *page.targets):
        for bound in form:
            value = bound.value()
            if value not in (None, False):
                sent[bound.html_name] = "on" if value is True else value
    return sent


def test_a_document_is_previewed_and_imported_whole(signed_in: SignIn, helen: User) -> None:
    client = signed_in(helen)
    address = upload(client, TABLE).headers["Location"]
    shown = text(client.get(address))
    assert "2 activities, 2 targets" in shown
    assert not WorkProgramme.objects.exists()
    sent = as_shown(client, address) | {
        "title": "Plan 2011-12",
        "starts": "2011-04-01",
        "ends": "2012-03-31",
        "state": "current",
    }
    response = client.post(address, sent)
    made = WorkProgramme.objects.get()
    assert response.headers["Location"] == reverse("programme", args=[made.pk])
    assert (made.title, made.state) == ("Plan 2011-12", "current")
    days = Target.objects.get(text__startswith="3 reading days")
    assert (days.kind, days.quantity, days.due) == ("count", 3.0, date(2011, 7, 31))


@pytest.mark.django_db(transaction=True)
def test_a_strangers_file_is_read_while_nobody_is_kept_waiting(
    signed_in: SignIn, helen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction holds SQLite's one write lock; reading a file may take half a minute."""
    read, inside = untrusted.call, []

    def call(function: str, path: Any) -> Any:
        inside.append(connection.in_atomic_block)
        return read(function, path)

    monkeypatch.setattr(untrusted, "call", call)
    client = signed_in(helen)
    sent = {"file": SimpleUploadedFile("plan.csv", TABLE.encode()), "once": "key"}
    address = client.post(reverse("programme_import"), sent).headers["Location"]
    client.post(f"{address}again/", {"once": "another"})
    assert inside == [False, False]


def test_a_person_changes_what_was_understood(signed_in: SignIn, helen: User) -> None:
    client = signed_in(helen)
    address = upload(client, TABLE).headers["Location"]
    sent = as_shown(client, address) | {
        "title": "Plan",
        "starts": "2011-04-01",
        "ends": "2012-03-31",
        "t1-kind": "milestone",
        "t1-due": "2011-12-31",
        "t1-measure": "",
    }
    client.post(address, sent)
    maps = Target.objects.get(text__startswith="Maps on line")
    assert (maps.kind, maps.due, maps.measure, maps.sure) == (
        "milestone",
        date(2011, 12, 31),
        "",
        True,
    )


def test_a_fault_in_the_preview_imports_nothing_and_says_where(
    signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    address = upload(client, TABLE).headers["Location"]
    sent = as_shown(client, address) | {
        "title": "",
        "starts": "2011-04-01",
        "ends": "2011-03-31",
        "t0-kind": "count",
        "t0-quantity": "",
    }
    response = client.post(address, sent)
    shown = text(response)
    assert response.status_code == 422
    assert "Nothing has been imported yet" in shown
    assert "Title: Please fill this in." in shown
    assert "Last day: The last day must not come before the first." in shown
    assert "3 reading days" in shown
    assert "Say how many: this kind of target counts to a number." in shown
    assert not WorkProgramme.objects.exists()


def test_a_measure_is_narrowed_by_its_own_dimensions_only(
    signed_in: SignIn, helen: User, norfolk: Any
) -> None:
    client = signed_in(helen)
    address = upload(client, TABLE).headers["Location"]
    sent = as_shown(client, address) | {
        "title": "Plan",
        "starts": "2011-04-01",
        "ends": "2012-03-31",
        "t0-measure": "programme.sub_regions_reached",
        "t0-filters": '{"sub_region": "Norfolk"}',
    }
    response = client.post(address, sent)
    assert response.status_code == 422
    assert "Sub-regions reached cannot be narrowed by sub_region." in text(response)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, "could not be read"),
        ("letter.txt", b"Dear Helen, the weather is fine.", "could not be read"),
        ("broken.docx", b"PK\x03\x04 not really", "could not be read"),
    ],
)
def test_what_is_not_a_programme_is_refused_in_a_sentence_and_kept(
    name: str, content: bytes, says: str, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    address = upload(client, content, name).headers["Location"]
    response = client.get(address)
    received = ImportedDocument.objects.get()
    assert response.status_code == 422
    assert says in text(response)
    assert received.state == "refused"
    assert received.fault.endswith(".")
    assert Path(received.file.path).read_bytes() == content
    assert client.post(reverse("programme_read_again", args=[received.pk])).status_code == 302


def test_an_empty_upload_is_answered_beside_the_field(signed_in: SignIn, helen: User) -> None:
    client = signed_in(helen)
    assert "Choose the file first." in text(client.post(reverse("programme_import"), {}))
    assert "That file is empty." in text(upload(client, b""))


def test_the_same_file_again_leads_to_the_programme_it_made(signed_in: SignIn, helen: User) -> None:
    client = signed_in(helen)
    address = upload(client, TABLE).headers["Location"]
    client.post(
        address,
        as_shown(client, address) | {"title": "Plan", "starts": "2011-04-01", "ends": "2012-03-31"},
    )
    again = client.get(upload(client, TABLE).headers["Location"])
    assert "This document is already in" in text(again)
    assert "Open Plan" in text(again)
    assert WorkProgramme.objects.count() == 1


def test_documents_are_for_directors_and_managers(
    signed_in: SignIn, helen: User, tom: User, nobody: Any
) -> None:
    address = upload(signed_in(helen), TABLE).headers["Location"]
    assert signed_in(tom).get(address).status_code == 403
    assert signed_in(nobody).get(address).headers["Location"].startswith("/accounts/login/")


def test_the_real_document_goes_through_the_pages(signed_in: SignIn, helen: User) -> None:
    if not REAL.exists():
        pytest.skip("the real document lies in ../shared, which is not here")
    client = signed_in(helen)
    address = upload(client, REAL.read_bytes(), REAL.name).headers["Location"]
    preview = client.get(address)
    assert "4 priorities, 13 activities, 33 targets" in text(preview)
    unsure = list(preview.context["unsure"])
    assert all(read.check for read in unsure)
    response = client.post(address, as_shown(client, address) | {"state": "current"}, follow=True)
    assert "Four priorities, 13 activities, 33 targets." in text(response)
    assert Target.objects.filter(sure=False).count() == len(unsure)
    for name in ("timeline", "leads", "document"):
        made = WorkProgramme.objects.get()
        assert client.get(reverse(f"programme_{name}", args=[made.pk])).status_code == 200
