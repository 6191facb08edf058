"""An import writes in few statements what single actions would, and is done by a job."""

from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.search import checking
from culturefirst.network import actions
from culturefirst.network.bringing.differences import FACTS, gone_by_today
from culturefirst.network.bringing.plan import planned
from culturefirst.network.models import Organisation, OrganisationList, SubRegion
from culturefirst.network.tests.test_bringing_clashes import ROWS, SOUND, numbered
from culturefirst.network.tests.test_list_jobs import work

PARTICULARS = ("words", "other_names", "codes", "services", "memberships", "domains")


def brought(by, rows):
    return actions.bring_organisations(by=by, name="bodies.csv", rows=rows)


def by_hand(rows):
    """Everything that is new, added by single actions, one after the other."""
    plan = planned(rows)
    for name in plan.places:
        actions.add_sub_region(by=SYSTEM, name=name)
    for row in plan.new:
        _add(row)


def _add(row):
    said = row.said
    body = actions.add_organisation(
        by=SYSTEM,
        name=row.name,
        sub_region=SubRegion.objects.filter(name__iexact=said.get("sub_region")).first(),
        upper_tier=Organisation.objects.filter(name=said.get("upper_tier")).first(),
        parent=Organisation.objects.filter(name=said.get("parent")).first(),
        codes=row.codes,
        services=said.get("services", ()),
        joined_on=said.get("joined"),
        **{name: said[column] for column, name in FACTS.items() if column in said},
    )
    if "left" in said:
        actions.leave_network(by=SYSTEM, organisation=body, on=said["left"])
    for name, until in row.former_names:
        actions.add_other_name(by=SYSTEM, organisation=body, name=name, until=until)
    for domain in () if gone_by_today(row) else said.get("mail_domains", ()):
        actions.add_mail_domain(by=SYSTEM, organisation=body, domain=domain)


def everything():
    """All that stands of bodies, without the keys, and the events that tell of it."""
    bodies = Organisation.objects.select_related("sub_region", "upper_tier", "parent")
    names = {body.pk: body.name for body in bodies}
    facts = {body.name: _values(body) for body in bodies}
    events = Counter(
        (event.verb, names.get(int(event.about.partition(":")[2] or 0)), _without_keys(event))
        for event in AuditEvent.objects.filter(about__startswith="organisation:")
    )
    return facts, events, checking.faults()


def _values(body):
    links = {name: str(getattr(body, name)) for name in ("sub_region", "upper_tier", "parent")}
    own = {field.name: getattr(body, field.name) for field in body._meta.concrete_fields}
    dated = {name: sorted(map(_said, getattr(body, name).all())) for name in PARTICULARS}
    return own | links | dated | {"id": None}


def _said(record):
    fields = record._meta.concrete_fields
    told = {field.name: getattr(record, field.name) for field in fields if not field.is_relation}
    return str(told | {"id": None})


def _without_keys(event):
    after = {name: value for name, value in event.after.items() if not name.endswith("_id")}
    return str((event.before, sorted(after.items()), event.object_type))


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS | SOUND)
def test_what_is_new_stands_as_if_it_had_been_added_by_hand(rows):
    kept = numbered([{"kind": "district"} | row for row in rows])
    outcomes = []
    if planned(kept).faults:
        return
    with transaction.atomic():
        for run in (
            lambda: actions.import_organisations(by=SYSTEM, brought=brought(SYSTEM, kept)),
            lambda: by_hand(kept),
        ):
            mark = transaction.savepoint()
            run()
            outcomes.append(everything())
            transaction.savepoint_rollback(mark)
        transaction.set_rollback(True)
    whole, single = outcomes
    assert whole == single
    assert whole[2] == []


PLAIN = {
    "kind": "unitary",
    "short_name": "Ipswich",
    "website": "https://ipswich.example",
    "public_id": "GB-1",
    "description": "Runs museums",
    "map_column": "2",
    "map_row": "3",
}


@pytest.mark.parametrize("columns", [["website"], ["short_name", "kind"], list(PLAIN)])
def test_plain_facts_change_as_if_by_hand(helen, ipswich, columns):
    rows = numbered([{"name": ipswich.name} | {column: PLAIN[column] for column in columns}])
    outcomes = []
    for run in (
        lambda: actions.import_organisations(by=helen, brought=brought(helen, rows)),
        lambda: _edited(helen, ipswich, rows),
    ):
        with transaction.atomic():
            run()
            outcomes.append(everything())
            transaction.set_rollback(True)
    whole, single = outcomes
    assert whole == single
    assert whole[0][ipswich.name]["version"] == 2


def _edited(by, body, rows):
    [changed] = planned(rows).changed
    changes = {FACTS[each.column]: each.value for each in changed.differences}
    actions.edit_organisation(by=by, organisation=body, changes=changes)


def rows_of(count):
    return [
        {
            "row": at,
            "name": f"Town {at}",
            "kind": "district",
            "sub_region": "The Fens",
            "joined": "2010-04-01",
            "services": "arts",
            "gss_code": f"E07{at:06d}",
            "former_names": f"Old Town {at}",
        }
        for at in range(2, count + 2)
    ]


def statements(by, count, asking):
    kept = brought(by, rows_of(count))
    with transaction.atomic():
        with asking as told:
            actions.import_organisations(by=by, brought=kept)
        transaction.set_rollback(True)
    return len(told.captured_queries)


def test_many_new_bodies_take_the_statements_of_a_few(helen, django_assert_max_num_queries):
    statements(helen, 1, django_assert_max_num_queries(120))
    few = statements(helen, 10, django_assert_max_num_queries(120))
    # SQLite takes a thousand values in one statement.
    assert statements(helen, 300, django_assert_max_num_queries(120)) <= few + 40


def test_the_page_of_the_preview_leads_to_its_job_and_that_to_what_was_made(
    queued, helen, amara, signed_in
):
    client, kept = signed_in(helen), brought(helen, rows_of(3))
    agreed = planned(kept.rows).digest
    asked = client.post(kept.get_absolute_url(), {"agreed": agreed})
    job = Job.objects.get(says="Importing organisations")
    assert asked.url == reverse("job", args=[job.pk])
    page = client.get(kept.get_absolute_url()).text
    assert "This list is being imported just now." in page
    assert f'<a href="/jobs/{job.pk}/">See how far it is</a>' in page
    assert 'name="agreed"' not in page
    with pytest.raises(DomainError, match="being imported just now"):
        actions.ask_to_import(by=amara, brought=kept)
    assert work().state == "done"
    assert Organisation.objects.filter(name__startswith="Town").count() == 3
    assert "Imported: 3 rows, all of them." in client.get(kept.get_absolute_url()).text
    with pytest.raises(DomainError, match="This list is imported already"):
        actions.ask_to_import(by=helen, brought=kept)


def test_an_import_that_runs_again_adds_nothing(queued, helen):
    kept = actions.ask_to_import(by=helen, brought=brought(helen, rows_of(3)))
    work()
    Job.objects.filter(pk=kept.job_id).update(state="waiting")
    again = work()
    assert (again.state, again.result_url) == ("done", kept.get_absolute_url())
    assert AuditEvent.objects.filter(verb="network.import_organisations").count() == 1


def test_what_would_do_something_else_by_now_is_not_done_and_can_be_looked_at_again(
    queued, helen, signed_in
):
    kept = actions.ask_to_import(by=helen, brought=brought(helen, rows_of(3)))
    actions.add_organisation(by=helen, name="Town 3", kind="county")
    failed = work()
    assert (failed.state, failed.error[:57]) == (
        "failed",
        "Something changed here since you looked, so that the impo",
    )
    page = signed_in(helen).get(kept.get_absolute_url()).text
    assert "It was not imported" in page
    assert "Import 1 new sub-region, 2 new organisations, 1 changed organisation" in page
    assert not Organisation.objects.filter(name="Town 2").exists()
    actions.ask_to_import(by=helen, brought=OrganisationList.objects.get(pk=kept.pk))
    assert work().state == "done"


def test_whoever_asked_for_a_long_import_is_written_to(queued, helen):
    kept = actions.ask_to_import(by=helen, brought=brought(helen, rows_of(201)))
    work()
    [letter] = Message.objects.filter(kind="notice")
    assert (letter.to, letter.subject) == ("helen@example.org", "“bodies.csv” is imported")
    assert kept.get_absolute_url() in letter.text


def test_long_tables_of_the_preview_are_shown_page_by_page(helen, signed_in):
    kept = brought(
        helen, [*rows_of(120), *({"row": 200 + at, "kind": "county"} for at in range(60))]
    )
    page = signed_in(helen).get(kept.get_absolute_url()).text
    assert "1–50 of 120" in page
    assert "60 cells to put right first" in page
    assert "These are the first 50 of them." in page
    file = signed_in(helen).get(kept.get_absolute_url(), {"format": "csv", "table": "new"})
    assert len(file.text.splitlines()) == 121
