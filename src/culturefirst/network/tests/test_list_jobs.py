"""Long lists are sent by a job: whole or not at all, told of, and harmless when done again."""

import pytest
from django.urls import reverse

from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import queue
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.perform import perform
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked
from culturefirst.network.models import InvitationList, Joining, Role
from culturefirst.network.tests.test_invitations import row


def listed(by, count=3):
    rows = [row(at, name=f"P {at}", email=f"p{at}@x.example") for at in range(2, count + 2)]
    return actions.receive_invitations(by=by, name="people.csv", rows=rows)


def work():
    """What a worker does with the next job."""
    claimed = queue.claim("worker")
    perform(claimed)
    claimed.refresh_from_db()
    return claimed


def notices():
    return list(Message.objects.filter(kind="notice").values_list("to", "subject"))


@pytest.fixture
def asked(queued, helen, ipswich):
    return actions.ask_to_send(by=helen, invitations=listed(helen))


def test_sending_leads_to_the_page_of_its_job(queued, helen, ipswich, signed_in):
    made, client = listed(helen), signed_in(helen)
    answer = client.post(reverse("invitation_list_send", args=[made.pk]))
    job = Job.objects.get(says="Sending invitations")
    assert answer.url == reverse("job", args=[job.pk])
    assert "Sending invitations" in client.get(answer.url).text
    assert Joining.objects.count() == 0
    assert work().state == "done"
    assert f'<a href="/invitations/{made.pk}/">See what was made</a>' in client.get(answer.url).text
    assert Joining.objects.filter(list=made).count() == 3


def test_a_list_that_is_being_sent_is_not_changed_meanwhile(asked, helen, amara, signed_in):
    for deed in (
        lambda: actions.ask_to_send(by=helen, invitations=asked),
        lambda: actions.drop_invitations(by=helen, invitations=asked),
        lambda: actions.correct_invitations(by=helen, invitations=asked, cells={}, left_out=[]),
    ):
        with pytest.raises(DomainError, match="being sent just now"):
            deed()
    page = signed_in(helen).get(asked.get_absolute_url()).text
    assert "This list is being sent just now." in page
    assert f'<a href="/jobs/{asked.job_id}/">See how far it is</a>' in page
    assert "Throw the list away" not in page
    others = signed_in(amara).get(asked.get_absolute_url()).text
    assert "This list is being sent just now." in others
    assert "See how far it is" not in others


def test_a_job_that_runs_again_invites_nobody_twice(asked):
    work()
    Job.objects.filter(pk=asked.job_id).update(state="waiting")
    again = work()
    assert (again.state, again.result_url) == ("done", asked.get_absolute_url())
    assert (Joining.objects.count(), Message.objects.count()) == (3, 3)
    assert AuditEvent.objects.filter(verb="network.send_invitations").count() == 1


def test_what_has_changed_since_stops_all_of_it_and_the_list_can_be_put_right(
    asked, helen, ipswich, signed_in
):
    someone = Asked(name="P", title="Clerk", role=Role.OFFICER, organisation=ipswich)
    actions.invite(by=helen, email="p3@x.example", asked=someone)
    failed = work()
    says = "1 row cannot be sent yet (3). Put them right or leave them out"
    assert (failed.state, failed.error.startswith(says)) == ("failed", True)
    assert Joining.objects.filter(list=asked).count() == 0
    page = signed_in(helen).get(asked.get_absolute_url()).text
    assert says in page
    assert "p3@x.example is known here already (invited). Leave it out." in page
    actions.correct_invitations(by=helen, invitations=asked, cells={3: {}}, left_out=[3])
    actions.ask_to_send(by=helen, invitations=asked)
    assert work().state == "done"
    assert Joining.objects.filter(list=asked).count() == 2


def test_whoever_asked_for_a_long_list_is_written_to_when_it_is_done(queued, helen, ipswich):
    made = actions.ask_to_send(by=helen, invitations=listed(helen, 201))
    assert notices() == []
    work()
    assert notices() == [("helen@example.org", "“people.csv” is sent")]
    text = Message.objects.get(kind="notice").text
    assert f"/invitations/{made.pk}/" in text
    Job.objects.filter(pk=made.job_id).update(state="waiting")
    work()
    assert len(notices()) == 1


def test_whoever_asked_for_a_long_list_is_written_to_when_it_is_refused(queued, helen, ipswich):
    made = actions.ask_to_send(by=helen, invitations=listed(helen, 201))
    InvitationList.objects.filter(pk=made.pk).update(rows=[*made.rows[:-1], row(202, email="")])
    assert work().state == "failed"
    assert notices() == [("helen@example.org", "“people.csv” was not sent")]
    assert "1 row cannot be sent yet (202)." in Message.objects.get(kind="notice").text
    assert Joining.objects.count() == 0


def test_of_a_short_list_the_page_tells(asked):
    work()
    assert notices() == []


def statements(helen, count, asking):
    made = listed(helen, count)
    with asking as told:
        actions.send_invitations(by=helen, invitations=made)
    Joining.objects.all().delete()
    return len(told.captured_queries)


def test_a_long_list_is_sent_with_the_statements_of_a_short_one(
    helen, ipswich, django_assert_max_num_queries
):
    helen.posts_today  # noqa: B018  (which a request asks for in any case)
    statements(helen, 1, django_assert_max_num_queries(40))
    few = statements(helen, 2, django_assert_max_num_queries(40))
    # SQLite takes some thirty invitations in one statement.
    assert statements(helen, 30, django_assert_max_num_queries(40)) == few
    assert statements(helen, 90, django_assert_max_num_queries(40)) <= few + 6


def test_each_of_a_list_is_invited_as_by_hand(helen, ipswich, cambridgeshire):
    cells = {"role": "Improvement manager", "sub_region": "Cambs", "lead": "yes", "title": "Lead"}
    made = actions.receive_invitations(by=helen, name="one.csv", rows=[row(2, **cells)])
    actions.send_invitations(by=helen, invitations=made)
    by_list = _facts()
    Joining.objects.all().delete()
    asked = Asked(
        "Ola Berg",
        "Lead",
        Role.IMPROVEMENT_MANAGER,
        ipswich,
        sub_region=cambridgeshire,
        leads=True,
    )
    actions.invite(by=helen, email="ola@ipswich.example", asked=asked)
    assert by_list == _facts()


def _facts():
    """An invitation, its letter and its event, without what is new each time."""
    passing = {"id", "digest", "expires_at", "list_id", "asked_at"}
    joining = Joining.objects.values().get()
    letter = Message.objects.filter(to=joining["email"]).latest("pk")
    event = AuditEvent.objects.filter(verb="network.invite").latest("pk")
    link = letter.text.split("/join/")[1].split("\n")[0]
    return (
        {name: value for name, value in joining.items() if name not in passing},
        (letter.subject, letter.text.replace(link, ""), letter.kind),
        (event.actor, event.object_type, event.before, set(event.after), event.about[:8]),
    )
