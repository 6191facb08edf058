"""What is not known of the areas of a study, where nothing is expected for want of knowledge."""

from collections.abc import Iterable, Iterator, Mapping

from culturefirst.intelligence.models import Rates, Study
from culturefirst.intelligence.queries import populations
from culturefirst.intelligence.queries import rates as rates_queries
from culturefirst.intelligence.queries.study_parameters import Line
from culturefirst.intelligence.studying.inputs import AreaRows
from culturefirst.kit.wording import plural

NAMED = 5  # areas that are told by name; of more, how many


def told(study: Study, rows: AreaRows) -> Iterator[Line]:
    """A line for each kind of gap: areas not counted, or of no segment; segments of no rate."""
    totals = populations.totals(study.population)
    counted = [code in totals for code in rows.codes]
    unknown = _without(rows, counted)
    yield from _line(
        "People not known", "area", unknown, "not in this population: nobody is expected from there"
    )
    classification = study.rates.classification
    if study.rates.by != Rates.By.SEGMENT or classification is None:
        return
    shares = populations.shares(classification, study.area_set)
    unknown = _without(rows, [code in shares for code in rows.codes])
    yield from _line("Segments not known", "area", unknown, "nobody is expected from there")
    rated = rates_queries.by_segment(study.rates)
    unrated = _unrated(shares, rated)
    yield from _line("Segments without a rate", "segment", unrated, "nobody of them is expected")


def _without(rows: AreaRows, known: Iterable[bool]) -> list[str]:
    named = zip(rows.names, rows.codes, known, strict=True)
    return [name or code for name, code, is_known in named if not is_known]


def _unrated(shares: Mapping[str, Mapping[str, float]], rated: Mapping[str, float]) -> list[str]:
    return sorted({code for each in shares.values() for code in each} - rated.keys())


def _line(what: str, noun: str, found: list[str], note: str) -> Iterator[Line]:
    if found:
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        yield what, f"{plural(len(found), noun)}: {', '.join(found[:NAMED])}{more}", note
