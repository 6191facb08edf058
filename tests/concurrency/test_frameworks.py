"""Two load one framework, or write of one draft, at the same moment; the lock is needed."""

from dataclasses import replace
from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.actions import drafts as drafting
from culturefirst.improvement.frameworks import editing, read
from culturefirst.improvement.models import Framework, FrameworkDraft, FrameworkVersion
from culturefirst.improvement.tests.texts import DEMO, demo
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict
from culturefirst.kit.models import Installation
from culturefirst.kit.tests.databases import Arena
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after


def loads(text: str) -> Any:
    return lambda: actions.load_framework(by=SYSTEM, text=text)


def test_the_same_file_loaded_twice_at_once_is_loaded_once(arena: Arena) -> None:
    Installation.current()
    outcomes = at_once([loads(DEMO)] * 4)
    assert faults(outcomes) == [] and refusals(outcomes) == []
    assert {each.pk for each in outcomes} == {FrameworkVersion.objects.get().pk}
    assert Framework.objects.get().versions.get().criteria.count() == 3


def test_of_two_files_with_one_version_the_second_is_told_and_leaves_nothing(
    arena: Arena,
) -> None:
    Installation.current()
    outcomes = at_once([loads(DEMO), loads(demo(("title: Buying", "title: Selling")))])
    assert faults(outcomes) == []
    assert ["There is a version 1 of" in str(no) for no in refusals(outcomes)] == [True]
    assert FrameworkVersion.objects.get().criteria.count() == 3


def _draft(request: pytest.FixtureRequest) -> FrameworkDraft:
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    Installation.current()
    return actions.draft_framework(by=SYSTEM, framework=read(DEMO))


@pytest.fixture
def draft(request: pytest.FixtureRequest) -> FrameworkDraft:
    return _draft(request)


def says(draft: FrameworkDraft, key: str, words: str) -> Any:
    """One writes of a criterion of which they saw that nothing was said."""
    return lambda: actions.change_draft(
        by=SYSTEM, draft=draft, seen=0,
        mark=lambda whole: len(editing.criterion_of(whole, key)[1].says),
        edit=lambda whole: editing.with_criterion(whole, key, {"says": words}),
    )  # fmt: skip


def said(draft: FrameworkDraft) -> list[str]:
    now = FrameworkDraft.objects.get(pk=draft.pk)
    return [each.says for each in read(now.text).criteria]


def test_two_who_write_of_different_criteria_both_keep_their_words(
    arena: Arena, draft: FrameworkDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, drafting, "understood", 2)
    assert at_once([says(draft, "assets", "Hers"), says(draft, "skills", "His")]) == [draft, draft]
    assert said(draft) == ["Hers", "", "His"]


def test_of_two_who_write_of_one_criterion_the_second_meets_a_conflict(
    arena: Arena, draft: FrameworkDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, drafting, "understood", 2)
    outcomes = at_once([says(draft, "assets", "Hers"), says(draft, "assets", "His")])
    assert faults(outcomes) == []
    assert [type(no) for no in refusals(outcomes)] == [Conflict]
    assert said(draft)[0] in ("Hers", "His")


def test_without_the_lock_one_of_the_two_loses_their_words(
    unguarded: Arena, draft: FrameworkDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, drafting, "understood", 2)
    at_once([says(draft, "assets", "Hers"), says(draft, "skills", "His")])
    assert sorted(said(draft)) != ["", "Hers", "His"]


def test_a_draft_loaded_twice_at_once_is_loaded_once(arena: Arena, draft: FrameworkDraft) -> None:
    loading = [lambda: actions.load_draft(by=SYSTEM, draft=draft, version="2")] * 2
    outcomes = at_once(loading)
    assert faults(outcomes) == []
    assert ["It is loaded or dropped." in str(no) for no in refusals(outcomes)] == [True]
    assert FrameworkVersion.objects.get().name == "2"
    assert replace(read(DEMO), version="2") == read(FrameworkVersion.objects.get().text)
