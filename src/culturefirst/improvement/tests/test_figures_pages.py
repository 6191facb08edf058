"""The pages of yearly figures: filling in, the workbook, sending, comparing, and what is public."""

import re
from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from culturefirst.improvement import actions
from culturefirst.improvement.models import Collection, FigureQuery, Return, Traits
from culturefirst.improvement.tests.make_figures import (
    FIGURES,
    a_collection,
    a_return,
    bodies,
    body_of,
    fresh,
    said,
)
from culturefirst.improvement.views import figure_section
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure

TODAY = date(2011, 9, 19)
SECRET = "1234567"  # a figure that nothing else on a page may hold
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def at(name, *keys):
    return reverse(f"figures_{name}", args=[getattr(each, "pk", each) for each in keys])


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).strip()


def filled(client, found, section, **given):
    """A section's form as the browser sends it, with these values changed."""
    form = client.get(at("section", found, section)).context["form"]
    data = {form[name].html_name: form[name].value() or "" for name in form.fields}
    data |= {form[n].html_initial_name: form[n].value() or "" for n in form.editable}
    return data | given


def test_a_form_is_saved_half_done_section_by_section(priya, signed_in):
    client, collection = signed_in(priya), a_collection()
    client.post(at("begin", collection), {"organisation": body_of(priya).pk})
    found = Return._base_manager.get()
    data = filled(client, found, "whole", **{"v-spend": "£5,000,000", "v-residents": "not known"})
    answer = client.post(at("section", found, "whole"), data | {"next": "1"})
    assert answer.url == at("section", found, "sport")
    assert (fresh(found).values, fresh(found).states) == (
        {"spend": 5_000_000.0, "residents": None}, {"residents": "unknown"},
    )  # fmt: skip
    shown = client.get(at("section", found, "whole")).content.decode()
    assert 'value="5000000"' in shown
    assert 'value="not known"' in shown
    client.post(at("section", found, "museums"), {"none": "1"})
    assert fresh(found).states["museum-visits"] == "none"


def test_what_is_no_number_is_told_beside_its_field_and_nothing_is_saved(priya, signed_in):
    client = signed_in(priya)
    found = a_return(a_collection(), body_of(priya), sent=False)
    data = filled(client, found, "whole", **{"v-spend": "about 5 million", "v-income": "1"})
    answer = client.post(at("section", found, "whole"), data)
    assert answer.status_code == 422
    assert "“about 5 million” is not a number. Write figures only, such as 12500" in text_of(answer)
    assert fresh(found).values["income"] == FIGURES["income"]


def test_a_flagged_figure_asks_for_its_reason_beside_it(priya, head, signed_in):
    client = signed_in(head)
    found = a_return(a_collection(), body_of(priya), sent=False)
    data = filled(client, found, "whole", **{"v-residents": "500"})
    answer = client.post(at("section", found, "whole"), data | {"next": "1"})
    assert answer.url == at("section", found, "whole")
    page = client.get(answer.url)
    assert "Residents: 500 people is below 1000 people, the least that is expected." in text_of(
        page
    )
    refused = client.post(at("send", found))
    assert (refused.status_code, fresh(found).stage) == (422, "draft")
    data = filled(client, found, "whole", **{"r-residents": "An island."})
    client.post(at("section", found, "whole"), data)
    client.post(at("send", found))
    assert (fresh(found).stage, fresh(found).reasons) == ("sent", {"residents": "An island."})


def test_two_editors_of_one_section_both_keep_their_text(priya, colleague, signed_in):
    found = a_return(a_collection(), body_of(priya), sent=False)
    one, other = signed_in(priya), signed_in(colleague)
    hers = filled(one, found, "whole", **{"v-spend": "1111111", "v-income": "5"})
    his = filled(other, found, "whole", **{"v-spend": "2222222", "v-staff-cost": "7"})
    one.post(at("section", found, "whole"), hers)
    met = other.post(at("section", found, "whole"), his)
    assert met.status_code == 409
    assert all(text in text_of(met) for text in ("1111111", "2222222"))
    assert fresh(found).values["spend"] == 1111111
    form = met.context["form"]
    again = {form[name].html_name: form[name].value() or "" for name in form.fields}
    again |= {
        form[n].html_initial_name: form.data[form[n].html_initial_name] for n in form.editable
    }
    other.post(at("section", found, "whole"), again)
    values = fresh(found).values
    assert (values["spend"], values["income"], values["staff-cost"]) == (2222222, 5, 7)


def test_each_figure_is_saved_as_it_is_given_without_what_is_wrong_or_overtaken(
    priya, colleague, signed_in
):
    found = a_return(a_collection(), body_of(priya), sent=False)
    one, other = signed_in(priya), signed_in(colleague)
    mine = filled(one, found, "whole", **{"v-spend": "4000000", "v-staff-cost": "lots"})
    theirs = filled(other, found, "whole", **{"v-spend": "1111111", "v-staff-hours": "70"})
    saved = one.post(at("section_save", found, "whole"), mine)
    assert re.match(r"Saved at \d\d:\d\d\. Not saved: Cost of staff \(£\)\.", text_of(saved))
    assert 'name="initial-v-spend" value="4000000"' in saved.content.decode()
    assert (fresh(found).values["spend"], "staff-cost" in fresh(found).values) == (4_000_000, False)
    told = text_of(other.post(at("section_save", found, "whole"), theirs))
    assert "Not saved: Expenditure (£). Somebody else gave it meanwhile" in told
    values = fresh(found).values
    assert (values["spend"], values["staff-hours"]) == (4_000_000, 70)
    # Saved as a whole the one that both gave is asked about, as it would be without scripts.
    assert other.post(at("section", found, "whole"), theirs).status_code == 409
    actions.send_return(by=SYSTEM, found=fresh(found))
    again = {"initial-v-spend": "4000000", "v-spend": "5", "v-staff-cost": ""}
    told = text_of(one.post(at("section_save", found, "whole"), mine | again))
    assert told.startswith("Not saved. It was sent. Take it back first")
    assert fresh(found).values["spend"] == 4_000_000


def test_two_who_give_different_figures_of_a_section_are_in_nobodys_way(
    priya, colleague, signed_in
):
    found = a_return(a_collection(), body_of(priya), sent=False)
    one, other = signed_in(priya), signed_in(colleague)
    mine = filled(one, found, "whole", **{"v-spend": "4000000"})
    theirs = filled(other, found, "whole", **{"v-staff-hours": "70"})
    for client, data in ((one, mine), (other, theirs)):
        assert client.post(at("section", found, "whole"), data).status_code == 302
    values = fresh(found).values
    assert (values["spend"], values["staff-hours"]) == (4_000_000, 70)


def test_a_figure_that_is_saved_by_itself_as_the_button_is_pressed_is_no_conflict(
    priya, signed_in, monkeypatch
):
    found = a_return(a_collection(), body_of(priya), sent=False)
    client = signed_in(priya)
    data = filled(client, found, "whole", **{"v-spend": "4000000", "v-income": "9"})
    real, meanwhile = figure_section.queries.flags_of, iter([{"spend": 4_000_000}])

    def saved_meanwhile(sent):
        for values in meanwhile:
            actions.save_figures(by=priya, found=fresh(sent), answers=said(values))
        return real(sent)

    monkeypatch.setattr(figure_section.queries, "flags_of", saved_meanwhile)
    assert client.post(at("section", found, "whole"), data).status_code == 302
    values = fresh(found).values
    assert (values["spend"], values["income"]) == (4_000_000, 9)


def test_that_nothing_of_a_section_applies_leaves_the_numbers_that_are_there(priya, signed_in):
    found = a_return(a_collection(), body_of(priya), sent=False)
    signed_in(priya).post(at("section", found, "sport"), {"none": "1"})
    values, states = fresh(found).values, fresh(found).states
    assert (values["sport-visits"], values["sport-floor"]) == (400_000, None)
    assert (states.get("sport-visits"), states["sport-floor"]) == (None, "none")


def test_a_workbook_goes_out_and_comes_back_whole_or_not_at_all(priya, signed_in):
    client = signed_in(priya)
    found = a_return(a_collection(), body_of(priya), sent=False)
    book = load_workbook(BytesIO(client.get(at("workbook", found)).content))
    rows = {row[0].value: row for row in book.active.iter_rows(min_row=2)}
    assert (rows["spend"][5].value, len(rows)) == (5_000_000, 28)
    rows["spend"][5].value, rows["residents"][5].value = 4_500_000, "not known"
    rows["income"][5].value = "plenty"

    def sent():
        out = BytesIO()
        book.save(out)
        file = SimpleUploadedFile("figures.xlsx", out.getvalue(), XLSX)
        return client.post(at("bring", found), {"file": file})

    refused = sent()
    number = rows["income"][0].row
    assert refused.status_code == 422
    assert f"Row {number}, Value: “plenty” is not a number." in text_of(refused)
    assert "Take it over" not in text_of(refused)
    rows["income"][5].value = FIGURES["income"]
    rows["income"][6].value = "As audited."
    preview = sent()
    assert fresh(found).values["spend"] == 5_000_000
    assert "Expenditure 5000000 4500000" in text_of(preview)
    done = client.post(at("bring", found), {"told": preview.context["seal"]})
    assert done.url == at("return", found)
    assert (fresh(found).values["spend"], fresh(found).values["residents"]) == (4_500_000, None)
    assert fresh(found).reasons == {"income": "As audited."}
    # Once more it meets the change that it made itself, and does nothing.
    assert client.post(at("bring", found), {"told": preview.context["seal"]}).status_code == 422
    assert client.post(at("bring", found), {"told": "forged"}).status_code == 422


def test_no_page_of_the_team_or_of_others_holds_a_figure_before_the_day(
    priya, jim, helen, nobody, signed_in
):
    collection = a_collection()
    found = a_return(collection, body_of(priya), {"staff-cost": float(SECRET)})
    actions.ask_about_figure(by=helen, found=found, key="staff-cost", words="With pensions?")
    actions.answer_figure_query(by=priya, found=found, key="staff-cost", words="Yes, with them.")
    for user in (jim, helen, nobody):
        client = signed_in(user)
        for name in ("compare", "public"):
            assert client.get(at(name, collection)).status_code in (302, 404)
        for name in ("return", "workbook", "bring"):
            assert client.get(at(name, found)).status_code in (302, 404)
        pages = [reverse(name) for name in ("figures", "improve", "my_work", "figures_definitions")]
        for url in (*pages, at("collection", collection), at("ask", found)):
            assert SECRET not in client.get(url, follow=True).content.decode()
    assert "Yes, with them." in text_of(signed_in(helen).get(at("collection", collection)))
    assert "Yes, with them." not in text_of(signed_in(jim).get(at("collection", collection)))


def test_a_table_of_traits_with_a_fault_says_row_column_and_remedy_and_keeps_nothing(
    helen, priya, signed_in
):
    table = "organisation,year,Residents\nIpswich Borough Council,11,many\nAtlantis,2011,5\n"
    file = SimpleUploadedFile("traits.csv", table.encode(), "text/csv")
    answer = signed_in(helen).post(reverse("figures_traits_load"), {"file": file})
    said = text_of(answer)
    assert answer.status_code == 422
    assert "Row 2, year: “11” is no year. Write four figures, such as 2011." in said
    assert "Row 2, Residents: “many” is not a number." in said
    assert "Row 3, organisation: “Atlantis” is not an organisation of the network." in said
    assert Traits.objects.count() == 0


def test_my_work_says_what_waits_for_whom(priya, head, helen):
    collection = a_collection()

    def waiting(user):
        return [(need.who, need.due) for need in needs(user, TODAY) if "Figures of" in need.what]

    closes = collection.closes_on
    assert waiting(head) == [("Ipswich Borough Council", closes)]
    assert waiting(priya) == []
    found = a_return(
        collection, body_of(priya), {"residents": 5}, reasons={"residents": "An isle."}
    )
    assert (waiting(head), waiting(helen)) == ([], [("", collection.members_on)])
    actions.ask_about_figure(by=helen, found=found, key="residents", words="Really?")
    assert waiting(priya) == [("Ipswich Borough Council", collection.members_on)]
    assert waiting(helen) == []


def test_returns_are_counted_by_sub_region_and_name_nobody(priya, jim, suffolk, helen):
    collection = a_collection()
    found = a_return(collection, body_of(priya))
    a_return(collection, body_of(jim))
    actions.accept_return(by=helen, found=found)
    window = Window(date(2011, 4, 1), date(2012, 3, 31))

    def counted(key, **scope):
        return figure(Question(f"improvement.{key}", window, scope)).numerator

    assert counted("figures_returned") == 2
    assert counted("figures_returned", sub_region=suffolk.pk) == 1
    assert counted("figures_returned", figures_of=2009) == 0
    assert counted("figures_accepted") == 1


def test_questions_are_for_the_team_and_the_body_and_the_page_leads_to_them(
    priya, helen, signed_in
):
    collection = a_collection()
    found = a_return(collection, body_of(priya))
    client = signed_in(helen)
    client.post(at("ask", found), {"key": "spend", "words": "With the theatre?"})
    mine = signed_in(priya)
    assert "The team asks: With the theatre?" in text_of(mine.get(at("return", found)))
    mine.post(at("answer", found, "spend"), {"words": "Yes."})
    assert fresh(found).stage == "sent"
    client.post(at("settle", found, "spend"))
    client.post(at("accept", found))
    assert fresh(found).stage == "accepted"
    assert FigureQuery._base_manager.get().stage == "settled"
    assert client.get(at("ask", a_draft(collection))).status_code == 404


def a_draft(collection: Collection) -> Return:
    (body,) = bodies(1)
    return a_return(collection, body, sent=False)


def test_a_collection_is_planned_announced_and_put_off_on_its_pages(helen, priya, signed_in):
    client = signed_in(helen)
    client.post(reverse("figures_load"), {"shipped": "1"})
    uses = client.get(reverse("figures_new")).context["form"].fields["uses"].queryset.get()
    days = {"opens_on": "2011-09-01", "closes_on": "2011-10-31", "members_on": "2011-10-01",
            "public_on": "2012-06-01"}  # fmt: skip
    wrong = client.post(reverse("figures_new"), {"year": 2010, "uses": uses.pk, **days})
    assert "Members read it only after the returns are in." in text_of(wrong)
    days["members_on"] = "2011-12-01"
    client.post(reverse("figures_new"), {"year": 2010, "uses": uses.pk, **days})
    collection = Collection.objects.get()
    client.post(at("announce", collection))
    page = text_of(signed_in(priya).get(at("collection", collection)))
    assert "From 1 December 2011: members of the network read all figures by name." in page
    a_return(Collection.objects.get(), body_of(priya))
    form = client.get(at("edit", collection)).context["form"]
    data = {form[name].html_name: form[name].value() or "" for name in form.fields}
    data = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in data.items()}
    early = client.post(at("edit", collection), data | {"public_on": "2012-01-01"})
    assert "Leave that day, or give a later one." in text_of(early)
    assert Collection.objects.get().public_on == date(2012, 6, 1)
    assert actions.load_indicators(by=SYSTEM, text=uses.text) == uses
