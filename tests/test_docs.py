"""The pages that are made from the code are up to date."""

import pytest

from scripts.docs import DOCS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_made_page_is_up_to_date(name: str) -> None:
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # loads every room's addresses and actions
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run: make docs"
