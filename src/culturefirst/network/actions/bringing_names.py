"""What the words of a file stand for while it is imported, and where a refusal comes from."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from culturefirst.kit.cells import fold
from culturefirst.kit.errors import DomainError
from culturefirst.network.bringing.plan import Plan
from culturefirst.network.bringing.rows import Brought
from culturefirst.network.models import Organisation, SubRegion


class NamesInFile:
    """Bodies and places by the words of the file."""

    def __init__(self, plan: Plan) -> None:
        self._places = {
            fold(word): place
            for place in SubRegion.objects.all()
            for word in (*place.short_names, place.name)
        }
        self._bodies = {fold(body.name): body for body in plan.here.bodies}
        for body in plan.here.bodies:
            for other in body.other_names.all():
                self._bodies.setdefault(fold(other.name), body)
        for each in plan.changed:
            self._bodies[fold(each.brought.name)] = each.body

    def place(self, name: str | None) -> SubRegion | None:
        """The sub-region of that name, old or new."""
        return self._places[fold(name)] if name else None

    def body(self, name: str | None) -> Organisation | None:
        """The body that the file calls so."""
        return self._bodies[fold(name)] if name else None

    def came(self, body: Organisation) -> None:
        """A new one has been added."""
        self._bodies[fold(body.name)] = body


@contextmanager
def told(row: Brought) -> Iterator[None]:
    """Whatever is refused within names the row; everything is taken back."""
    try:
        yield
    except ValidationError as faults:
        raise DomainError(_at(row, " ".join(faults.messages))) from faults
    except DomainError as refusal:
        raise DomainError(_at(row, str(refusal))) from refusal


def _at(row: Brought, says: str) -> str:
    return f"Row {row.row} ({row.name}): {says} Nothing was imported."
