"""What cannot be imported, row by row, each with its remedy."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from culturefirst.kit.cells import fold
from culturefirst.network.bringing.known import Known, did_you_mean
from culturefirst.network.bringing.rows import LINKS, Brought, Fault
from culturefirst.network.likeness import Names
from culturefirst.network.models import Organisation


def faults_of(brought: Sequence[Brought], here: Known) -> list[Fault]:
    """Every fault that a row has by itself, beside other rows, or beside what is here."""
    found = [fault for row in brought for fault in row.faults]
    found += _twice(brought)
    found += _one_body_twice(brought, here)
    for row in brought:
        found += _of_a_row(row, here)
    return [*found, *_misspelt(brought, here)]


def _misspelt(brought: Sequence[Brought], here: Known) -> Iterator[Fault]:
    """Counties and parents that nobody knows, each with the names that may be meant."""
    in_file = {fold(row.name) for row in brought}
    lost = [
        (row, link, str(row.said[link]))
        for row in brought
        for link in LINKS
        if row.said.get(link)
        and fold(row.said[link]) not in in_file
        and here.named(row.said[link]) is None
    ]
    names = here.with_those_of(brought) if lost else Names(())
    for row, link, above in lost:
        near = did_you_mean(names, above)
        says = f"No organisation is called “{above[:80]}”, here or in the file.{near}"
        yield Fault(row.row, link, f"{says} Add it, or write its name as it stands.")


def _twice(brought: Sequence[Brought]) -> Iterator[Fault]:
    """What may stand for one body only, said of two."""
    for column in ("name", "public_id", "gss_code"):
        yield from _repeated(
            column, ((row, fold(row.said[column])) for row in brought if column in row.said)
        )
    pairs = ((row, domain) for row in brought for domain in row.said.get("mail_domains", ()))
    yield from _repeated("mail_domains", pairs)
    tiles = (
        (row, f"{row.said['map_column']}, {row.said['map_row']}")
        for row in brought
        if "map_column" in row.said and "map_row" in row.said
    )
    yield from _repeated("map_column", tiles)


def _repeated(column: str, pairs: Iterable[tuple[Brought, str]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for row, value in pairs:
        if value in first:
            says = f"The same stands in row {first[value]}. Keep one of the two rows, or correct it"
            yield Fault(row.row, column, f"{says}.")
        first.setdefault(value, row.row)


def _one_body_twice(brought: Sequence[Brought], here: Known) -> Iterator[Fault]:
    """Two rows with different words (a name and a former name, say) for one body."""
    rows = defaultdict(list)
    for row in brought:
        if (body := here.body(row)) is not None:
            rows[body].append(row)
    for body, several in rows.items():
        for row in several[1:]:
            if fold(row.name) != fold(several[0].name):
                says = f"This and row {several[0].row} are both {body}. Keep one of the two rows."
                yield Fault(row.row, "name", says)


def _of_a_row(row: Brought, here: Known) -> Iterator[Fault]:
    said, body = row.said, here.body(row)
    if body is None and row.name and "kind" not in said and not row.faults:
        says = "A new organisation needs its kind, such as district council or charity."
        yield Fault(row.row, "kind", says)
    for link in LINKS:
        if link in said and fold(said[link]) == fold(row.name):
            yield Fault(row.row, link, "A body cannot stand below itself. Leave the cell empty.")
    for domain in said.get("mail_domains", ()):
        holder = here.by_domain.get(domain)
        if holder is not None and holder != body:
            says = f"{domain} belongs to {holder} already. One domain names one organisation."
            yield Fault(row.row, "mail_domains", says)
    holder = here.by_public_id.get(said.get("public_id", ""))
    if holder is not None and holder != body:
        yield Fault(row.row, "public_id", f"This is the public id of {holder}. Correct it.")
    yield from _undated(row, body)
    if "dissolved" in said and "joined" in said and "left" not in said:
        says = "It is said to be dissolved and still a member. Give the day on which it left."
        yield Fault(row.row, "left", says)
    if "left" in said and "joined" not in said and body is None:
        yield Fault(row.row, "joined", "It left and never joined. Give the day of joining too.")


def _undated(row: Brought, body: Organisation | None) -> Iterator[Fault]:
    """A body that is here has one code at a time, so a second one needs its first day."""
    later = row.said.get("later_gss_code")
    if body is None or not later or later == row.said.get("gss_code"):
        return
    if all(code.code != later for code in body.codes.all()) and "later_gss_from" not in row.said:
        says = f"From which day does {later} hold? Add a column “later GSS from”."
        yield Fault(row.row, "later_gss_code", says)
