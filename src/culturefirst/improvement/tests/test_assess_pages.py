"""Pages of self-assessments: evidence for whose it is, both texts kept, and a constant cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Evidence, Judgement
from culturefirst.improvement.queries.evidence import record_at
from culturefirst.improvement.tests.assessing import (
    agreed,
    agreeing,
    criteria,
    guest,
    hands_in,
    judge,
    scoring,
)
from culturefirst.improvement.tests.make import a_framework
from culturefirst.kit.uploads import checked


def at(found, name="", *keys):
    return reverse(f"assessment{name}", args=[found.pk, *keys])


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(asked)


def test_one_is_begun_scoped_opened_closed_and_agreed_page_by_page(priya, signed_in):
    version, client = a_framework(), signed_in(priya)
    answer = client.post(
        reverse("assessment_new"), {"framework": version.pk, "title": "We look", "reason": ""}
    )
    home = answer["Location"]
    assert "Before anybody scores, say what is looked at." in client.get(home).content.decode()
    seen = {"seen": 1, "title": "We look", "in_scope": "All.", "left_out": "Nothing"}
    assert client.post(f"{home}scope/", seen)["Location"] == home
    for step in ("open", "close"):
        assert client.post(f"{home}{step}/")["Location"] == home
    assert client.post(f"{home}agree/").status_code == 422
    for each in version.criteria.order_by("position"):
        url = f"{home}criteria/{each.key}/"
        said = {"seen": 0, "level": "3", "why": "We saw it.", "agreed": "on", "next": "1"}
        assert client.post(url, said).status_code == 302
    assert client.post(f"{home}agree/")["Location"] == home
    result = client.get(f"{home}result/").content.decode()
    assert "The whole: <b>3.0</b> of 4" in result and "without evidence" in result


def test_saving_a_criterion_leads_to_the_next_one_where_that_is_asked(priya, signed_in):
    found = agreeing(priya)
    client, url = signed_in(priya), at(found, "_criterion", "1-1")
    said = {"seen": 0, "level": "na", "why": "We run none.", "agreed": "on"}
    assert client.post(url, said | {"next": "1"})["Location"] == at(found, "_criterion", "1-2")
    row = Judgement._base_manager.get()
    assert (row.applies, row.value, row.why) == (False, None, "We run none.")
    assert (
        client.post(url, {"seen": 1, "level": "na", "why": "", "agreed": "on"}).status_code == 422
    )


def test_two_editors_of_one_criterion_are_shown_both_texts_and_neither_is_lost(
    priya, head, signed_in
):
    found = agreeing(priya)
    url = at(found, "_criterion", "1-1")
    hers = {"seen": 0, "level": "2", "why": "Hers, of Ash."}
    assert signed_in(priya).post(url, hers).status_code == 302
    answer = signed_in(head).post(url, {"seen": 0, "level": "3", "why": "Mine, of Birch."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hers, of Ash." in page and "Mine, of Birch." in page
    assert Judgement._base_manager.get().why == "Hers, of Ash."


def test_the_spread_is_on_the_page_once_scoring_is_over_with_a_table_of_it(priya, signed_in):
    found = scoring(priya)
    one = criteria(found)[0]
    for number, level in enumerate((1, 3, 3, 4, 4)):
        hands_in(guest(priya, found, number), {one.pk: Said(level)})
    client, url = signed_in(priya), at(found, "_criterion", one.key)
    assert "Shown once the scoring is over." in client.get(url).content.decode()
    actions.close_scoring(by=priya, assessment=found)
    page = client.get(url).content.decode()
    assert '<svg class="strip"' in page and "The same as a table" in page
    assert '<th scope="row">All</th><td class="num">5</td><td class="num">1</td>' in page
    overview = client.get(at(found, "_criteria")).content.decode()
    assert "1 to 4, median 3 · far apart" in overview


def test_evidence_is_a_link_a_file_or_a_page_of_this_site(
    priya, helen, signed_in, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    found, client = agreeing(priya), signed_in(priya)
    other = agreed(priya, framework=found.framework)
    url, one = at(found, "_evidence_add"), criteria(found)[0]
    page = at(other)
    assert record_at(priya, page)[0] == f"improvement.assessment:{other.pk}"
    assert record_at(helen, page) is None
    for sent in (
        {"address": "https://example.org/audit"},
        {"address": page},
        {"upload": SimpleUploadedFile("audit.txt", b"What the audit found.")},
    ):
        said = {"title": "The audit", "criteria": [one.pk]} | sent
        assert client.post(url, said)["Location"] == at(found, "_evidence")
    kinds = Evidence._base_manager.order_by("pk").values_list("kind", "url", "record", "name")
    assert list(kinds) == [
        ("link", "https://example.org/audit", "", ""),
        ("record", "", f"improvement.assessment:{other.pk}", ""),
        ("file", "", "", "audit.txt"),
    ]
    both = {"title": "A", "criteria": [one.pk]}
    assert "Give a link or a file: one of the two." in client.post(url, both).content.decode()
    wrong = both | {"address": "not an address"}
    assert "This is no address." in client.post(url, wrong).content.decode()


def test_two_who_say_what_evidence_shows_both_keep_what_they_ticked(priya, signed_in):
    found, client = agreeing(priya), signed_in(priya)
    one, two, three, four = criteria(found)
    row = actions.add_evidence(
        by=priya, assessment=found, criteria=[one, two], title="A", url="https://example.org/"
    )
    url = at(found, "_evidence_edit", row.pk)
    shown = f"{one.pk},{two.pk}"
    assert f'name="shown" value="{shown}"' in client.get(url).content.decode()
    for ticked in ([one, two, three], [two, four]):
        sent = {"title": "A", "shown": shown, "criteria": [each.pk for each in ticked]}
        assert client.post(url, sent).status_code == 302
    assert [each.key for each in row.criteria.order_by("position")] == ["1-2", "2-1", "2-2"]


def test_a_file_is_for_the_team_and_the_bodys_people_and_saved_never_opened(
    priya, colleague, jim, helen, signed_in, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    found = agreed(priya)
    row = actions.add_evidence(
        by=priya, assessment=found, criteria=criteria(found)[:1], title="The audit",
        upload=checked("audit.txt", b"What the audit found."),
    )  # fmt: skip
    actions.release_assessment(by=priya, assessment=found)
    url = at(found, "_evidence_file", row.pk)
    answer = signed_in(colleague).get(url)
    assert answer.content == b"What the audit found."
    assert answer["Content-Disposition"] == 'attachment; filename="audit.txt"'
    for who in (jim, helen):
        assert signed_in(who).get(url).status_code == 404
    result = signed_in(jim).get(at(found, "_result")).content.decode()
    assert "with evidence" in result and "The audit" not in result
    actions.withdraw_evidence(by=priya, assessment=found, evidence=row)
    assert signed_in(priya).get(url).status_code == 404


def test_a_record_of_this_site_is_named_only_to_whoever_may_see_it(priya, head, signed_in):
    found = agreed(priya)
    shown = agreeing(priya, found.framework)
    actions.add_evidence(
        by=priya, assessment=found, criteria=criteria(found)[:1], title="What we did in Ash",
        record=f"improvement.assessment:{shown.pk}",
    )  # fmt: skip
    result = at(found, "_result")
    assert "What we did in Ash" in signed_in(head).get(result).content.decode()
    actions.withdraw_assessment(by=priya, assessment=shown, because="A slip.")
    member = found.members.model._base_manager.filter(assessment=shown)
    member.delete()
    page = signed_in(priya).get(result).content.decode()
    assert "What we did in Ash" not in page
    assert "A page of this site that is not open to you" in page


@pytest.mark.parametrize("name", ["_result_csv", "_result_excel", "_word"])
def test_files_leave_for_whoever_may_read_it(name, priya, jim, signed_in):
    found = agreeing(priya)
    judge(priya, found, criteria(found)[0], value=3, why="=1+1")
    answer = signed_in(priya).get(at(found, name))
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    assert signed_in(jim).get(at(found, name)).status_code == 404


def test_a_row_of_the_file_has_what_was_agreed_and_no_formula(priya, signed_in):
    found = agreeing(priya)
    judge(priya, found, criteria(found)[0], value=3, why="=1+1")
    lines = signed_in(priya).get(at(found, "_result_csv")).content.decode("utf-8-sig").splitlines()
    assert lines[1] == "Theme 1,1-1,Criterion 1.1,3,Good,yes,2011-09-19,no,'=1+1,,"
    assert lines[2] == "Theme 1,1-2,Criterion 1.2,,,,,,,,"


@pytest.mark.parametrize("name", ["_criteria", "_result", "_evidence", "_people", ""])
def test_a_page_asks_the_same_number_of_questions_however_much_there_is(name, priya, signed_in):
    client = signed_in(priya)
    counts = []
    for each, people in ((2, 1), (9, 6)):
        found = scoring(priya, a_framework(f"of-{each}", themes=each, each=each))
        for number in range(people):
            said = {one.pk: Said(2, note="A note.") for one in criteria(found)}
            hands_in(guest(priya, found, number), said)
        closed = actions.close_scoring(by=priya, assessment=found)
        for one in criteria(found):
            judge(priya, closed, one, value=2)
            actions.add_evidence(
                by=priya, assessment=closed, criteria=[one], title="A", url="https://example.org/"
            )
        counts.append(statements(client, at(closed, name)))
    assert counts[0] == counts[1]
    assert name != "_criteria" or counts[0] <= 12


def test_scoring_and_saving_ask_few_questions_however_many_criteria_there_are(
    priya, jim, signed_in
):
    client = signed_in(jim)
    counts = []
    for each in (2, 9):
        found = scoring(priya, a_framework(f"of-{each}", themes=each, each=each))
        actions.invite_people(by=priya, assessment=found, people=[jim.person])
        row = found.respondents.model._base_manager.get(assessment=found)
        one = criteria(found)[0].pk
        opened = statements(client, reverse("answers_theme", args=[row.pk, "theme-1"]))
        save = reverse("answers_save", args=[row.pk, one])
        client.post(save, {f"level-{one}": "1"})
        with CaptureQueriesContext(connection) as asked:
            assert client.post(save, {f"level-{one}": "2"}).content.startswith(b"Saved")
        counts.append((opened, len(asked)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 12
