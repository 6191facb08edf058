"""The pages of plans: what they show, and that a plan can be made and kept with a browser."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.events.tests.booked import an_event
from culturefirst.improvement import actions
from culturefirst.improvement.models import DueMove, Plan, PlanAction, ReviewNote, Saving
from culturefirst.improvement.tests.make import an_assessment
from culturefirst.improvement.tests.make_plans import (
    a_plan,
    a_strand,
    adopted,
    an_action,
    body_of,
    only,
)
from culturefirst.kit import clock, links
from culturefirst.kit.attention import needs

TODAY = date(2011, 9, 19)


def url(name, *keys):
    return reverse(name, args=[getattr(each, "pk", each) for each in keys])


def fresh(record):
    return type(record)._base_manager.get(pk=record.pk)


def waiting(user):
    return [(need.what, need.due) for need in needs(user, TODAY) if need.room == "improvement"]


def test_a_plan_is_drafted_from_the_gaps_of_an_agreed_assessment(signed_in, priya):
    levels = {"1-1": 1, "1-2": 3, "2-1": 2, "2-2": None}
    assessment = an_assessment(body_of(priya), priya.person, agreed=levels)
    client = signed_in(priya)
    assert b"Plan from Ipswich" in client.get("/improve/plans/").content
    page = client.get(url("plan_from", assessment)).content.decode()
    shown = [page.index(f"Criterion {key}") for key in ("1.1", "2.1")]
    assert shown == sorted(shown)
    assert "Criterion 1.2" not in page
    assert "Poor, wanted Good" in page
    assert "Criterion 1.2" in client.get(url("plan_from", assessment) + "?level=4").content.decode()
    first = assessment.framework.criteria.get(key="1-1")
    sent = {"title": "After it", "criteria": [first.pk], "level": 3}
    made = client.post(url("plan_from", assessment), sent)
    plan = Plan._base_manager.get()
    assert made.headers["Location"] == url("plan", plan)
    entry = only(plan)
    assert (entry.title, entry.criterion, entry.gap, entry.priority) == (
        "Criterion 1.1",
        first,
        "Poor, wanted Good.",
        "high",
    )
    assert b"Plan from" not in client.get("/improve/plans/").content


def test_a_plan_goes_from_nothing_to_closed_in_the_browser(signed_in, priya):
    client = signed_in(priya)
    client.post("/improve/plans/new/", {"title": "More of it", "review_every": 6})
    plan = Plan._base_manager.get()
    said = {
        "title": "Share a store", "priority": "high", "owner": priya.person_id,
        "due": "2011-12-31", "outcome": "One store.", "saving": "£4,200", "cost": "1 000",
    }  # fmt: skip
    refused = client.post(url("plan_action_new", plan), said)
    assert refused.status_code == 422
    assert "Write pounds in figures" in refused.content.decode()
    assert client.post(url("plan_action_new", plan), said | {"cost": "1,000"}).status_code == 302
    entry = only(plan)
    assert (entry.saving, entry.cost) == (Decimal(4200), Decimal(1000))
    client.post(url("plan_adopt", plan), {"adopted_by": "Cabinet"})
    assert fresh(plan).adopted_on == TODAY
    client.post(url("plan_action_begin", entry))
    client.post(url("plan_action_done", entry), {"came_of": "One key."})
    client.post(url("plan_saving", entry), {"amount": "£4,000", "how_known": "The rent ended."})
    page = client.get(url("plan_action", entry)).content.decode()
    assert "£4\u202f000 so far" in page
    assert "Done on 19 September 2011." in page
    client.post(url("plan_review", plan), {"words": "All is done.", "reviewed": "on"})
    client.post(url("plan_close", plan), {"came_of": "A store for three."})
    page = client.get(url("plan", plan)).content.decode()
    assert "Closed on 19 September 2011." in page
    assert "A store for three." in page
    assert "All is done." in page
    assert "Add an action" not in page


def test_a_draft_that_lacks_something_says_what_and_where(signed_in, priya):
    plan = a_plan(priya)
    entry = actions.add_action(by=priya, plan=plan, title="Share a store")
    page = signed_in(priya).get(url("plan_adopt", plan)).content.decode()
    assert url("plan_action_edit", entry) in page
    assert "has no owner and no due date and no outcome" in page


def test_moving_a_day_asks_why_and_keeps_it(signed_in, priya):
    entry = only(adopted(priya))
    client, address = signed_in(priya), url("plan_action_edit", entry)
    said = {
        "title": entry.title, "priority": "medium", "owner": priya.person_id,
        "outcome": entry.outcome, "due": "2012-02-29", "seen": entry.version,
    }  # fmt: skip
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "say why the day moves" in refused.content.decode()
    assert client.post(address, said | {"why_moved": "The roof leaks."}).status_code == 302
    assert DueMove._base_manager.get().because == "The roof leaks."
    page = client.get(url("plan_action", entry)).content.decode()
    assert "The roof leaks." in page


def test_two_editors_of_one_action_both_keep_their_text(signed_in, priya, head):
    entry = only(a_plan(priya, "Share a store"))
    client, address = signed_in(priya), url("plan_action_edit", entry)
    said = {
        "title": entry.title, "priority": "medium", "owner": priya.person_id,
        "outcome": "Mine", "due": "2011-12-31", "seen": entry.version,
    }  # fmt: skip
    actions.edit_action(by=head, entry=entry, changes={"outcome": "Ruth's"})
    met = client.post(address, said)
    page = met.content.decode()
    assert met.status_code == 409
    assert "Ruth&#x27;s" in page
    assert "Mine" in page
    assert fresh(entry).outcome == "Ruth's"


def test_a_plan_can_be_read_as_at_a_day(signed_in, priya):
    plan = adopted(priya, "Share a store", "Let the annexe")
    entry = PlanAction._base_manager.get(title="Share a store")
    with clock.standing(date(2011, 11, 1)):
        actions.finish_action(by=priya, entry=entry)
        actions.note_saving(by=priya, entry=entry, amount=Decimal(700), how_known="Rent.")
    with clock.standing(date(2012, 1, 10)):
        late = date(2012, 3, 31)
        other = PlanAction._base_manager.get(title="Let the annexe")
        changes = {"due": late}
        actions.edit_action(by=priya, entry=other, changes=changes, why_moved="No buyer.")
    with clock.standing(date(2012, 2, 1)):
        client = signed_in(priya)
        now = client.get(url("plan", plan)).content.decode()
        then = client.get(url("plan", plan) + "?as_at=2012-01-05").content.decode()
        before = client.get(url("plan", plan) + "?as_at=2011-10-01").content.decode()
    assert "1 of 2 done</span>" in now
    assert "1 of 2 done, <b>1 overdue</b>" in then
    assert "Planned, 5 days late" in then
    assert "0 of 2 done</span>" in before
    assert "£700" in now
    assert "£700" not in before


def test_what_helps_an_action_is_linked_by_its_address(signed_in, priya):
    entry, client = only(adopted(priya)), signed_in(priya)
    event = an_event(title="A day on stores")
    address = url("plan_action_link", entry)
    refused = client.post(address, {"address": "https://elsewhere.example.org/meet/"})
    assert refused.status_code == 422
    assert "copy its address" in refused.content.decode()
    client.post(address, {"address": f"http://testserver{url('event', event)}"})
    client.post(address, {"address": url("event", event)})
    page = client.get(url("plan_action", entry)).content.decode()
    assert "A day on stores" in page
    assert links.from_(entry).count() == 1
    client.post(url("plan_action_unlink", entry), {"url": url("event", event)})
    assert links.from_(entry).count() == 0


def test_an_initiative_grows_out_of_an_action_and_tells_nobody_else_of_it(
    signed_in, priya, jim, colleague
):
    entry = only(adopted(priya, "Share a quiet store"))
    client = signed_in(priya)
    page = client.get(url("plan_action", entry)).content.decode()
    begin = f"/share/initiatives/new/?from=improvement.planaction:{entry.pk}"
    assert begin in page
    said = {"title": "One store", "words": "For both.", "other": body_of(jim).pk}
    made = client.post(begin, said)
    assert made.status_code == 302
    page = client.get(url("plan_action", entry)).content.decode()
    assert "One store" in page
    assert '<span class="badge">Draft</span>' in page
    where = made.headers["Location"]
    assert "Share a quiet store" in signed_in(priya).get(where).content.decode()
    assert "Share a quiet store" not in signed_in(jim).get(where).content.decode()


def test_a_strand_tells_of_shared_actions_of_adopted_plans_and_of_no_pounds(
    signed_in, priya, jim, dee
):
    strand = a_strand()
    said = {"strand": strand, "saving": Decimal(71_000), "cost": Decimal(8_300)}
    for by, title in ((priya, "Share a store"), (jim, "Share another"), (dee, "Lend a hall")):
        plan = a_plan(by)
        an_action(by, plan, title, shared=True, **said)
        an_action(by, plan, f"Quiet {title}", **said)
        actions.adopt_plan(by=by, plan=plan, adopted_by="Cabinet")
    an_action(priya, a_plan(priya), "Not adopted", shared=True, **said)
    page = signed_in(jim).get(url("plan_strand", "asset-use")).content.decode()
    for title in ("Share a store", "Share another", "Lend a hall", "Culture officer"):
        assert title in page
    for title in ("Quiet", "Not adopted", "71\u202f000", "8\u202f300", "Priya Nair"):
        assert title not in page
    assert "£213\u202f000" in page
    assert "fewer than three organisations" in page


def test_pounds_of_one_body_or_two_are_told_to_nobody(signed_in, priya, jim, dee):
    made = []
    for by in (priya, jim, dee):
        plan = a_plan(by)
        an_action(by, plan, shared=True, strand=a_strand(), saving=Decimal(1_000))
        made.append(actions.adopt_plan(by=by, plan=plan, adopted_by="Cabinet"))
        page = signed_in(jim).get(url("plan_strand", "asset-use")).content.decode()
        assert ("£3\u202f000" in page) == (by == dee)
    actions.release_plan(by=priya, plan=made[0])
    page = signed_in(jim).get(url("plan_strand", "asset-use")).content.decode()
    assert "£1\u202f000 a year expected" in page
    assert "£3\u202f000" not in page


def test_what_is_due_comes_to_ones_own_work(priya, colleague, head):
    plan = a_plan(priya)
    soon, late = date(2011, 10, 3), date(2011, 9, 10)
    an_action(priya, plan, "Soon", owner=colleague.person, due=soon)
    an_action(priya, plan, "Late", owner=colleague.person, due=late)
    an_action(priya, plan, "Some day", owner=colleague.person, due=date(2011, 10, 4))
    assert waiting(priya) == [(plan.title, None)]
    assert waiting(colleague) == []
    actions.adopt_plan(by=priya, plan=plan, adopted_by="Cabinet", on=date(2011, 3, 20))
    assert waiting(colleague) == [("Late", late), ("Soon", soon)]
    assert waiting(priya) == [(plan.title, date(2011, 9, 20))]
    assert waiting(head) == [(plan.title, date(2011, 9, 20))]


@pytest.mark.parametrize("form", ["word", "excel", "pdf", "csv"])
def test_a_plan_leaves_as_people_want_it(form, signed_in, priya, jim):
    plan = adopted(priya, "Share a store", "=2+3")
    got = signed_in(priya).get(url("plan_download", plan, form))
    assert got.status_code == 200
    assert "attachment" in got.headers["Content-Disposition"]
    assert read(form, got.content).count("Share a store") == 1
    assert signed_in(jim).get(url("plan_download", plan, form)).status_code == 404
    if form == "csv":
        assert "'=2+3" in got.content.decode()


def read(form, content):
    """The words of a file."""
    if form == "word":
        from docx import Document

        return "\n".join(each.text for each in Document(BytesIO(content)).paragraphs)
    if form == "excel":
        from openpyxl import load_workbook

        rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        return "\n".join(str(row[0]) for row in rows)
    if form == "pdf":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode()


def test_a_form_that_is_not_there_is_missing(signed_in, priya):
    assert signed_in(priya).get(url("plan_download", adopted(priya), "odt")).status_code == 404


def test_a_form_sent_twice_notes_one_saving(signed_in, priya):
    entry, client = only(adopted(priya)), signed_in(priya)
    said = {"amount": "10", "how_known": "So.", "once": "a-key"}
    for _ in range(2):
        assert client.post(url("plan_saving", entry), said).status_code == 302
    assert Saving._base_manager.count() == 1


def test_lists_and_pages_ask_as_much_of_many_as_of_one(signed_in, priya, jim, dee):
    client = signed_in(priya)
    pages = ["/improve/", "/improve/plans/", "/improve/strands/", url("plan_strand", "asset-use")]

    def grown(by):
        plan = a_plan(by)
        for number in range(3):
            an_action(by, plan, f"Action {number}", shared=True, strand=a_strand())
        made = actions.adopt_plan(by=by, plan=plan, adopted_by="Cabinet")
        entry = PlanAction._base_manager.filter(plan=plan).first()
        for number in range(3):
            actions.note_saving(by=by, entry=entry, amount=Decimal(number), how_known="So.")
            actions.note_review(by=by, plan=plan, words="So.", about=entry)
        return actions.release_plan(by=by, plan=made)

    plan, _ = grown(priya), grown(dee)
    entry = PlanAction._base_manager.filter(plan=plan).first()
    pages += [url("plan", plan), url("plan_action", entry)]
    before = [asked(client, page) for page in pages]
    for by in (priya, jim, dee, jim):
        grown(by)
    for number in range(4):
        an_action(priya, plan, f"More {number}", shared=True, strand=a_strand())
        actions.note_saving(by=priya, entry=entry, amount=Decimal(number), how_known="So.")
        actions.note_review(by=priya, plan=plan, words="So.", about=entry)
    assert [asked(client, page) for page in pages] == before
    assert max(before) <= 30
    assert ReviewNote._base_manager.count() > 10


def asked(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)
