"""Counting readings by the day, knowing nobody: no cookie, no address, no time of day."""

import logging
import re
from datetime import timedelta
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse

from culturefirst.kit import clock
from culturefirst.library.models import Entry
from culturefirst.library.policy import edit_website

log = logging.getLogger(__name__)
DAYS = 28
# Programs that say what they are; a person's reader says "Mozilla" and none of these.
ROBOTS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|archiver|preview|monitor|check|scan|feed|fetch|curl|wget|"
    r"python|java/|go-http|okhttp|libwww|headlesschrome|lighthouse",
    re.IGNORECASE,
)
ONE_MORE = (
    "INSERT INTO library_visit (entry_id, {on}, times) VALUES (%s, %s, 1) "
    "ON CONFLICT (entry_id, {on}) DO UPDATE SET times = library_visit.times + 1"
)


def counted(request: HttpRequest, entry: Entry, answer: HttpResponse) -> HttpResponse:
    """The answer, which counts as a reading once it has been sent."""
    if counts(request) and answer.status_code == 200:
        on, pk = clock.today(), entry.pk
        # After the last byte: whoever reads does not wait for it, however busy the database is.
        sent: Any = answer
        sent._resource_closers.append(lambda: note(pk, on))
    return answer


def counts(request: HttpRequest) -> bool:
    """Whether this is somebody reading, and nobody of those who write."""
    agent = request.headers.get("User-Agent", "")
    if request.method != "GET" or not agent or ROBOTS.search(agent):
        return False
    if getattr(request, "is_preview", False) or request.headers.get("Sec-Purpose") == "prefetch":
        return False
    return not edit_website.allows(request.user)


def note(entry: int, on: Any) -> None:
    """One more on that day, in one statement; where it fails, the page was served all the same."""
    column = connection.ops.quote_name("on")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ONE_MORE.format(on=column), [entry, on])
    except Error:
        log.warning("A reading of page %s was not counted.", entry, exc_info=True)


def lately(entry: Entry) -> int:
    """How often it was read in the last four weeks, today included."""
    since = clock.today() - timedelta(days=DAYS - 1)
    found = entry.visits.filter(on__gte=since).aggregate(times=Sum("times"))
    return int(found["times"] or 0)
