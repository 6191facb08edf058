"""The pages on which members write case studies."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from culturefirst.kit import starts
from culturefirst.kit.starts import STARTS, Start
from culturefirst.library import actions, drafts
from culturefirst.library.models import CaseStudyPage, Picture
from culturefirst.library.tests.test_editor import PAGE, png
from culturefirst.library.tests.test_writing import WHOLE, begun, fresh, handed_in
from culturefirst.network.models import Organisation, Topic, User
from tests.actions.stage import Stage

SignedIn = Callable[[Any], Client]


def posted(client: Client, page: CaseStudyPage, **changes: Any) -> Any:
    """The form as the page shows it, with these changes."""
    form = client.get(f"/learn/write/{page.pk}/change/").context["form"]
    told: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if hasattr(value, "all") or isinstance(value, list):
            value = [getattr(each, "pk", each) for each in value]
        if value not in (None, False):
            told[field.html_name] = told[field.html_initial_name] = getattr(value, "pk", value)
    return client.post(f"/learn/write/{page.pk}/change/", told | changes)


def test_a_draft_begins_with_a_title_and_leads_to_how_it_looks(
    priya: User, signed_in: SignedIn
) -> None:
    client = signed_in(priya)
    answer = client.post("/learn/write/new/", {"title": "An idea", "seen": "0"})
    page = CaseStudyPage.objects.get()
    assert answer.headers["Location"] == f"/learn/write/{page.pk}/"
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "A draft, not handed in" in shown
    assert "Say what the difficulty was." in shown
    assert "Hand it in" not in shown


def test_what_was_typed_stays_where_the_form_has_a_fault(priya: User, signed_in: SignedIn) -> None:
    told = {"title": "An idea", "challenge": "All of this.", "cost": "much", "seen": "0"}
    answer = signed_in(priya).post("/learn/write/new/", told)
    assert answer.status_code == 422
    assert "All of this." in answer.content.decode()
    assert list(answer.context["form"].errors) == ["cost"]
    assert not CaseStudyPage.objects.exists()


def test_the_form_holds_what_the_draft_says(priya: User, signed_in: SignedIn) -> None:
    topic = Topic.objects.create(name="Reading", slug="reading", position=91)
    page = begun(priya, topics=[topic], services=["libraries"], name_me=True)
    form = signed_in(priya).get(f"/learn/write/{page.pk}/change/").context["form"]
    held = {name: form[name].value() for name in ("challenge", "outcomes", "topics", "name_me")}
    assert held == {
        "challenge": WHOLE["challenge"],
        "outcomes": WHOLE["outcomes"],
        "topics": [topic.pk],
        "name_me": True,
    }


def test_only_what_was_changed_is_written_anew(priya: User, signed_in: SignedIn) -> None:
    page = begun(priya)
    draft = drafts.draft_of(page)
    draft.challenge = '<p data-block-key="a">As the <b><i>editor</i></b> keeps it</p>'
    draft.save_revision(clean=False)
    answer = posted(signed_in(priya), fresh(page), done="Two teams.")
    assert answer.status_code == 302, answer.context["form"].errors
    now = drafts.draft_of(fresh(page))
    assert (now.challenge, now.done) == (draft.challenge, "<p>Two teams.</p>")


def test_two_windows_meet_in_a_page_with_both_texts(priya: User, signed_in: SignedIn) -> None:
    client, page = signed_in(priya), begun(priya)
    form = client.get(f"/learn/write/{page.pk}/change/").context["form"]
    told = {"title": WHOLE["title"], "initial-title": WHOLE["title"], "seen": form["seen"].value(),
            "done": "One team, mine.", "initial-done": WHOLE["done"],
            "summary": WHOLE["summary"], "initial-summary": WHOLE["summary"],
            "challenge": WHOLE["challenge"], "initial-challenge": WHOLE["challenge"],
            "outcomes": WHOLE["outcomes"], "initial-outcomes": WHOLE["outcomes"]}  # fmt: skip
    actions.save_case_study(by=priya, page=page, changes={"done": "Other.", "basis": "Wages."})
    answer = client.post(f"/learn/write/{page.pk}/change/", told)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Other." in shown
    assert "One team, mine." in shown
    again = answer.context["form"]
    assert (again["done"].value(), again["basis"].value()) == ("One team, mine.", "Wages.")
    assert again["seen"].value() == fresh(page).latest_revision_id


def test_a_case_study_goes_from_form_to_reader(
    helen: User, priya: User, signed_in: SignedIn
) -> None:
    writer, manager, page = signed_in(priya), signed_in(helen), begun(priya)
    at, seen = f"/learn/write/{page.pk}/", {"seen": page.latest_revision_id}
    writer.post(f"{at}hand-in/", seen)
    assert "Waits to be looked at" in writer.get("/learn/write/").content.decode()
    refused = manager.post(f"{at}send-back/", seen)
    assert (refused.status_code, list(refused.context["faulty"].errors)) == (422, ["said"])
    manager.post(f"{at}send-back/", seen | {"said": "Which districts?"})
    assert "Helen Marsh says: Which districts?" in writer.get(at).content.decode()
    posted(writer, fresh(page), done="Ely and Diss.")
    seen = {"seen": fresh(page).latest_revision_id}
    writer.post(f"{at}hand-in/", seen)
    manager.post(f"{at}accept/", seen)
    shown = Client().get(fresh(page).url).content.decode()
    assert "<p>Ely and Diss.</p>" in shown
    assert "Published" in writer.get("/learn/write/").content.decode()


def test_what_one_wrote_is_listed_in_as_many_questions_as_one(
    priya: User, helen: User, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    client = signed_in(priya)
    for count in (1, 3):
        while CaseStudyPage.objects.count() < 3 * count:
            number = CaseStudyPage.objects.count()
            begun(priya, title=f"Begun {number}")
            handed_in(priya, title=f"Waits {number}")
            actions.send_back_case_study(
                by=helen, page=handed_in(priya, title=f"Back {number}"), said="Why?"
            )
        client.get("/learn/write/")
        with django_assert_num_queries(8):
            assert len(client.get("/learn/write/").context["rows"]) == 3 * count


def test_a_picture_says_what_it_shows_and_is_looked_at(priya: User, signed_in: SignedIn) -> None:
    client, page = signed_in(priya), begun(priya)
    at = f"/learn/write/{page.pk}/picture/"
    sound = {"upload": SimpleUploadedFile("door.png", png()), "alternative": ""}
    assert client.post(at, sound).status_code == 422
    sound = {"upload": SimpleUploadedFile("door.png", PAGE), "alternative": "A door"}
    refused = client.post(at, sound)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["upload"])
    assert not Picture.objects.exists()
    sound = {"upload": SimpleUploadedFile("door.png", png()), "alternative": "A purple door"}
    assert client.post(at, sound).headers["Location"] == f"/learn/write/{page.pk}/"
    picture = Picture.objects.get()
    assert (picture.alternative, picture.width, picture.uploaded_by_user) == (
        "A purple door", 40, priya,
    )  # fmt: skip
    assert 'alt="A purple door"' in client.get(f"/learn/write/{page.pk}/").content.decode()
    client.post(f"/learn/write/{page.pk}/picture/out/")
    assert "<img" not in client.get(f"/learn/write/{page.pk}/").content.decode()


def test_a_form_is_filled_from_whatever_record_a_room_offers(
    priya: User, dee: User, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Organisation.objects.get(name="Waveney Arts Forum")

    def offered(user: Any, pk: int) -> Start | None:
        if pk != body.pk:
            return None
        return Start(body, "Shared project", "One ticket for all", "/projects/7/",
                     organisation=body.pk, partners=("Ely", "Diss"),
                     services=("libraries",))  # fmt: skip

    monkeypatch.setitem(STARTS.entries(), "network.organisation", offered)
    client, about = signed_in(priya), f"network.organisation:{body.pk}"
    answer = client.get(f"/learn/write/new/?from={about}")
    form = answer.context["form"]
    assert {name: form[name].value() for name in ("title", "partners", "services")} == {
        "title": "One ticket for all",
        "partners": "- Ely\n- Diss",
        "services": ["libraries"],
    }
    assert form["organisation"].value() == body.pk
    assert "One ticket for all" in answer.content.decode()
    told = {"title": "One ticket", "seen": "0", "grown": about, "organisation": body.pk}
    client.post("/learn/write/new/", told)
    page = CaseStudyPage.objects.get()
    assert drafts.draft_of(page).organisation == body
    assert [each.url for each in starts.grown_from(priya, page)] == ["/projects/7/"]
    assert client.get("/learn/write/new/?from=network.organisation:1234567").status_code == 404


def test_a_target_leads_to_a_case_study_on_its_activity(
    priya: User, nobody: Any, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    stage = Stage(request)
    target, activity = stage.target, stage.activity
    link = (
        f'<a href="/learn/write/new/?from=programme.activity:{activity.pk}">Write a case study</a>'
    )
    assert link in signed_in(priya).get(f"/programme/targets/{target.pk}/").content.decode()
    assert link not in signed_in(nobody).get(f"/programme/targets/{target.pk}/").content.decode()
    form = (
        signed_in(priya)
        .get(f"/learn/write/new/?from=programme.activity:{activity.pk}")
        .context["form"]
    )
    assert (form["title"].value(), form["serves"].value()) == (activity.title, activity.pk)
