"""The pages of frameworks: reading, comparing, mapping, bringing in."""

from base64 import b64encode
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import FrameworkVersion, Judgement
from culturefirst.improvement.tests.make import an_assessment
from culturefirst.improvement.tests.test_frameworks_comparing import NEXT
from culturefirst.improvement.tests.test_frameworks_shipped import EXAMPLES
from culturefirst.improvement.tests.texts import DEMO, demo
from culturefirst.network.tests.searching import found

BRING = "/improve/bring-a-framework/"


def text(response):
    return unescape(response.content.decode())


def asked(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_where_there_is_none_a_keeper_begins_with_one_button(helen, priya, signed_in, client):
    page = text(signed_in(helen).get("/improve/frameworks/"))
    assert "Load those that come with the system" in page
    assert "Load those that" not in text(signed_in(priya).get("/improve/frameworks/"))
    answer = signed_in(helen).post(reverse("frameworks_shipped"), follow=True)
    assert "They are here. Whoever works for an organisation can begin." in text(answer)
    page = text(client.get("/improve/frameworks/"))
    assert "Culture and sport improvement" in page
    assert "<b>37</b> criteria<br>in 9 themes" in page
    assert "no award and no badge" in page


def test_a_stranger_reads_a_framework_whole(helen, client):
    actions.load_shipped_frameworks(by=helen)
    page = text(client.get("/improve/frameworks/culture-and-sport/"))
    assert '<article class="criterion" id="c-efficiency-assets"><h3>9.1 Use of assets</h3>' in page
    assert "Several stand empty for much of the week." in page
    assert "The network's own wording on the nine published theme names" in page
    assert "Write the next version" not in page


def test_the_file_leaves_byte_for_byte_as_it_was_loaded(helen, client):
    said = "\ufeff# Ours\r\n" + DEMO.replace("\n", "\r\n")
    actions.load_framework(by=helen, text=said)
    answer = client.get("/improve/frameworks/demo/1/download/")
    assert answer.content == said.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="demo-1.yaml"'


def test_a_framework_of_another_sector_is_read_in_its_own_scale_and_in_welsh(helen, client):
    actions.load_framework(by=helen, text=(EXAMPLES / "food-banks.yaml").read_text())
    page = text(client.get("/improve/frameworks/food-banks/"))
    assert "<b>4 · Shared</b>We do it together with others and help them to." in page
    assert "counts 2 times" in page
    welsh = text(client.get("/improve/frameworks/food-banks/1/?lang=cy"))
    assert '<h1><span lang="cy">Rhwydwaith o fanciau bwyd</span></h1>' in welsh
    assert '<b>4 · <span lang="cy">Ar y cyd</span></b>' in welsh
    assert "1.2 People choose what they take home" in welsh  # nobody translated it


def test_versions_stand_beside_each_other(helen, client):
    for said in (DEMO, NEXT):
        actions.load_framework(by=helen, text=said)
    page = text(client.get("/improve/frameworks/demo/2/compare/"))
    assert "<h1>What is different in 2</h1>" in page
    assert "<b>Sharing</b>" in page
    assert "<del>Skills</del>" in page
    assert "<ins>Learning</ins>" in page
    assert client.get("/improve/frameworks/demo/1/compare/").status_code == 404
    assert client.get("/improve/frameworks/demo/2/compare/?with=7").status_code == 404
    earlier = text(client.get("/improve/frameworks/demo/1/"))
    assert "An earlier version, as it was scored against." in earlier


def test_the_short_framework_stands_beside_the_full_one_and_the_other_way_round(helen, client):
    actions.load_shipped_frameworks(by=helen)
    page = text(client.get("/improve/frameworks/civil-society/1/map/"))
    assert "/improve/frameworks/culture-and-sport/1/#c-efficiency-assets" in page
    back = text(client.get("/improve/frameworks/culture-and-sport/1/map/"))
    assert "/improve/frameworks/civil-society/1/#c-money-assets" in back


def test_a_file_is_shown_first_and_loaded_only_then(helen, signed_in):
    client = signed_in(helen)
    said = DEMO.replace("\n", "\r\n")
    file = SimpleUploadedFile("demo.yaml", said.encode())
    page = text(client.post(BRING, {"step": "look", "file": file}))
    assert "Nothing is loaded yet. It becomes a new framework." in page
    assert "As people will read it: A demonstration" in page
    assert FrameworkVersion.objects.count() == 0
    content = b64encode(said.encode()).decode()
    assert f'name="content" value="{content}"' in page
    answer = client.post(BRING, {"step": "load", "content": content})
    assert answer["Location"] == "/improve/frameworks/demo/1/"
    assert FrameworkVersion.objects.get().text == said


def test_the_preview_of_a_next_version_says_what_is_different(helen, signed_in):
    actions.load_framework(by=helen, text=DEMO)
    page = text(signed_in(helen).post(BRING, {"step": "look", "text": NEXT}))
    assert "It becomes the version after 1 of “A demonstration”." in page
    assert "<ins>Learning</ins>" in page
    same = text(signed_in(helen).post(BRING, {"step": "look", "text": DEMO}))
    assert "This very file is here already." in same
    taken = demo(("title: Skills", "title: Skill"))
    page = text(signed_in(helen).post(BRING, {"step": "look", "text": taken}))
    assert "A version 1 is here already, with other words." in page
    assert "Load version" not in page


def test_every_fault_is_shown_with_its_line_and_the_text_stays(helen, signed_in):
    broken = demo(("title: Skills", "titel: Skills"), ("title: Buying", "weight: high"))
    answer = signed_in(helen).post(BRING, {"step": "look", "text": broken})
    assert answer.status_code == 422
    page = text(answer)
    assert "4 things to put right" in page
    assert (
        "<li>Line 18, theme 'efficiency', criterion 'buying': weight must be a number from 0 up, "
        "not 'high'.<code>weight: high</code></li>"
    ) in page
    assert "titel: Skills" in page


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({}, "Choose a file, or paste its text."),
        ({"file": b"title: \xff"}, "This file is not text in UTF-8."),
        ({"file": b"x" * (2**20 + 1)}, "That file is larger than 1 MB."),
        ({"text": "a: &a [*a]"}, "refers to another place"),
    ],
)
def test_what_cannot_be_read_is_told(helen, signed_in, sent, fault):
    given = {
        name: SimpleUploadedFile("a.yaml", value) if name == "file" else value
        for name, value in sent.items()
    }
    answer = signed_in(helen).post(BRING, {"step": "look"} | given)
    assert answer.status_code == 422
    assert fault in text(answer)


def test_a_version_that_is_there_with_other_words_is_refused_on_the_page(helen, signed_in):
    actions.load_framework(by=helen, text=DEMO)
    content = b64encode(demo(("title: Skills", "title: Skill")).encode()).decode()
    answer = signed_in(helen).post(BRING, {"step": "load", "content": content})
    assert answer.status_code == 422
    assert "There is a version 1 of “A demonstration” already" in text(answer)
    forged = signed_in(helen).post(BRING, {"step": "load", "content": "%%%"})
    assert "The file is empty." in text(forged)


def test_a_page_asks_the_database_as_often_for_400_criteria_as_for_3(helen, client):
    actions.load_framework(by=helen, text=DEMO)
    many = "".join(f"      - {{key: c{n}, title: C}}\n" for n in range(397))
    large = demo(("framework: demo", "framework: large")) + many
    actions.load_framework(by=helen, text=large)
    assert asked(client, "/improve/frameworks/demo/") == asked(client, "/improve/frameworks/large/")


def test_what_would_be_taken_over_is_shown_and_then_taken_over(helen, priya, ipswich, signed_in):
    first = actions.load_framework(by=helen, text=DEMO)
    second = actions.load_framework(by=helen, text=NEXT)
    an_assessment(ipswich, priya.person, first, agreed={"assets": 1, "skills": 2})
    after = an_assessment(ipswich, priya.person, second)
    address = reverse("assessment_carry", args=[after.pk])
    page = text(signed_in(priya).get(address))
    assert "Take over 2 criteria" in page
    assert "Words only: the level “Good” is not on this scale" in page
    answer = signed_in(priya).post(address, follow=True)
    assert "2 criteria taken over. Look at each and agree it afresh." in text(answer)
    assert Judgement._base_manager.filter(assessment=after, agreed_on=None).count() == 2
    assert signed_in(helen).get(address).status_code == 404
    assert signed_in(priya).get(f"{address}?from=999").status_code == 404


def test_programs_read_frameworks_whole(helen, client):
    actions.load_shipped_frameworks(by=helen)
    listed = client.get("/api/v1/frameworks/").json()
    assert listed["count"] == 2
    assert [(each["key"], each["criteria"], each["themes"]) for each in listed["items"]] == [
        ("civil-society", 12, 4),
        ("culture-and-sport", 37, 9),
    ]
    whole = client.get("/api/v1/frameworks/civil-society/").json()
    assert whole["scale"][3]["name"] == "Excellent"
    first = whole["asked"][0]["criteria"][0]
    assert (first["key"], first["maps_to"]) == (
        "purpose-clear", ["culture-and-sport/leadership-vision"],
    )  # fmt: skip
    assert client.get("/api/v1/frameworks/culture-and-sport/?number=2").status_code == 404
    assert client.get("/api/v1/frameworks/nothing/").status_code == 404


def test_a_framework_is_found_by_what_it_asks(helen, nobody):
    actions.load_shipped_frameworks(by=helen)
    assert found(nobody, "sewage works") == []
    assert found(nobody, "strategic commissioning") == ["Culture and sport improvement"]


def test_an_open_assessment_leads_to_what_it_can_take_over(helen, priya, ipswich, signed_in):
    first = actions.load_framework(by=helen, text=DEMO)
    alone = an_assessment(ipswich, priya.person, first)
    page = reverse("assessment", args=[alone.pk])
    assert "Take over from before" not in text(signed_in(priya).get(page))
    after = an_assessment(ipswich, priya.person, first)
    page = reverse("assessment", args=[after.pk])
    assert "Take over from before" in text(signed_in(priya).get(page))


def test_search_engines_are_told_of_frameworks(helen, client):
    actions.load_framework(by=helen, text=DEMO)
    assert "/improve/frameworks/demo/</loc>" in client.get("/sitemap.xml").content.decode()
