"""A plan that is not released leaves no word of itself on any page of another organisation."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from culturefirst.improvement import actions
from culturefirst.improvement.models import Strand
from culturefirst.improvement.tests.make_plans import a_plan, an_action
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import User
from tests.policy.test_canary import told
from tests.policy.world import World, build

OF_PLAN = ("Aardwolf", "Binturong", "Caracal", "Dormouse")
OF_ACTION = ("Ermine", "Fennec", "Genet", "Hyrax", "Jerboa", "Kinkajou", "Linsang", "71717")
TOLD_BY_STRAND = ("Margay", "Olingo")  # a shared action's line and outcome, and nothing else


@pytest.fixture
def world(helen: User, priya: User) -> World:
    made = build(by=helen, officer=priya)
    _plan(priya)
    return made


def _plan(by: User) -> None:
    """An adopted plan with a word of its own in every field, and one action that is shared."""
    title, summary, adopted_by, note = OF_PLAN
    plan = a_plan(by, title=title, summary=summary)
    line, outcome, gap, risk, why, how, reason, pounds = OF_ACTION
    said: dict[str, Any] = {
        "outcome": outcome, "gap": gap, "risk": risk, "saving": Decimal(pounds),
        "cost": Decimal(pounds),
    }  # fmt: skip
    entry = an_action(by, plan, line, **said)
    strand = Strand.objects.get(slug="asset-use")
    an_action(by, plan, TOLD_BY_STRAND[0], outcome=TOLD_BY_STRAND[1], shared=True, strand=strand,
              saving=Decimal(pounds), gap=gap, risk=risk)  # fmt: skip
    actions.adopt_plan(by=by, plan=plan, adopted_by=adopted_by)
    later = {"due": date(2012, 3, 1)}
    actions.edit_action(by=by, entry=entry, changes=later, why_moved=why)
    saving = actions.note_saving(by=by, entry=entry, amount=Decimal(pounds), how_known=how)
    actions.withdraw_saving(by=by, entry=entry, saving=saving, because=reason)
    actions.note_review(by=by, plan=plan, words=note, about=entry)
    for each in plan.actions.model._base_manager.filter(plan=plan):
        actions.count_by_measure(
            by=by, entry=each, measure="improvement.savings", goal=float(pounds)
        )


@pytest.mark.parametrize("who", ["jim", "helen"])
def test_no_page_of_another_organisation_says_a_word_of_it_but_what_is_shared(
    who: str, world: World, request: pytest.FixtureRequest, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(request.getfixturevalue(who))
    pounds = (OF_ACTION[-1], "71\u202f717", "71,717")
    found = told(client, world, (*OF_PLAN, *OF_ACTION[:-1], *pounds, *TOLD_BY_STRAND))
    assert {word for _, word in found} == set(TOLD_BY_STRAND)
    assert {url.partition("?")[0] for url, _ in found} == {"/improve/strands/asset-use/"}


def test_neither_letters_nor_the_trail_hold_a_word_of_it(world: World) -> None:
    letters = "".join(f"{m.subject}{m.text}" for m in Message.objects.all())
    trail = "".join(f"{e.before}{e.after}{e.reason}" for e in AuditEvent.objects.all())
    for word in (*OF_PLAN, *OF_ACTION, *TOLD_BY_STRAND):
        assert word not in letters
        assert word not in trail
