"""XML of untrusted packages, read as a stream: no tree in memory, no DTD, no entities."""

from typing import IO, Protocol
from xml.parsers import expat  # a stream of events; document types are refused below

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.errors import DocumentError

_PIECE = 64 * 1024


class Handler(Protocol):
    """Told what a part holds; names have no prefix, foreign names begin with their space."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class _Watch:
    """Passes events on while depth and number of elements stay within limits."""

    def __init__(self, handler: Handler, spaces: tuple[str, ...]) -> None:
        self._handler = handler
        self._spaces = spaces
        self._depth = 0
        self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > limits.XML_DEPTH or self._elements > limits.XML_ELEMENTS:
            raise DocumentError(
                "The file is built too deeply or of too many pieces to be read.",
                remedy="Save it afresh from Word or Excel and try again.",
            )
        plain = {self._plain(key): value for key, value in attributes.items()}
        self._handler.start(self._plain(name), plain)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(self._plain(name))

    def _plain(self, name: str) -> str:
        space, _, local = name.rpartition("}")
        return local if not space or space in self._spaces else name


def feed(stream: IO[bytes], handler: Handler, spaces: tuple[str, ...]) -> None:
    """Send a part's events to ``handler``; ``spaces`` are the namespaces of plain names.

    Raises ``DocumentError`` for a document type or entity, whatever the encoding.
    """
    watch = _Watch(handler, spaces)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    while piece := stream.read(_PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise DocumentError(
        "The file declares a document type, which documents of Word and Excel never do.",
        remedy="Save it afresh from Word or Excel.",
    )
