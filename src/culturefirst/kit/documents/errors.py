"""The one error that leaves this package, whatever the bytes."""


class DocumentError(Exception):
    """The document cannot be read; ``str(error)`` is the place, the fault and the remedy."""

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        self.message = message
        self.place = place
        self.remedy = remedy
        said = f"{place}: {message}" if place else message
        super().__init__(f"{said} {remedy}".strip())

    def __reduce__(self) -> tuple[object, ...]:
        """Keep place and remedy when the error crosses from the child process."""
        return _again, (self.message, self.place, self.remedy)


def _again(message: str, place: str, remedy: str) -> DocumentError:
    return DocumentError(message, place=place, remedy=remedy)
