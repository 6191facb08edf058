"""One address that says whether this installation can answer: for monitors and start scripts."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse


def healthy(request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers, else 503 with a word; says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain")
