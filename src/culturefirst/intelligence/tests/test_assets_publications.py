"""Open lists of places are told of in bulletins and feeds; nothing else of a list is."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from culturefirst.intelligence import actions
from culturefirst.intelligence.tests.asset_places import (
    brought,
    library,
    loaded,
    open_source,
    written,
)
from culturefirst.kit.publications import of_keys, published

pytestmark = pytest.mark.django_db
DAYS = (date(2011, 9, 1), date(2011, 9, 30))
HEADS = "name,kind,postcode,capacity"


def imported(helen, tmp_path, source):
    rows = ("Ely Library,library,CB7 4LB,40", "Soham Library,library,CB7 5AA,20")
    found = brought(helen, written(tmp_path / "list.csv", HEADS, *rows), source=source)
    return actions.import_assets(by=helen, brought=found)


def test_an_open_list_is_told_of_to_everybody_with_what_came(helen, tmp_path):
    loaded(helen)
    library(helen)
    source = open_source(helen)
    found = imported(helen, tmp_path, source)
    [told] = published(AnonymousUser(), *DAYS)
    assert (told.key, told.kind, told.title) == (
        f"intelligence.asset_list:{found.pk}", "Open data", "Libraries of England 2023",
    )  # fmt: skip
    assert told.summary == "2 places added or changed; A public body; OGL v3."
    assert (told.on, told.open_to_all) == (date(2011, 9, 19), True)
    assert of_keys(AnonymousUser(), [told.key], DAYS[1]) == {told.key: told}
    page = Client().get(told.url)
    assert [row.name for row in page.context["table"].page.object_list] == [
        "Ely Library", "Soham Library",
    ]  # fmt: skip


def test_a_list_that_is_not_open_or_not_imported_is_told_of_to_nobody(helen, tmp_path):
    loaded(helen)
    imported(helen, tmp_path, actions.add_asset_source(by=helen, name="Not open"))
    path = written(tmp_path / "draft.csv", HEADS, "Wisbech Library,library,,")
    brought(helen, path, source=open_source(helen))
    assert published(helen, *DAYS) == []


def test_a_list_that_was_taken_back_is_told_of_no_more(helen, tmp_path):
    loaded(helen)
    found = imported(helen, tmp_path, open_source(helen))
    actions.undo_asset_list(by=helen, brought=found)
    assert published(helen, *DAYS) == []
