"""The address that monitors ask."""

import pytest
from django.db import DatabaseError
from django.test import Client


@pytest.mark.django_db
def test_it_says_ok_where_the_database_answers() -> None:
    answer = Client().get("/healthz/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_it_says_so_where_the_database_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    from culturefirst.site import health

    class Gone:
        def cursor(self) -> None:
            raise DatabaseError("gone: host db.internal")

    monkeypatch.setattr(health, "connection", Gone())
    answer = Client().get("/healthz/")
    assert (answer.status_code, answer.content) == (503, b"the database does not answer\n")
