"""The words of files that people put up, whatever is in them: text, or one sentence why not."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from culturefirst.kit import untrusted
from culturefirst.kit.documents.decoding import decode
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.package import Package, opened
from culturefirst.kit.documents.xml import feed
from culturefirst.kit.errors import DomainError

MOST = 200_000  # characters; what comes later is not read
PLAIN = (".txt", ".csv")
UNREADABLE = "The words of this file cannot be read: it is damaged or not what its name says."
LOCKED = "The words of this file cannot be read: it is locked with a password."
NO_READER = "The words of PDF files are not read here: the package pypdf is not installed."


# Elements of both families of formats: those with words, those after which another line begins,
# those that stand for a space, and those that hold what was deleted, said twice or said aside.
WORDS = {"office": frozenset({"t"}), "open": frozenset({"p", "h"})}
LINES = frozenset({"p", "h", "si", "is"})
SPACES = frozenset({"tab", "br", "cr", "s", "line-break"})
SKIPPED = frozenset({"moveFrom", "Fallback", "rPh", "annotation", "tracked-changes"})


class _Enough(Exception):
    """As much was read as is kept."""


def text_of(path: str | Path) -> str:
    """The words of a file by its ending; none of one that has no words, such as a picture.

    Whatever has a format to be read by is read in the limited child process. Raises
    ``DomainError`` with a sentence, and nothing else, for a file that cannot be read.
    """
    path = Path(path)
    if path.suffix.lower() not in (*PLAIN, *READERS):
        return ""
    if path.suffix.lower() in PLAIN:  # nothing in it is carried out or unpacked
        return read(path)
    return str(untrusted.call(f"{__name__}:read", path))


def read(path: str | Path) -> str:
    """What ``text_of`` gives, read here and now: the step that runs in the child."""
    path = Path(path)
    reader = READERS.get(path.suffix.lower(), _plain)
    try:
        return "\n".join(_bounded(reader(path)))
    except (DomainError, DocumentError) as refusal:
        raise DomainError(str(refusal)) from refusal
    except Exception as fault:  # readers of strangers' bytes throw whatever they like
        raise DomainError(UNREADABLE) from fault


def _bounded(pieces: Iterator[str]) -> Iterator[str]:
    left = MOST
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def _plain(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield decode(file.read(4 * MOST))


class _Words:
    """Gathers the words of an XML part from its events."""

    def __init__(self, family: str) -> None:
        self.pieces: list[str] = []
        self._with_words = WORDS[family]
        self._inside = self._skipping = 0
        self._left = MOST

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        self._skipping += bool(self._skipping) or local in SKIPPED
        self._inside += local in self._with_words
        if local in SPACES and not self._skipping:
            self.pieces.append(" ")

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        self._skipping -= bool(self._skipping)
        self._inside -= local in self._with_words
        if local in LINES:
            self.pieces.append("\n")

    def text(self, data: str) -> None:
        if not self._inside or self._skipping:
            return
        self.pieces.append(data)
        self._left -= len(data)
        if self._left <= 0:
            raise _Enough


def _package(family: str, parts: Callable[[list[str]], list[str]]) -> "Reader":
    """A reader of a package by the parts that hold its words."""

    def reader(path: Path) -> Iterator[str]:
        with opened(path) as package:
            for name in parts(package.names):
                yield _words_of(package, name, family)

    return reader


def _words_of(package: Package, name: str, family: str) -> str:
    words = _Words(family)
    try:
        with package.stream(name) as stream:
            feed(stream, words, ())
    except _Enough:
        pass
    return "".join(words.pieces)


def _word(names: list[str]) -> list[str]:
    notes = ("word/footnotes.xml", "word/endnotes.xml")
    return ["word/document.xml", *(name for name in notes if name in names)]


def _excel(names: list[str]) -> list[str]:
    shared = "xl/sharedStrings.xml"
    return [shared] if shared in names else _numbered(names, r"xl/worksheets/sheet(\d+)\.xml")


def _powerpoint(names: list[str]) -> list[str]:
    return _numbered(names, r"ppt/slides/slide(\d+)\.xml")


def _numbered(names: list[str], pattern: str) -> list[str]:
    found = [(int(match[1]), name) for name in names if (match := re.fullmatch(pattern, name))]
    return [name for _, name in sorted(found)]


def _pdf(path: Path) -> Iterator[str]:
    try:
        from pypdf import PdfReader
    except ImportError as missing:
        raise DomainError(NO_READER) from missing
    book = PdfReader(path)
    if book.is_encrypted and not book.decrypt(""):
        raise DomainError(LOCKED)
    for page in book.pages:
        yield page.extract_text()


Reader = Callable[[Path], Iterator[str]]
_OPEN = _package("open", lambda names: ["content.xml"])
READERS: dict[str, Reader] = {
    ".pdf": _pdf,
    ".docx": _package("office", _word),
    ".xlsx": _package("office", _excel),
    ".pptx": _package("office", _powerpoint),
    ".odt": _OPEN,
    ".ods": _OPEN,
    ".odp": _OPEN,
}
