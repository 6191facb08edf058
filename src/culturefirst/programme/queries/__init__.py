"""Questions that more than one caller asks of the programme."""

from culturefirst.programme.queries import needs
from culturefirst.programme.queries.asking import asked, lines, measure_of, promise
from culturefirst.programme.queries.changes import changes, last_change
from culturefirst.programme.queries.document import as_document
from culturefirst.programme.queries.leads import LeadView, by_lead, leads_of
from culturefirst.programme.queries.needs import commentary_needed
from culturefirst.programme.queries.programme import current, programme_view, year_of
from culturefirst.programme.queries.shapes import (
    ActivityView,
    Filters,
    HistoryPoint,
    PriorityView,
    ProgrammeView,
    StrandView,
    TargetLine,
    TargetView,
)
from culturefirst.programme.queries.target import target_view

__all__ = [
    "ActivityView",
    "Filters",
    "HistoryPoint",
    "LeadView",
    "PriorityView",
    "ProgrammeView",
    "StrandView",
    "TargetLine",
    "TargetView",
    "as_document",
    "asked",
    "by_lead",
    "changes",
    "commentary_needed",
    "current",
    "last_change",
    "leads_of",
    "lines",
    "measure_of",
    "needs",
    "programme_view",
    "promise",
    "target_view",
    "year_of",
]
