"""An audience in use and a retired one."""

from typing import Any

from culturefirst.network import actions
from culturefirst.network.models import User


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """An audience, and one that is retired for the page that restores it."""
    question = {"all": {"role": ["officer"]}, "none": {}}
    kept = actions.save_audience(by=by, name="Officers", question=question)
    retired = actions.save_audience(by=by, name="Officers before", question=question)
    actions.retire_audience(by=by, audience=retired)
    names = ("audience", "audience_edit", "audience_retire")
    return {name: {"pk": kept.pk} for name in names} | {"audience_restore": {"pk": retired.pk}}
