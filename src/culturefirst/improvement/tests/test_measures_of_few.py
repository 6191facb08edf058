"""What organisations save and score is told of three of them or more, wherever it is shown."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import PlanAction
from culturefirst.improvement.tests.make_figures import bodies
from culturefirst.improvement.tests.make_plans import CABINET, DUE, OUTCOME, a_strand
from culturefirst.kit.act import SYSTEM
from culturefirst.measures.core import Question, Window
from culturefirst.measures.few_bodies import FEWEST
from culturefirst.measures.figures import figures
from culturefirst.measures.withheld import told_all
from culturefirst.network.models import Organisation, SubRegion
from culturefirst.programme import actions as programme
from culturefirst.programme.models import Activity, Target
from culturefirst.programme.queries import target_view
from culturefirst.programme.reading import document as printed

YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))
KEY = "improvement.savings"


def saves(body: Organisation, pounds: int, strand: str = "", **plan: Any) -> None:
    """A body whose one action, done by somebody in words, saved so much."""
    made = actions.draft_plan(by=SYSTEM, organisation=body, title="More of it", **plan)
    entry = actions.add_action(
        by=SYSTEM, plan=made, title="Share", owner_name="The head", due=DUE, outcome=OUTCOME,
        strand=a_strand(strand) if strand else None,
    )  # fmt: skip
    actions.adopt_plan(by=SYSTEM, plan=made, adopted_by=CABINET)
    entry = PlanAction._base_manager.get(pk=entry.pk)
    actions.note_saving(by=SYSTEM, entry=entry, amount=Decimal(pounds), how_known="Rent.")


def told(**scope: Any) -> str:
    """What anybody, and whoever reads every name, is told."""
    asked = [Question(KEY, YEAR, scope)]
    [to_all] = told_all(asked, figures(asked), AnonymousUser())
    [to_names] = told_all(asked, figures(asked), SYSTEM, names=True)
    assert to_all == to_names
    return "few" if to_all.few else to_all.words


def strand(slug: str) -> int:
    return int(a_strand(slug).pk)


@pytest.fixture
def nine(db: None) -> list[Organisation]:
    return bodies(9)


def test_a_part_of_fewer_than_three_organisations_is_told_to_nobody(
    nine: list[Organisation],
) -> None:
    assert FEWEST == 3
    for body in nine[:2]:
        saves(body, 100, "procurement")
    assert told() == "200"
    assert told(strand=strand("procurement")) == "few"
    assert told(strand=strand("asset-use")) == "few"
    saves(nine[2], 100, "procurement")
    assert told(strand=strand("procurement")) == "300"


def test_two_actions_of_one_organisation_are_of_one(nine: list[Organisation]) -> None:
    for _ in range(3):
        saves(nine[0], 100, "procurement")
    saves(nine[1], 100, "procurement")
    assert told(strand=strand("procurement")) == "few"


def test_the_whole_less_what_is_told_gives_no_small_part_away(nine: list[Organisation]) -> None:
    for body in nine[:3]:
        saves(body, 100, "procurement")
    for body in nine[3:7]:
        saves(body, 100, "asset-use")
    assert (told(strand=strand("procurement")), told(strand=strand("asset-use"))) == ("300", "400")
    saves(nine[7], 7, "commissioning")
    assert told() == "707"
    assert told(strand=strand("commissioning")) == "few"
    assert told(strand=strand("procurement")) == "few"  # else 707 − 300 − 400 would be told
    assert told(strand=strand("asset-use")) == "400"
    for body in nine[:3]:
        saves(body, 1)  # under no strand: three more that nobody asks for hide the one
    assert told(strand=strand("procurement")) == "300"
    assert told(strand=strand("commissioning")) == "few"


def test_places_are_parts_too_and_two_things_at_once_are_told_to_nobody(
    nine: list[Organisation], suffolk: SubRegion, norfolk: SubRegion
) -> None:
    for body, place in zip(nine, [suffolk] * 4 + [norfolk], strict=False):
        Organisation.objects.filter(pk=body.pk).update(sub_region=place)
        saves(Organisation.objects.get(pk=body.pk), 100, "procurement")
    assert told(sub_region=norfolk.pk) == "few"
    assert told(sub_region=suffolk.pk) == "few"  # else 500 − 400 would be told
    assert told(sub_region=suffolk.pk, strand=strand("procurement")) == "few"


def test_the_page_the_files_and_the_api_of_a_figure_keep_it(
    nine: list[Organisation], helen: Any, nobody: Any, signed_in: Any
) -> None:
    for body in nine[:2]:
        saves(body, 4321, "procurement")
    asked = {"strand": strand("procurement"), "from": "2011-04-01", "to": "2012-03-31"}
    address = reverse("figure", args=[KEY])
    for user in (helen, nobody):
        browser = signed_in(user)
        shown = browser.get(address, asked).content.decode()
        assert "It is told to nobody" in shown
        assert "A saving that an organisation noted" not in shown
        assert "8\u202f642" not in shown and "4\u202f321" not in shown
        for more in ({"records_format": "csv"}, {"history_format": "csv"}, {"format": "csv"}):
            assert "8642" not in browser.get(address, asked | more).content.decode()
        whole = browser.get(address, {"from": "2011-04-01"}).content.decode()
        assert "8\u202f642 pounds" in whole and "2 organisations" in whole
        api = browser.get(f"/api/measures/{KEY}/figure/", asked | {"from": "2011-04-01"})
        if api.status_code == 200:
            assert (api.json()["numerator"], api.json()["exact"]) == (None, False)


def test_a_target_that_is_counted_by_few_says_how_it_stands_and_not_how_much(
    nine: list[Organisation], helen: Any, signed_in: Any
) -> None:
    saves(nine[0], 4321, "procurement")
    printed_target = printed.Target(
        "£4,000 of savings in procurement", "count", 4000, "£", measure=KEY,
        filters={"strand": "Procurement"},
    )  # fmt: skip
    row = printed.Activity(title="Save", targets=[printed_target])
    document = printed.Document(
        title="This year", starts=date(2011, 4, 1), ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [printed.Programme("1.1", "Peers", [row])])],
    )  # fmt: skip
    programme.create_programme(by=helen, document=document, state="current")
    target = Target.objects.get()
    line = target_view(target, date(2011, 9, 19)).line
    assert line.standing.status.word == "Met"
    assert line.standing.sentence.startswith("How much is not told here")
    assert line.figure is None
    assert (line.standing.done, line.standing.share) == (None, None)
    assert Activity.objects.count() == 1
    for name in ("target", "target_bind"):
        shown = signed_in(helen).get(reverse(name, args=[target.pk])).content.decode()
        assert "4321" not in shown.replace("\u202f", "")
        assert "A saving that an organisation noted" not in shown
