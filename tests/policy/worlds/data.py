"""A file of open data, and what the API is asked for."""

from typing import Any

from culturefirst.network.models import User


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """Records that the cast brings already."""
    return {
        "open_file": {"name": "popolo.json"},
        "api_organisation": {"slug": "ipswich-borough-council"},
        "api_figure": {"key": "network.registered_users"},
    }
