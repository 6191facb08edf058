"""The programme's records of what people said and froze, in plain words."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from culturefirst.kit import clock
from culturefirst.kit.holdings import HOLDINGS, STORES, Holding
from culturefirst.programme.models import ImportedDocument, Remark, Report
from culturefirst.programme.reports.content import digest

for each in (
    Holding(
        "What you said of targets",
        "So that readers of the programme know who said it and why.",
        "While the programme is kept; without your name once you are erased.",
        Remark,
    ),
    Holding(
        "Reports that you froze",
        "So that readers know who answers for a report.",
        "While the programme is kept; without your name once you are erased.",
        Report,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)


def restate(reports: Sequence[Report]) -> None:
    """Store frozen reports out of which a name was taken: they say so, on the page and on paper."""
    for report in reports:
        removed = [*report.content.get("names_removed_on", []), clock.today().isoformat()]
        report.content["names_removed_on"] = list(dict.fromkeys(removed))
        report.digest = digest(report.content)
        report.save(update_fields=["title", "content", "digest"])


def without_files(documents: Sequence[ImportedDocument]) -> None:
    """Store documents out of which a name was taken; their files, which still have it, go.

    One of which no programme was made goes whole, since it could only be read from its file.
    """
    for document in documents:
        storage, name = document.file.storage, document.file.name
        if document.work_programme_id is None:
            document.delete()
        else:
            document.file = ""
            document.save(update_fields=["name", "fault", "document", "file"])
        if name:
            transaction.on_commit(partial(storage.delete, name))


STORES.add("programme.report", restate)
STORES.add("programme.importeddocument", without_files)
