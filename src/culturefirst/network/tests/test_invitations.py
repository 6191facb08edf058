"""Lists of people to invite: every fault with its row, column and remedy; sent whole or not."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions, inviting
from culturefirst.network.actions.joining import Asked
from culturefirst.network.inviting.checking import _line
from culturefirst.network.inviting.known import Known
from culturefirst.network.models import InvitationList, Joining, Organisation, Role, User
from culturefirst.network.queries.joining import WEEK

HEADS = "Name,E-mail,Council,Role,Job title\n"
GOOD = "Ola Berg,Ola.Berg@Ipswich.example,Ipswich Borough Council,officer,Archivist\n"


def row(number=2, **cells):
    whole = {"name": "Ola Berg", "email": "ola@ipswich.example", "role": "", "title": ""}
    whole |= {"organisation": "Ipswich Borough Council"}
    return {"row": number, "left_out": False} | whole | cells


def faults(by, *rows):
    """The faults of each row, as (row, column, what is said)."""
    return [
        (line.number, fault.column, fault.says)
        for line in inviting.checked(rows, by)
        for fault in line.faults
    ]


def upload(client, text=HEADS + GOOD, name="people.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse("invitations"), {"file": SimpleUploadedFile(name, content)})


def test_a_row_without_faults_says_whom_it_invites(helen, ipswich):
    (line,) = inviting.checked([row(role="Cllr", title="")], helen)
    assert (line.faults, line.email, line.role, line.organisation, line.title) == (
        (),
        "ola@ipswich.example",
        Role.COUNCILLOR,
        ipswich,
        "Councillor",
    )


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"name": ""}, "name", "Give the person's name."),
        ({"email": ""}, "email", "Give an email address: the invitation goes there."),
        (
            {"email": "ola at ipswich"},
            "email",
            "“ola at ipswich” is not an email address. Check it and type it again.",
        ),
        (
            {"role": "king"},
            "role",
            "“king” is not a role. Write officer, councillor or partner.",
        ),
        (
            {"organisation": "Ipswich Bourgh Council"},
            "organisation",
            "No organisation is called “Ipswich Bourgh Council”. Choose it, or add it first.",
        ),
        (
            {"organisation": ""},
            "organisation",
            "Give the organisation the person belongs to.",
        ),
        (
            {"email": "priya@example.org"},
            "email",
            "priya@example.org is a registered user already. Leave it out.",
        ),
    ],
)
def test_a_fault_names_its_column_and_the_remedy(helen, priya, ipswich, cells, column, says):
    assert faults(helen, row(7, **cells)) == [(7, column, says)]


def test_the_same_address_twice_names_the_other_row(helen, ipswich):
    assert faults(helen, row(2), row(5, email="OLA@ipswich.example")) == [
        (5, "email", "ola@ipswich.example stands in row 2 already. Leave one of the two out.")
    ]


def test_somebody_invited_before_is_a_fault(helen, ipswich):
    made = actions.receive_invitations(by=helen, name="a", rows=[row()])
    actions.send_invitations(by=helen, invitations=made)
    assert faults(helen, row()) == [
        (2, "email", "ola@ipswich.example is known here already (invited). Leave it out.")
    ]


def test_a_lead_invites_into_their_own_body_only(helen, priya, ipswich, norfolk_county):
    actions.set_lead(by=helen, post=priya.posts_today[0], leads=True)
    lead = User.objects.get(pk=priya.pk)
    told = faults(lead, row(2), row(3, email="b@x.example", organisation="Norfolk County Council"))
    assert told == [
        (
            3,
            "organisation",
            "You do not look after Norfolk County Council, so you cannot invite into it.",
        )
    ]


def test_a_former_name_finds_the_body(helen, ipswich):
    ipswich.other_names.create(name="Ipswich Corporation")
    assert faults(helen, row(organisation="ipswich corporation")) == []


def test_a_list_with_a_fault_is_not_sent_at_all(helen, ipswich):
    made = actions.receive_invitations(by=helen, name="a", rows=[row(2), row(3, email="")])
    with pytest.raises(DomainError, match=r"1 row cannot be sent yet \(3\)"):
        actions.send_invitations(by=helen, invitations=made)
    assert (Joining.objects.count(), Message.objects.count()) == (0, 0)
    assert InvitationList.objects.get().state == "draft"


def test_a_row_left_out_is_not_written_to(helen, ipswich):
    rows = [row(2), row(3, email="", left_out=True)]
    made = actions.receive_invitations(by=helen, name="a", rows=rows)
    actions.send_invitations(by=helen, invitations=made)
    assert list(Joining.objects.values_list("email", flat=True)) == ["ola@ipswich.example"]


def test_a_list_is_sent_once(helen, ipswich):
    made = actions.receive_invitations(by=helen, name="a", rows=[row()])
    actions.send_invitations(by=helen, invitations=made)
    with pytest.raises(DomainError, match="is sent already"):
        actions.send_invitations(by=helen, invitations=made)
    assert Message.objects.count() == 1


def test_a_dropped_list_keeps_nothing_of_people(helen):
    made = actions.receive_invitations(by=helen, name="a", rows=[row()])
    assert actions.drop_invitations(by=helen, invitations=made).rows == []


def test_a_list_is_asked_about_with_the_same_number_of_questions(
    helen, ipswich, django_assert_num_queries
):
    assert helen.posts_today  # which a request asks for in any case
    with django_assert_num_queries(8):
        inviting.checked([row()], helen)
    with django_assert_num_queries(8):
        many = [row(n, email=f"p{n}@ipswich.example") for n in range(2, 202)]
        assert all(not line.faults for line in inviting.checked(many, helen))


@given(
    cells=st.fixed_dictionaries({name: st.text(max_size=40) for name in inviting.COLUMNS}),
)
def test_whatever_stands_in_a_row_is_a_fault_or_an_invitation(cells):
    known = Known({}, {}, {}, set(), {}, set(), set())
    line = _line({"row": 2, **cells}, known, {}, SYSTEM)
    assert all(fault.column in inviting.COLUMNS and fault.says for fault in line.faults)
    assert line.organisation is None


def test_faults_are_put_right_on_the_page_and_the_list_is_sent(helen, ipswich, signed_in):
    client = signed_in(helen)
    bad = "Bo Hill,bo at ipswich,Ipswich Borough Council,,\n"
    shown = client.get(upload(client, HEADS + GOOD + bad).url)
    assert "2 rows: 1 ready, <strong>1 to put right</strong>" in shown.text
    assert "“bo at ipswich” is not an email address." in shown.text
    made = InvitationList.objects.get()
    cells = {"row-3-name": "Bo Hill", "row-3-email": "bo@ipswich.example", "row-3-role": ""}
    cells |= {"row-3-organisation": "Ipswich Borough Council", "row-3-title": "Clerk"}
    client.post(reverse("invitation_list_correct", args=[made.pk]), cells)
    shown = client.get(reverse("invitation_list", args=[made.pk]))
    assert "Send 2 invitations" in shown.text
    asked = client.post(reverse("invitation_list_send", args=[made.pk]))
    assert "See what was made" in client.get(asked.url).text
    shown = client.get(reverse("invitation_list", args=[made.pk]))
    assert "2 invitations, 0 joined so far." in shown.text
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        "bo@ipswich.example",
        "ola.berg@ipswich.example",
    ]


def test_a_row_left_out_can_come_back(helen, ipswich, signed_in):
    client = signed_in(helen)
    bad = "Bo Hill,,Ipswich Borough Council,,\n"
    upload(client, HEADS + GOOD + bad)
    made = InvitationList.objects.get()
    cells = {"row-3-name": "Bo Hill", "row-3-organisation": "Ipswich Borough Council"}
    correct = reverse("invitation_list_correct", args=[made.pk])
    client.post(correct, cells | {"row-3-left_out": "on"})
    assert "1 left out" in client.get(reverse("invitation_list", args=[made.pk])).text
    client.post(correct, cells | {"row-3-email": "bo@ipswich.example"})
    assert "2 ready" in client.get(reverse("invitation_list", args=[made.pk])).text


def test_a_workbook_is_read_as_well(helen, ipswich, signed_in):
    book = Workbook()
    book.active.append(["Name", "Email", "Organisation"])
    book.active.append(["Ola Berg", "ola@ipswich.example", "Ipswich Borough Council"])
    file = io.BytesIO()
    book.save(file)
    client = signed_in(helen)
    shown = client.get(upload(client, file.getvalue(), "people.xlsx").url)
    assert "1 row: 1 ready" in shown.text


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("Name,Phone\nOla,1\n", "a.csv", "email"),
        (HEADS, "a.csv", "The file has heads and no rows"),
        ("x", "a.pdf", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_beside_its_field(helen, signed_in, text, name, says):
    shown = upload(signed_in(helen), text, name)
    assert shown.status_code == 200
    assert says in shown.text
    assert not InvitationList.objects.exists()


def test_more_than_five_thousand_rows_are_refused(helen, signed_in):
    shown = upload(signed_in(helen), HEADS + GOOD * 5001)
    assert "The file has more than 5,000 rows. Split it into smaller ones." in shown.text
    assert not InvitationList.objects.exists()


def test_another_lead_finds_no_such_list(helen, jim, priya, signed_in):
    made = actions.receive_invitations(by=helen, name="a", rows=[row()])
    actions.set_lead(by=helen, post=jim.posts_today[0], leads=True)
    client = signed_in(User.objects.get(pk=jim.pk))
    assert client.get(reverse("invitation_list", args=[made.pk])).status_code == 404
    assert signed_in(priya).get(reverse("invitations")).status_code == 403


def test_a_manager_invites_into_the_team_and_a_lead_does_not(helen, priya, ipswich, cambridgeshire):
    told = {"role": "Improvement manager", "sub_region": "Cambs", "lead": "yes"}
    (line,) = inviting.checked([row(**told)], helen)
    assert (line.faults, line.role, line.sub_region, line.leads) == (
        (),
        Role.IMPROVEMENT_MANAGER,
        cambridgeshire,
        True,
    )
    actions.set_lead(by=helen, post=priya.posts_today[0], leads=True)
    lead = User.objects.get(pk=priya.pk)
    assert faults(lead, row(**told)) == [
        (
            2,
            "role",
            "You cannot make anybody improvement manager: "
            "this is done by a director or a manager of the network.",
        ),
        (2, "lead", "Only the network's team says by invitation who leads a body. Write no."),
    ]


def test_a_manager_makes_no_director(helen, ipswich):
    (fault,) = faults(helen, row(role="director"))
    assert fault[1:] == (
        "role",
        "You cannot make anybody director: this is done by a director of the network.",
    )


def test_an_improvement_manager_needs_a_sub_region_that_is_known(helen, ipswich, cambridgeshire):
    assert faults(
        helen, row(role="improvement manager"), row(3, email="b@c.uk", sub_region="X")
    ) == [
        (2, "sub_region", "Say to which sub-region they are seconded."),
        (3, "sub_region", "No sub-region is called “X”. There are: Cambridgeshire, Suffolk."),
    ]


def test_a_body_that_is_no_more_is_told_with_its_day(helen, ipswich):
    ended = clock.today()
    Organisation.objects.filter(pk=ipswich.pk).update(dissolved_on=ended)
    (fault,) = faults(helen, row())
    assert fault[2] == (
        "Ipswich Borough Council ended on 19 September 2011. "
        "Give the organisation that took over, or leave the row out."
    )


def test_who_has_not_answered_is_reminded_once_a_week(helen, ipswich, signed_in):
    client = signed_in(helen)
    upload(client)
    sent = actions.send_invitations(by=helen, invitations=InvitationList.objects.get())
    page = reverse("invitation_list", args=[sent.pk])
    assert "1 letter still waits to go out" in client.get(page).text
    assert "Remind" not in client.get(page).text.split("<main")[1].split("small soft")[0]
    with pytest.raises(DomainError, match="wait until a week has passed"):
        actions.remind_list(by=helen, invitations=sent)
    sent.joinings.update(expires_at=F("expires_at") - WEEK)
    assert "Remind 1 person who has not answered" in client.get(page).text
    answer = client.post(reverse("invitation_list_remind", args=[sent.pk]), follow=True)
    assert "Reminded: 1 person." in answer.text
    assert (
        Message.objects.filter(subject="A reminder: you are invited to Culture First").count() == 1
    )


def test_somebody_who_asked_to_be_forgotten_is_not_invited(helen, priya, ipswich):
    address = priya.email
    actions.erase_person(by=priya, person=priya.person)
    says = f"Somebody at {address} asked to be forgotten here. Leave it out."
    assert faults(helen, row(2, email=address.upper())) == [(2, "email", says)]
    asked = Asked(name="Priya", title="Officer", role=Role.OFFICER, organisation=ipswich)
    with pytest.raises(DomainError, match="asked to be forgotten here"):
        actions.invite(by=helen, email=address, asked=asked)
