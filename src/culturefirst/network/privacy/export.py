"""Everything that is held about a person, as they may take it away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from culturefirst.kit import clock
from culturefirst.kit.holdings import HOLDINGS, Holding, Row, Whom
from culturefirst.network.models import Person
from culturefirst.network.privacy import derived
from culturefirst.network.privacy.whom import whom

Encoder = DjangoJSONEncoder  # dates and times in ISO form


@dataclass(frozen=True)
class Part:
    """One kind of thing, in plain words, with its rows."""

    holding: Holding
    rows: list[Row]


def parts(person: Person) -> list[Part]:
    """Each kind of thing that is held about the person, those of which there are none left out."""
    everything = whom(person)
    found = [Part(each, list(_rows(each, everything))) for each in HOLDINGS]
    return [part for part in found if part.rows]


def as_data(person: Person) -> dict[str, Any]:
    """The same as plain values, for a file."""
    return {
        "person": person.name,
        "made_at": clock.now(),
        "held": [
            {
                "what": part.holding.what,
                "why": part.holding.why,
                "how_long": part.holding.how_long,
                "records": part.rows,
            }
            for part in parts(person)
        ],
    }


def _rows(holding: Holding, everything: Whom) -> Iterable[Row]:
    if holding.rows is not None:
        return holding.rows(everything)
    return derived.shown(holding.model, everything) if holding.model is not None else ()
