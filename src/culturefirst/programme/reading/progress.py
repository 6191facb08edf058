"""Lines of a progress cell: the day they name and the number they state."""

from culturefirst.programme.reading import dates
from culturefirst.programme.reading.dates import Span
from culturefirst.programme.reading.document import Progress
from culturefirst.programme.reading.lines import dated_items
from culturefirst.programme.reading.quantities import amounts


def read_progress(cell: str, within: Span | None) -> list[Progress]:
    """The entries of a progress cell."""
    return [read_entry(line, within) for line in dated_items(cell)]


def read_entry(text: str, within: Span | None) -> Progress:
    """One entry: its day (the last of a period, when it was surely so) and its first number."""
    found = dates.find(text, within, past=True)
    days = [when.due or when.starts for when in found]
    stated = amounts(dates.mask(text, found))
    return Progress(
        text=text,
        date=next((day for day in days if day), None),
        value=stated[0].value if stated else None,
    )
