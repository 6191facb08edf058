"""Writing a framework: parts by form, the whole as text, two people at once, and loading it."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.frameworks import FrameworkRefused, Level, read, written
from culturefirst.improvement.frameworks import editing as parts
from culturefirst.improvement.models import FrameworkDraft, FrameworkVersion
from culturefirst.improvement.tests.test_frameworks_shipped import EXAMPLES
from culturefirst.improvement.tests.texts import DEMO
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed

FOOD = (EXAMPLES / "food-banks.yaml").read_text(encoding="utf-8")


def text(response):
    return unescape(response.content.decode())


def keys(framework):
    return [each.key for each in framework.criteria]


def seen(client, page):
    """The mark of the part that a page shows."""
    return re.search(r'name="seen" value="(\d+)"', text(client.get(page)))[1]


@pytest.fixture
def draft(helen):
    base = actions.load_framework(by=helen, text=DEMO)
    return actions.draft_framework(by=helen, base=base)


def address(name, draft, *more):
    return reverse(f"framework_draft{name}", args=[draft.pk, *more])


def now(draft):
    return FrameworkDraft.objects.get(pk=draft.pk)


def test_parts_are_moved_taken_out_and_added():
    demo = read(DEMO)
    assert keys(parts.move_criterion(demo, "buying", parts.UP)) == ["buying", "assets", "skills"]
    assert keys(parts.move_criterion(demo, "assets", parts.UP)) == keys(demo)
    assert keys(parts.move_theme(demo, "people", parts.UP)) == ["skills", "assets", "buying"]
    assert keys(parts.without_criterion(demo, "assets")) == ["buying", "skills"]
    assert keys(parts.without_theme(demo, "efficiency")) == ["skills"]
    moved = parts.with_criterion(demo, "assets", {}, "people")
    assert keys(moved) == ["buying", "skills", "assets"]


def test_a_theme_is_never_left_without_a_criterion_nor_a_framework_without_a_theme():
    demo = read(DEMO)
    with pytest.raises(DomainError, match="It is the only criterion of “People”"):
        parts.without_criterion(demo, "skills")
    with pytest.raises(DomainError, match="It is the only theme"):
        parts.without_theme(parts.without_theme(demo, "people"), "efficiency")
    with pytest.raises(DomainError, match="It is not there any more"):
        parts.move_theme(demo, "gone", parts.UP)


def test_words_in_other_languages_follow_a_key_and_go_with_what_is_taken_out():
    food = read(FOOD)
    other = parts.with_criterion(food, "food-safe", {"key": "food-sound"})
    assert list(other.translations["cy"].criteria) == ["dignity-welcome", "food-sound"]
    assert read(written(other)) == other
    less = parts.without_theme(food, "dignity")
    assert list(less.translations["cy"].criteria) == ["food-safe"]
    assert read(written(less)) == less


def test_levels_that_are_no_more_take_what_is_said_of_them_along_only_where_asked():
    food = read(FOOD)
    shorter = food.scale[:4]
    with pytest.raises(FrameworkRefused, match="level 4 is not on the scale"):
        read(written(parts.with_scale(food, shorter)))
    made = parts.with_scale(food, shorter, drop=True)
    assert read(written(made)) == made
    assert 4 not in made.translations["cy"].criteria["dignity-welcome"].levels


def test_a_criterion_that_gets_another_key_remembers_the_one_it_was_loaded_with(draft, helen):
    known = {"skills"}.__contains__
    made = parts.with_criterion(read(DEMO), "skills", {"key": "learning"}, earlier=known)
    assert [each.was for each in made.criteria][-1] == ("skills",)
    again = parts.with_criterion(made, "learning", {"key": "growing"}, earlier=known)
    assert [each.was for each in again.criteria][-1] == ("skills",)


def test_only_keepers_write_and_find_drafts(draft, helen, priya, tom):
    for user in (priya, tom):
        with pytest.raises(NotAllowed):
            actions.drop_draft(by=user, draft=draft)
        assert FrameworkDraft.objects.visible_to(user).count() == 0
    assert FrameworkDraft.objects.visible_to(helen).get() == draft


def test_a_change_that_does_not_hold_together_changes_nothing(draft, helen):
    clash = parts.with_criterion
    with pytest.raises(FrameworkRefused, match="key 'assets' is that of the criterion"):
        actions.change_draft(
            by=helen, draft=draft, edit=lambda whole: clash(whole, "skills", {"key": "assets"})
        )
    assert now(draft).text == draft.text


def test_who_saves_the_same_part_second_is_told_and_nothing_is_overwritten(draft, helen, amara):
    rename = lambda title: lambda whole: replace(whole, title=title)  # noqa: E731
    mark = lambda whole: len(whole.title)  # noqa: E731
    shown = {"draft": draft, "seen": len("A demonstration"), "mark": mark}
    actions.change_draft(by=helen, edit=rename("Hers"), **shown)
    with pytest.raises(Conflict):
        actions.change_draft(by=amara, edit=rename("Theirs"), **shown)
    assert now(draft).title == "Hers"


def test_a_draft_is_loaded_as_the_next_version_and_then_stays(draft, helen):
    changed = actions.change_draft(
        by=helen, draft=draft, edit=lambda whole: replace(whole, title="Shown anew")
    )
    with pytest.raises(DomainError, match="There is a version 1 of"):
        actions.load_draft(by=helen, draft=changed, version="1")
    version = actions.load_draft(by=helen, draft=changed, version=" 2012 ")
    assert (version.name, version.number, version.title) == ("2012", 2, "Shown anew")
    assert now(draft).loaded_as == version
    with pytest.raises(DomainError, match="It is loaded or dropped"):
        actions.write_draft(by=helen, draft=draft, text="x")


def test_a_draft_in_which_nothing_was_changed_is_not_loaded(draft, helen):
    with pytest.raises(DomainError, match="Nothing is different from the version"):
        actions.load_draft(by=helen, draft=draft, version="1")


def test_a_criterion_is_written_by_form(draft, helen, signed_in):
    client = signed_in(helen)
    page = address("_criterion", draft, "assets")
    shown = text(client.get(page))
    assert "1 · Poor" in shown
    assert "Nobody knows what there is." in shown
    sent = {
        "title": "How assets are used", "key": "assets", "theme": "people", "says": "Well?",
        "level_1": "Not at all.", "level_2": "Well.", "guidance": "", "evidence": "A list\nA map",
        "weight": "2.5", "maps_to": "other/thing", "was": "", "seen": seen(client, page),
    }  # fmt: skip
    answer = client.post(page, sent)
    assert answer["Location"] == f"{address('', draft)}#c-assets"
    theme, made = parts.criterion_of(read(now(draft).text), "assets")
    assert (theme.key, made.title, made.says) == ("people", "How assets are used", "Well?")
    assert made.levels == {1: "Not at all.", 2: "Well."}
    assert (made.evidence, made.maps_to, str(made.weight)) == (
        ("A list", "A map"), ("other/thing",), "2.5",
    )  # fmt: skip


def test_what_does_not_hold_together_is_told_beside_the_form(draft, helen, signed_in):
    page = address("_criterion", draft, "skills")
    sent = {"title": "Skills", "key": "buying", "theme": "people", "weight": "1"}
    client = signed_in(helen)
    answer = client.post(page, sent | {"seen": seen(client, page)})
    assert answer.status_code == 422
    assert "criterion 'buying': key 'buying' is that of the criterion in line" in text(answer)


def test_two_editors_of_one_criterion_are_shown_both_texts(draft, helen, amara, signed_in):
    page = address("_criterion", draft, "skills")
    sent = {"title": "Hers", "key": "skills", "theme": "people", "weight": "1"}
    sent["seen"] = seen(signed_in(helen), page)
    assert signed_in(helen).post(page, sent).status_code == 302
    answer = signed_in(amara).post(page, sent | {"title": "Theirs", "initial-title": "Skills"})
    assert answer.status_code == 409
    shown = text(answer)
    assert "<p>Hers</p>" in shown
    assert "<p>Theirs</p>" in shown
    assert parts.criterion_of(read(now(draft).text), "skills")[1].title == "Hers"


SKILLS = {"title": "Skills", "key": "skills", "theme": "people", "weight": "1"}


def test_two_editors_of_different_parts_do_not_meet(draft, helen, amara, signed_in):
    pages = [address("_criterion", draft, key) for key in ("skills", "buying")]
    pages += [address("_theme", draft, "people"), address("_head", draft), address("_scale", draft)]
    clients = [signed_in(helen), signed_in(amara)]
    marks = [seen(clients[at % 2], page) for at, page in enumerate(pages)]
    sent = [
        SKILLS | {"says": "Who can?"},
        {"title": "Buying", "key": "buying", "theme": "efficiency", "weight": "1", "says": "Whom?"},
        {"title": "Everybody", "key": "people", "weight": "1"},
        {"title": "Shown anew", "language": "en"},
        {"scale": "1 | Poor\n2 | Good\n3 | Superb"},
    ]
    for at, (page, mark) in enumerate(zip(pages, marks, strict=True)):
        assert clients[at % 2].post(page, sent[at] | {"seen": mark}).status_code == 302
    whole = read(now(draft).text)
    assert {each.key: each.says for each in whole.criteria} == {
        "assets": "", "buying": "Whom?", "skills": "Who can?",
    }  # fmt: skip
    assert [each.title for each in whole.themes] == ["Efficiency", "Everybody"]
    assert (whole.title, len(whole.scale)) == ("Shown anew", 3)


def test_words_on_what_somebody_took_out_or_broke_meanwhile_stay_on_the_page(
    draft, helen, amara, signed_in
):
    page = address("_criterion", draft, "skills")
    sent = SKILLS | {"says": "My own words.", "level_2": "Of level two."}
    sent["seen"] = seen(signed_in(helen), page)
    actions.change_draft(
        by=amara, draft=draft,
        edit=lambda whole: parts.with_scale(whole, [Level(1, "Poor"), Level(3, "Fine")], drop=True),
    )  # fmt: skip
    fewer = signed_in(helen).post(page, sent)
    assert fewer.status_code == 422
    assert "Of level two." in text(fewer) and "2 · not on the scale any more" in text(fewer)
    actions.change_draft(by=amara, draft=draft, edit=lambda w: parts.without_theme(w, "people"))
    gone = signed_in(helen).post(page, sent)
    assert gone.status_code == 422
    assert "My own words." in text(gone) and "It is not there any more" in text(gone)
    actions.write_draft(by=amara, draft=now(draft), text="format: [1")
    broken = signed_in(helen).post(page, sent)
    assert broken.status_code == 422
    assert "My own words." in text(broken) and "Of level two." in text(broken)
    actions.drop_draft(by=amara, draft=now(draft))
    closed = signed_in(helen).post(address("_text", draft), {"text": "Mine.", "seen": "9"})
    assert closed.status_code == 422
    assert "Mine." in text(closed) and "It is loaded or dropped" in text(closed)


def test_what_nobody_looked_at_is_not_loaded(draft, helen, amara, signed_in):
    client, page = signed_in(helen), address("", draft)
    mark = seen(client, page)
    actions.change_draft(by=amara, draft=draft, edit=lambda whole: replace(whole, title="Other"))
    answer = client.post(page, {"version": "2012", "seen": mark})
    assert answer.status_code == 422
    assert "Somebody changed it since you looked." in text(answer)
    assert f'name="seen" value="{now(draft).version}"' in text(answer)
    assert not FrameworkVersion.objects.filter(name="2012").exists()


def test_the_scale_is_written_as_lines(draft, helen, signed_in):
    page = address("_scale", draft)
    assert "1 | Poor\n2 | Good" in text(signed_in(helen).get(page)).replace("\r\n", "\n")
    mark = seen(signed_in(helen), page)
    wrong = signed_in(helen).post(page, {"scale": "Poor\nGood", "seen": mark})
    assert "Write each level as number | name | meaning" in text(wrong)
    sent = {"scale": "1 | Poor\n2 | Good | As it should be\n3 | Superb", "seen": mark}
    assert signed_in(helen).post(page, sent).status_code == 302
    assert read(now(draft).text).scale[1:] == (
        Level(2, "Good", "As it should be"),
        Level(3, "Superb"),
    )


def test_themes_and_criteria_are_added_moved_and_taken_out_on_pages(draft, helen, signed_in):
    client = signed_in(helen)
    sent = {"title": "Money", "key": "money", "criterion": "Cost", "criterion_key": "cost"}
    assert client.post(address("_theme_add", draft), sent).status_code == 302
    added = client.post(address("_criterion_add", draft, "money"), {"title": "Gain", "key": "gain"})
    assert added["Location"] == address("_criterion", draft, "gain")
    client.post(address("_move", draft, "gain"), {"of": "criterion", "way": "up"})
    client.post(address("_move", draft, "money"), {"of": "theme", "way": "up"})
    assert keys(read(now(draft).text)) == ["assets", "buying", "gain", "cost", "skills"]
    client.post(f"{address('_remove', draft, 'people')}?of=theme")
    refused = client.post(f"{address('_remove', draft, 'people')}?of=theme")
    assert refused.status_code == 422
    client.post(f"{address('_remove', draft, 'buying')}?of=criterion")
    assert keys(read(now(draft).text)) == ["assets", "gain", "cost"]


def test_text_is_kept_as_it_is_written_and_its_faults_are_told(draft, helen, signed_in):
    client = signed_in(helen)
    page = address("_text", draft)
    client.post(page, {"text": "format: 1\r\nframework: [demo", "seen": "1"})
    assert now(draft).text == "format: 1\nframework: [demo"
    shown = text(client.get(address("", draft)))
    assert "to put right before it can be loaded" in shown
    assert "This is not YAML" in shown
    refused = client.get(address("_head", draft))
    assert "Put it right as text first." in text(refused)


def test_a_framework_is_written_from_nothing_and_loaded_by_its_page(helen, signed_in):
    client = signed_in(helen)
    sent = {"title": "Parks", "key": "parks", "version": "1", "theme": "Care", "criterion": "Trees"}
    answer = client.post(reverse("framework_draft_new"), sent)
    draft = FrameworkDraft.objects.get()
    assert answer["Location"] == address("", draft)
    assert "It holds together: 1 criterion in 1 theme." in text(client.get(address("", draft)))
    loaded = client.post(address("", draft), {"version": "2012"})
    assert loaded["Location"] == "/improve/frameworks/parks/1/"
    assert FrameworkVersion.objects.get().levels[3]["name"] == "Excellent"
    assert client.get(address("", draft)).status_code == 404


def test_the_next_version_begins_with_one_button(helen, signed_in):
    actions.load_framework(by=helen, text=FOOD)
    page = text(signed_in(helen).get("/improve/frameworks/food-banks/"))
    assert "Write the next version" in page
    begin = reverse("framework_draft_from", args=["food-banks", 1])
    answer = signed_in(helen).post(begin)
    assert answer["Location"] == address("", FrameworkDraft.objects.get())
    assert FrameworkDraft.objects.get().text == FOOD
    assert "A network of food banks" in text(signed_in(helen).get("/improve/frameworks/"))
