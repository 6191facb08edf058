"""Keeping a survey by the pages: written, tried, opened, read, published."""

from datetime import date

import pytest
from django.test import Client

from culturefirst.kit import clock
from culturefirst.kit.asking.sheet import Kind
from culturefirst.surveys import actions
from culturefirst.surveys.models import Survey, Wave
from culturefirst.surveys.tests.make import LAST, SHEET, a_survey, a_wave, answer, asking

pytestmark = pytest.mark.django_db


def words(page) -> str:
    return page.content.decode()


def question(**more: object) -> dict[str, object]:
    plain = {"words": "How did it go?", "kind": "text", "help": "", "options": "", "rows": "",
             "low_end": "", "high_end": "", "unit": "", "decimals": "0"}  # fmt: skip
    return plain | more


def test_a_survey_is_set_up_a_wave_begun_and_written_by_its_forms(helen, signed_in) -> None:
    client: Client = signed_in(helen)
    made = client.post("/surveys/new/", {
        "title": "Users’ survey", "says": "To learn.", "privacy": "anonymous", "per": "person",
        "partners": "Arts Council\nSport England",
    })  # fmt: skip
    survey = Survey.objects.get()
    assert made.headers["Location"] == f"/surveys/{survey.pk}/"
    assert "Arts Council, Sport England" in words(client.get(f"/surveys/{survey.pk}/"))
    client.post(f"/surveys/{survey.pk}/begin/", {"title": "2011", "closes_on": "2011-10-14"})
    wave = Wave.objects.get()
    at = f"/surveys/waves/{wave.pk}/"
    assert "Nothing is asked yet" in words(client.get(at))
    client.post(f"{at}sections/add/", {"title": "First", "says": "Welcome."})
    client.post(f"{at}sections/first/add/", question(
        kind="one", words="Have you taken part?", options="Yes\nNo\n? Don’t know", required="on"
    ))  # fmt: skip
    client.post(f"{at}sections/add/", {
        "title": "Second", "says": "", "when_question": "have-you-taken-part", "when_of": "any",
        "when_codes": ["have-you-taken-part=yes"],
    })  # fmt: skip
    client.post(f"{at}sections/second/add/", question(
        kind="scale", words="How useful?", low="1", high="5", low_end="no use", unsure="on"
    ))  # fmt: skip
    sheet = Wave.objects.get().asked
    assert [each.key for each in sheet.questions] == ["have-you-taken-part", "how-useful"]
    assert sheet.sections[1].when.conditions[0].codes == ("yes",)
    assert sheet.sections[0].questions[0].options[2].aside
    assert (sheet.question("how-useful").high, sheet.question("how-useful").unsure) == (5, True)
    assert "2 ways through it" in words(client.get(f"{at}routes/"))
    client.post(f"{at}asks/second/move/", {"to": "up"})
    assert "is not asked before it" in words(client.get(at))


def test_a_question_that_cannot_be_asked_is_refused_in_its_form(helen, signed_in) -> None:
    client, wave = signed_in(helen), a_wave(helen)
    at = f"/surveys/waves/{wave.pk}/sections/ways/"
    page = client.post(f"{at}add/", question(kind="one", options="Only one"))
    assert page.status_code == 422
    assert "Give two answers to choose from, or more, one a line." in words(page)
    scale = client.post(f"{at}add/", question(kind="scale", low="5", high="1"))
    assert "Give the two ends of the scale, such as 1 and 5." in words(scale)
    assert client.get(f"{at}nothing/").status_code == 404


def test_options_keep_their_codes_when_a_question_is_changed(helen, signed_in) -> None:
    client, wave = signed_in(helen), a_wave(helen)
    at = f"/surveys/waves/{wave.pk}/sections/ways/how/"
    assert "* Other" in words(client.get(at))
    client.post(at, question(
        kind="several", words="In which ways?", key="how", options="Shared services\nPeer challenge"
    ))  # fmt: skip
    asked = Wave.objects.get().asked.question("how")
    assert [each.code for each in asked.options] == ["share", "peer"]
    assert asked.kind == Kind.SEVERAL


def everybody(wave: Wave, people, **said: str) -> None:
    for at, user in enumerate(people):
        answer(wave, user, improved="y" if at % 2 == 0 else "n", **said)


def test_results_have_intervals_bases_and_what_changed(
    helen, amara, tom, priya, jim, dee, signed_in
) -> None:
    people = (helen, amara, tom, priya, jim, dee)
    survey = a_survey(helen)
    first = actions.open_wave(by=helen, wave=a_wave(helen, survey))
    actions.invite_people(by=helen, wave=first, people=[each.person for each in people])
    everybody(first, people[:5])
    client = signed_in(helen)
    page = words(client.get(f"/surveys/waves/{first.pk}/results/"))
    assert "5 answers of 6 asked" in page
    assert "60\u202f%" in page.replace("\xa0", "\u202f")
    assert "3 of 5, between" in page
    actions.close_wave(by=helen, wave=first)
    with clock.standing(date(2012, 9, 19)):
        second = actions.make_wave(
            by=helen, survey=survey, title="2012", closes_on=date(2012, 10, 14), like=first
        )
        second = actions.open_wave(by=helen, wave=second)
        actions.invite_people(by=helen, wave=second, people=[each.person for each in people])
        for user in people:
            answer(second, user, improved="y")
        page = words(client.get(f"/surveys/waves/{second.pk}/results/"))
    assert "Changes are since 2011." in page
    assert "Risen by 40 points: very likely between" in page
    assert "Too few have answered it to tell more." not in page
    assert "all have answered" in page


def test_too_few_answers_are_not_told(helen, priya, signed_in) -> None:
    wave = asking(helen, priya)
    answer(wave, priya, improved="y")
    page = words(signed_in(helen).get(f"/surveys/waves/{wave.pk}/results/"))
    assert "Too few have answered" in page


def test_of_a_question_that_few_answered_nothing_is_told(
    helen, amara, tom, priya, jim, dee, signed_in
) -> None:
    people = (helen, amara, tom, priya, jim, dee)
    wave = asking(helen, *people)
    for at, user in enumerate(people):
        answer(wave, user, improved="y" if at == 0 else "n", how=["peer"])
    page = words(signed_in(helen).get(f"/surveys/waves/{wave.pk}/results/"))
    assert "Too few have answered it to tell more." in page
    assert "Peer challenge" not in page


def test_a_question_is_crossed_by_place_with_small_cells_left_out(
    helen, amara, tom, priya, jim, dee, signed_in
) -> None:
    people = (helen, amara, tom, priya, jim, dee)
    wave = asking(helen, *people)
    everybody(wave, people)
    page = words(signed_in(helen).get(f"/surveys/waves/{wave.pk}/results/improved/?by=kind"))
    assert "Not told: too few" in page
    assert "%</td>" not in page
    assert (
        signed_in(helen).get(f"/surveys/waves/{wave.pk}/results/improved/?by=x").status_code == 404
    )


def test_what_was_written_is_read_without_names(helen, priya, jim, signed_in) -> None:
    wave = asking(helen, priya, jim)
    answer(wave, priya, improved="n", why_not="No <time>")
    page = words(signed_in(helen).get(f"/surveys/waves/{wave.pk}/results/why-not/"))
    assert "No &lt;time&gt;" in page
    assert "Priya" not in page


def test_what_is_published_is_read_by_whom_it_is_for_with_its_finding(
    helen, amara, tom, priya, jim, dee, signed_in, nobody
) -> None:
    people = (helen, amara, tom, priya, jim, dee)
    wave = asking(helen, *people)
    everybody(wave, people, how=["peer"])
    told = f"/surveys/waves/{wave.pk}/told/"
    assert signed_in(jim).get(told).status_code == 404
    actions.close_wave(by=helen, wave=wave)
    client = signed_in(helen)
    client.post(f"/surveys/waves/{wave.pk}/tells/improved/", {"words": "Half of us."})
    publish = f"/surveys/waves/{wave.pk}/publish/"
    client.post(publish, {"questions": ["improved"], "told": "members"})
    page = words(signed_in(jim).get(told))
    assert "Half of us." in page
    assert "In which ways?" not in page
    assert signed_in(nobody).get(told).status_code == 404
    # An account without a post reads no more than a stranger.
    dee.person.posts.update(ends=date(2011, 9, 1))
    assert signed_in(dee).get(told).status_code == 404
    client.post(publish, {"questions": ["improved"], "told": "all"})
    assert "Half of us." in words(signed_in(nobody).get(told))


def test_officers_find_neither_waves_nor_results(helen, priya, jim, signed_in) -> None:
    wave = asking(helen, priya)
    for address in ("", "results/", "edit/", "routes/"):
        assert signed_in(priya).get(f"/surveys/waves/{wave.pk}/{address}").status_code == 403
        assert signed_in(jim).get(f"/surveys/waves/{wave.pk}/{address}").status_code in (403, 404)


def test_two_who_write_at_once_lose_nothing(helen, tom) -> None:
    wave = a_wave(helen)
    seen = Wave.objects.get(pk=wave.pk).version
    actions.write_sheet(by=tom, wave=wave, sheet=SHEET, seen=seen)
    from culturefirst.kit.errors import Conflict

    with pytest.raises(Conflict):
        actions.write_sheet(by=helen, wave=wave, sheet=SHEET, seen=seen)
    assert wave.closes_on == LAST
