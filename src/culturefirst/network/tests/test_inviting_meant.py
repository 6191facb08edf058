"""Names of organisations that nobody bears: asked about once, with the nearest ones to pick."""

import re
from html import unescape

import pytest
from django.urls import reverse

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.forms.invitations import MeantForm
from culturefirst.network.models import InvitationList, Organisation, User
from culturefirst.network.tests.test_invitations import row

IPSWICH = "Ipswich Borough Council"


@pytest.fixture
def bodies(ipswich, norfolk_county):
    """Those of the cast, and two that share words with them."""
    for name in ("Norwich City Council", "Waveney Arts Forum"):
        actions.add_organisation(by=SYSTEM, name=name, kind=Organisation.Kind.DISTRICT)


def listed(by, *rows):
    return actions.receive_invitations(by=by, name="people.csv", rows=rows)


def rows(*names):
    return [
        row(at, name=f"P {at}", email=f"p{at}@x.example", organisation=name)
        for at, name in enumerate(names, start=2)
    ]


def shown(client, made):
    return client.get(reverse("invitation_list", args=[made.pk])).text


def questions(page):
    """What is asked, with the answers offered."""
    found = re.findall(
        r'<fieldset class="entry"><legend>(.*?)</legend>(.*?)</fieldset>', page, re.S
    )
    return {
        unescape(legend): [
            unescape(label.strip()) for label in re.findall(r'value="[^"]*"[^>]*>\s*([^<]+)<', body)
        ]
        for legend, body in found
    }


def prefix(text):
    return MeantForm(text, [2], []).prefix


def answer(client, made, **cells):
    client.post(reverse("invitation_list_correct", args=[made.pk]), cells)
    made.refresh_from_db()
    return [(each["organisation"], each["left_out"]) for each in made.rows]


def test_each_unknown_name_is_asked_about_once_with_the_nearest_to_pick(helen, bodies, signed_in):
    made = listed(helen, *rows("Ipswich Bourgh Council", "IPSWICH bourgh council", "Nowhere"))
    assert questions(shown(signed_in(helen), made)) == {
        "“Ipswich Bourgh Council” in rows 2, 3: which organisation is meant?": [
            IPSWICH,
            "None of these, whose name I type",
            "Leave these 2 rows out",
        ],
        "“Nowhere” in row 4: which organisation is meant?": [
            "Another, whose name I type",
            "Leave this row out",
        ],
    }


def test_a_pick_holds_for_every_row_with_the_same_text(helen, bodies, signed_in):
    client = signed_in(helen)
    made = listed(helen, *rows("Ipswich Bourgh", "ipswich  bourgh", "Norwich"))
    told = answer(client, made, **{f"{prefix('Ipswich Bourgh')}-meant": f"is:{IPSWICH}"})
    assert told == [(IPSWICH, False), (IPSWICH, False), ("Norwich", False)]
    assert "3 rows: 2 ready, <strong>1 to put right</strong>" in shown(client, made)


def test_none_of_these_is_typed_and_what_is_typed_is_asked_about_again(helen, bodies, signed_in):
    client, made = signed_in(helen), listed(helen, *rows("The Forum"))
    key = prefix("The Forum")
    answer(client, made, **{f"{key}-meant": "none", f"{key}-name": "Waveney Art Forum"})
    assert list(questions(shown(client, made)).values()) == [
        ["Waveney Arts Forum", "None of these, whose name I type", "Leave this row out"]
    ]


def test_a_name_that_is_typed_needs_no_tick(helen, bodies, signed_in):
    made = listed(helen, *rows("The Forum"))
    told = answer(signed_in(helen), made, **{f"{prefix('The Forum')}-name": "Waveney Arts Forum"})
    assert told == [("Waveney Arts Forum", False)]


def test_all_rows_of_a_name_are_left_out_together(helen, bodies, signed_in):
    made = listed(helen, *rows("Nowhere", IPSWICH, "nowhere"))
    told = answer(signed_in(helen), made, **{f"{prefix('Nowhere')}-meant": "leave"})
    assert told == [("Nowhere", True), (IPSWICH, False), ("nowhere", True)]


def test_a_question_that_is_not_answered_leaves_its_rows_as_they_are(helen, bodies, signed_in):
    made = listed(helen, *rows("Nowhere"))
    key = prefix("Nowhere")
    assert answer(signed_in(helen), made, **{f"{key}-meant": "none"}) == [("Nowhere", False)]
    assert answer(signed_in(helen), made, **{f"{key}-meant": "is:Made up"}) == [("Nowhere", False)]


def test_a_row_with_another_fault_is_asked_about_that_apart(helen, bodies, signed_in):
    client = signed_in(helen)
    made = listed(helen, row(2, email="", organisation="Ipswich Bourgh"))
    page = shown(client, made)
    assert 'name="row-2-email"' in page
    assert 'name="row-2-organisation"' not in page
    cells = {"row-2-name": "Ola Berg", "row-2-email": "ola@ipswich.example"}
    answer(client, made, **cells, **{f"{prefix('Ipswich Bourgh')}-meant": f"is:{IPSWICH}"})
    assert "1 row: 1 ready." in shown(client, made)


def test_a_lead_is_offered_only_what_they_keep(helen, priya, bodies, signed_in):
    actions.set_lead(by=helen, post=priya.posts_today[0], leads=True)
    lead = User.objects.get(pk=priya.pk)
    made = listed(lead, *rows("Norfolk County Councl", "Ipswich Borough"))
    offered = list(questions(shown(signed_in(lead), made)).values())
    assert offered == [
        ["Another, whose name I type", "Leave this row out"],
        [IPSWICH, "None of these, whose name I type", "Leave this row out"],
    ]


def test_fifty_questions_are_asked_at_a_time(helen, bodies, signed_in):
    made = listed(helen, *rows(*(f"Nowhere {at}" for at in range(60))))
    page = shown(signed_in(helen), made)
    assert len(questions(page)) == 50
    assert "The first 50 of 60." in page
    assert "first put 60 rows right" in page


def test_a_cell_with_few_answers_offers_them_and_stays_until_one_is_chosen(
    helen, bodies, signed_in
):
    client, made = signed_in(helen), listed(helen, row(2, role="king"))
    page = shown(client, made)
    assert '<option value="king" selected>king (choose another)</option>' in page
    assert '<option value="Councillor">' in page
    assert '<option value="Director">' not in page
    cells = {"row-2-name": "Ola", "row-2-email": "ola@x.example", "row-2-organisation": IPSWICH}
    answer(client, made, **cells, **{"row-2-role": "king"})
    assert "“king” is not a role." in shown(client, made)
    answer(client, made, **cells, **{"row-2-role": "Manager"})
    assert "1 row: 1 ready." in shown(client, made)


def test_the_page_asks_no_more_of_the_database_for_more_names(
    helen, bodies, signed_in, django_assert_max_num_queries
):
    client = signed_in(helen)
    one = listed(helen, *rows("Ipswich Bourgh"))
    three = listed(helen, *rows("Ipswich Bourgh", "Norwhich", "Nowhere"))
    shown(client, one)
    with django_assert_max_num_queries(30) as asked:
        shown(client, one)
    with django_assert_max_num_queries(len(asked.captured_queries)):
        shown(client, three)
    assert InvitationList.objects.count() == 2
