"""Every door at which a record of improvement could be told of, for one reader."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from django.test import Client
from django.urls import reverse

from culturefirst.kit.search import texts
from culturefirst.measures.register import MEASURES
from tests.policy.asking import answer, here_already
from tests.policy.matrix import names
from tests.policy.release.records import Record
from tests.policy.test_canary import CHANCE

# What a browser is given to keep, by its kind and the ending under which it is read.
FILES = {
    "text/csv": ".csv",
    "text/calendar": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
TRAIL = "organisation_changes"
# Of one's own account, where nothing of any body stands; search is asked word by word.
OUT = ("account_", "cms_", "join", "let_through", "mfa_", "search", "suppressed")
Told = dict[str, set[str]]  # by a record's name, the doors that told its word


def told(client: Client, records: Iterable[Record], slug: str, work: Path) -> Told:
    """Which of the records this reader is told of, and by which doors."""
    here_already(client).raise_request_exception = False  # what fails, another test tells
    every = list(records)
    found: Told = {record.name: set() for record in every}
    for door, said in chain(_own(client, every, work), _everywhere(client, slug, work)):
        _note(found, door, said, every)
    for record in every:
        _note(found, "search", _get(client, f"/search/?words={record.asked}", work)[1], [record])
    return found


def _note(found: Told, door: str, said: bytes, records: Iterable[Record]) -> None:
    for record in records:
        if any(word in said for word in record.spellings):
            found[record.name].add(door)


def _own(client: Client, records: Iterable[Record], work: Path) -> Iterator[tuple[str, bytes]]:
    """The addresses of the records themselves, each once."""
    for url in dict.fromkeys(url for record in records for url in record.addresses()):
        yield _get(client, url, work)


def _everywhere(client: Client, slug: str, work: Path) -> Iterator[tuple[str, bytes]]:
    """Every page that needs no key, the body's own pages, and every measure with its records."""
    for name, keys in names():
        if not keys and not name.startswith(OUT):
            yield _get(client, reverse(name), work)
    for name in ("organisation", "api_organisation", TRAIL):
        door, said = _get(client, reverse(name, kwargs={"slug": slug}), work)
        yield ("trail" if name == TRAIL else door), said
    for key in MEASURES.entries():
        if key.startswith("improvement."):
            for name, asked in (("figure", ""), ("figure", "?format=csv"), ("api_figure", "")):
                yield _get(client, reverse(name, kwargs={"key": key}) + asked, work)


def _get(client: Client, url: str, work: Path) -> tuple[str, bytes]:
    """What an address answers, in small letters, and which door that is."""
    got = answer(client, url)
    content = b"".join(got) if getattr(got, "streaming", False) else got.content
    kind = got.headers.get("Content-Type", "").partition(";")[0]
    if ending := FILES.get(kind):
        content = _read(content, ending, work)
    door = "api" if url.startswith("/api/") else "file" if ending else "page"
    return door, CHANCE.sub(b"", content + str(got.headers).encode()).lower()


def _read(content: bytes, ending: str, work: Path) -> bytes:
    """The words of a file."""
    path = work / f"given{ending}"
    path.write_bytes(content)
    return content if ending in (".csv", ".txt") else texts.read(path).encode()
