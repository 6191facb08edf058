"""The headers that a letter may bear besides the usual ones."""

from collections.abc import Mapping

from culturefirst.kit.errors import DomainError

ALLOWED = {
    name.lower(): name
    for name in ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Reply-To")
}


def checked(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers under their usual names; raises ``DomainError`` for one that may not be."""
    found = {}
    for name, value in headers.items():
        if (usual := ALLOWED.get(name.lower())) is None:
            known = ", ".join(ALLOWED.values())
            raise DomainError(f"A letter has no header “{name[:60]}” here. It may have {known}.")
        if not one_line(value):
            raise DomainError(f"The header {usual} must be one line of text.")
        found[usual] = value.strip()
    if "List-Unsubscribe-Post" in found and "List-Unsubscribe" not in found:
        raise DomainError("List-Unsubscribe-Post needs List-Unsubscribe beside it.")
    return found


def one_line(value: str) -> bool:
    """Whether the text has no line break and no other control sign in it."""
    return isinstance(value, str) and value.isprintable()
