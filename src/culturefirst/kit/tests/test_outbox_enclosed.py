"""Small files that go with a letter: as they arrive, what is not taken, and that they go."""

from collections.abc import Iterator
from typing import Any

import pytest

from culturefirst.kit import outbox
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Message
from culturefirst.kit.outbox import Enclosed
from culturefirst.kit.tests.sink import Sink, listening

pytestmark = pytest.mark.django_db
TEXT = "BEGIN:VCALENDAR\r\nSUMMARY:Café at Ely\r\nEND:VCALENDAR\r\n"
FILE = Enclosed("event.ics", "text/calendar; method=PUBLISH", TEXT)


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    sink = Sink()
    with listening(sink) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


def write(*files: Enclosed, **others: str) -> Message:
    return outbox.send(
        key="1", to="anne@example.org", subject="Ely", text="Come.", kind="notice",
        enclosed=files, **others,
    )  # fmt: skip


@pytest.mark.parametrize("html", ["", "<p>Come.</p>"])
def test_a_file_arrives_beside_the_words_as_it_was_written(sink: Sink, html: str) -> None:
    write(FILE, html=html)
    outbox.deliver()
    [letter] = sink.letters
    assert letter.get_content_type() == "multipart/mixed"
    told, file = letter.get_payload()
    assert told.get_content_type() == ("multipart/alternative" if html else "text/plain")
    assert file.get_content_type() == "text/calendar"
    assert (file.get_param("method"), file.get_filename()) == ("PUBLISH", "event.ics")
    assert file.get_payload(decode=True).decode() == TEXT


def test_many_letters_bear_files_too(sink: Sink) -> None:
    letters = [
        outbox.Letter(str(n), f"a{n}@example.org", "Ely", "Come.", "notice", enclosed=[FILE])
        for n in range(2)
    ]
    outbox.send_all(letters)
    outbox.deliver()
    assert [len(letter.get_payload()) for letter in sink.letters] == [2, 2]


def test_a_letter_without_files_has_one_part(sink: Sink) -> None:
    write()
    outbox.deliver()
    assert sink.letters[0].get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([Enclosed("a.html", "text/html", "x")], "no file of the kind text/html"),
        ([Enclosed("a.ics", "text/calendar; x=1\r\nBcc: a", "x")], "no file of the kind"),
        ([Enclosed("a.txt", "text/plain", "é" * 32769)], "larger than 64 kB"),
        ([FILE] * 4, "at most 3 files"),
    ],
)
def test_what_is_not_taken_is_refused_with_the_remedy(files: list[Enclosed], why: str) -> None:
    with pytest.raises(DomainError, match=f"(?s){why}.*Put a link to"):
        write(*files)
    assert not Message.objects.exists()


def test_a_name_of_a_file_cannot_leave_its_header() -> None:
    message = write(Enclosed('a"\r\nBcc: b.ics', "text/plain", "x"))
    assert message.enclosed[0]["name"] == "a-Bcc-b.ics"
