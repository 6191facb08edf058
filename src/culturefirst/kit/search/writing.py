"""Keeping the index in step: whatever a transaction changed is indexed before it ends."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from culturefirst.kit.batches import batches
from culturefirst.kit.locks import locked
from culturefirst.kit.search import engines, vocabulary
from culturefirst.kit.search.register import SEARCH, Entry, Source
from culturefirst.kit.search.words import clean

if TYPE_CHECKING:
    from culturefirst.kit.search.models import SearchText

LONGEST_TEXT = 200_000  # characters; what a longer file says later is not found
LONGEST_TITLE = 1_000

Led = set[tuple[str, int]]
_pending: ContextVar[dict[str, set[int]] | None] = ContextVar("to_index", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Index what this block changes once, at its end, inside its transaction."""
    if _pending.get() is not None:
        yield
        return
    pending: dict[str, set[int]] = defaultdict(set)
    token = _pending.set(pending)
    try:
        yield
        if pending:
            _index(pending)
    finally:
        _pending.reset(token)


def index(*records: models.Model | None) -> None:
    """Bring the entries of these records, and of what follows from them, up to date."""
    note(*(leads_to(record) for record in records if record is not None))


def note(*led: Led) -> None:
    """Let these entries be written at the end of what is going on, else now."""
    with gathered():
        for kind, key in set().union(*led):
            _pending.get()[kind].add(key)  # type: ignore[index]


def leads_to(record: models.Model) -> Led:
    """The entries that a record changes: its own, and those of kinds that follow it."""
    found: Led = set()
    for kind, source in SEARCH.entries().items():
        keys = {record.pk} if isinstance(record, source.model) else set()
        for model, follows in source.follows.items():
            keys.update(follows(record) if isinstance(record, model) else ())
        found |= {(kind, key) for key in keys if key is not None}
    return found


def forget(kind: str, keys: Iterable[int]) -> None:
    """Take entries out, with every word that only they had and the words of their files."""
    gone = list(keys)
    with in_turn():
        write(compare(kind, dict.fromkeys(gone)))
        _forget_files(kind, gone)


def _gone(kind: str, found: "Wanted") -> set[int]:
    """Records that are there no more: of one that is only withdrawn, the file's words stay."""
    keys, source = {key for key, entry in found.entries.items() if entry is None}, SEARCH.get(kind)
    if source is None or not keys:
        return keys
    return keys - set(source.model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))


def _forget_files(kind: str, keys: Iterable[int]) -> None:
    from culturefirst.kit.search.models import SearchFile

    SearchFile._base_manager.filter(kind=kind, object_id__in=list(keys)).delete()


def _index(pending: dict[str, set[int]]) -> None:
    with in_turn():
        while pending:
            kind, keys = pending.popitem()
            for some in batches(sorted(keys)):
                bring_up_to_date(kind, some)


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction in which nobody else writes the index.

    Two who change what one entry follows from would each write it without what the other did.
    The trail's head is what everybody locks last; SQLite has one writer at a time anyway.
    """
    from culturefirst.kit.models import AuditHead

    with transaction.atomic():
        if transaction.get_connection().vendor == "postgresql":
            locked(AuditHead.the_one())
        yield


def bring_up_to_date(kind: str, keys: Iterable[int]) -> "Difference":
    """Write the entries of these records as they should be, and have files read that were not."""
    from culturefirst.kit.search.jobs import read_file

    found = wanted(kind, keys)
    write(difference := compare(kind, found.entries))
    _forget_files(kind, _gone(kind, found))
    for key, name in found.unread.items():
        read_file.enqueue(kind=kind, key_of=key, by=None, key=f"search {kind} {key} {name}"[:200])
    return difference


@dataclass
class Wanted:
    """The entries that records should have, ``None`` for none; the files that wait to be read."""

    entries: dict[int, Entry | None]
    unread: dict[int, str] = field(default_factory=dict)


def wanted(kind: str, keys: Iterable[int]) -> Wanted:
    """What the index should hold of these records now."""
    found, source = Wanted(dict.fromkeys(keys)), SEARCH.get(kind)
    if source is None:  # of a room that is here no more
        return found
    rows = list(source.rows(source.model._base_manager.filter(pk__in=list(found.entries))))
    found.entries.update({row.pk: source.entry(row) for row in rows})
    if source.file is not None:
        _add_files(kind, source, rows, found)
    return found


def _add_files(kind: str, source: Source, rows: list[Any], found: Wanted) -> None:
    from culturefirst.kit.search.models import SearchFile

    known = SearchFile._base_manager.filter(kind=kind, object_id__in=list(found.entries))
    read = {row.object_id: row for row in known}
    for row in rows:
        entry, file = found.entries[row.pk], source.file and source.file(row)
        if entry is None or not file:
            continue
        if row.pk in read and read[row.pk].file == file.name:
            text = f"{entry.text}\n{read[row.pk].text}"
            found.entries[row.pk] = replace(entry, text=text)
        else:
            found.unread[row.pk] = str(file.name)


@dataclass
class Difference:
    """Between what the index holds and what it should: texts with their entries.

    What is stale is here twice, as it was and as it is.
    """

    missing: "list[SearchText]" = field(default_factory=list)
    stale: "list[tuple[SearchText, SearchText]]" = field(default_factory=list)
    gone: "list[SearchText]" = field(default_factory=list)


def compare(kind: str, entries: Mapping[int, Entry | None]) -> Difference:
    """Where what is stored is not these entries."""
    from culturefirst.kit.search.models import SearchText

    stored = SearchText.objects.filter(entry__kind=kind, entry__object_id__in=list(entries))
    was = {text.entry.object_id: text for text in stored.select_related("entry")}
    found = Difference(gone=[text for key, text in was.items() if entries[key] is None])
    for key, entry in entries.items():
        if entry is None:
            continue
        before = was.get(key)
        now = _made(kind, key, entry, before.pk if before else None)
        if before is None:
            found.missing.append(now)
        elif _told(now) != _told(before):
            found.stale.append((before, now))
    return found


def _made(kind: str, key: int, entry: Entry, pk: int | None) -> "SearchText":
    from culturefirst.kit.search.models import SearchEntry, SearchText

    said = {"day": entry.on, "facets": entry.facets, "url": entry.url}
    row = SearchEntry(pk=pk, kind=kind, object_id=key, **said)
    title, text = clean(entry.title)[:LONGEST_TITLE], clean(entry.text)[:LONGEST_TEXT]
    return SearchText(entry=row, title=title, text=text)


def _told(said: "SearchText") -> tuple[Any, ...]:
    entry = said.entry
    return said.title, said.text, entry.day, entry.facets, entry.url


def write(found: Difference) -> None:
    """Put every difference right, and the words of all entries with them."""
    from culturefirst.kit.search.models import SearchEntry, SearchText

    now = [*found.missing, *(now for _, now in found.stale)]
    words: Counter[str] = Counter()
    for said in now:
        words.update(vocabulary.of(said))
    for said in (*found.gone, *(was for was, _ in found.stale)):
        words.subtract(vocabulary.of(said))
    SearchEntry._base_manager.bulk_create([said.entry for said in found.missing])
    SearchText.objects.bulk_create(found.missing)
    for _, said in found.stale:
        said.entry.save(force_update=True)
        said.save(force_update=True)
    SearchEntry._base_manager.filter(pk__in=[said.pk for said in found.gone]).delete()
    engines.keep(now)
    vocabulary.count(words)
