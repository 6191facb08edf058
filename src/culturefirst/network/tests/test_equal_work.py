"""Asking to join costs the same for an address that is known and for one that is not."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks import task_backends

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import perform, queue
from culturefirst.kit.jobs.backend import DatabaseBackend
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked
from culturefirst.network.models import Joining, Organisation, User

ROLE = "/join/role/"


@pytest.fixture
def by_workers() -> Iterator[None]:
    """Jobs wait for a worker, as they do on a site that is served."""
    usual = task_backends["default"]
    task_backends["default"] = DatabaseBackend("default", {})
    yield
    task_backends["default"] = usual


def asked_up_to_the_last_page(email: str, body: Organisation) -> Client:
    client = Client()
    client.post("/join/", {"name": "Ola Berg", "email": email})
    client.post("/join/organisation/", {"organisation": body.pk})
    return client


def send(client: Client) -> list[str]:
    """The statements of the last page's sending, without the values in them."""
    with CaptureQueriesContext(connection) as statements:
        answer = client.post(ROLE, {"role": "officer", "title": "Archivist"})
    assert (answer.status_code, answer.url) == (302, "/join/sent/")
    return [re.sub(r"'[^']*'|\d+", "…", each["sql"]) for each in statements]


def do_jobs() -> None:
    while (job := queue.claim("here")) is not None:
        queue.finish(job, perform.run_function(job))


def test_every_kind_of_address_costs_the_same_statements(
    by_workers: None, helen: User, priya: User, jim: User, ipswich: Organisation
) -> None:
    invited = Asked(name="Ida Crewe", title="Officer", role="officer", organisation=ipswich)
    actions.invite(by=helen, email="ida@example.org", asked=invited)
    actions.ask_to_join(by=SYSTEM, email="ola@example.org", asked=invited)
    actions.close_account(by=helen, user=jim)
    send(asked_up_to_the_last_page("first@example.org", ipswich))
    kinds = ("nobody@example.org", "priya@example.org", "ida@example.org", "ola@example.org",
             "jim@example.org")  # fmt: skip
    costs = {email: send(asked_up_to_the_last_page(email, ipswich)) for email in kinds}
    assert [email for email in kinds if costs[email] != costs["nobody@example.org"]] == []
    assert not Message.objects.filter(to__in=kinds).exclude(to="ida@example.org").exists()


def test_the_letters_differ_once_the_job_has_looked(
    by_workers: None, priya: User, ipswich: Organisation
) -> None:
    for email in ("nobody@example.org", "priya@example.org"):
        send(asked_up_to_the_last_page(email, ipswich))
    assert [each.state for each in Joining.objects.all()] == ["received", "received"]
    do_jobs()
    do_jobs()
    subjects = dict(Message.objects.values_list("to", "subject"))
    assert subjects == {
        "nobody@example.org": "Confirm your address to join Culture First",
        "priya@example.org": "You have an account with Culture First already",
    }
    assert [(each.email, each.state) for each in Joining.objects.all()] == [
        ("nobody@example.org", "asked")
    ]
