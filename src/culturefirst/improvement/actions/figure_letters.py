"""Those who sent figures are told before they are shown."""

from typing import Any

from culturefirst.improvement.letters_figures import tell_of_all, tell_of_members
from culturefirst.improvement.models import Collection
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.policy import system


@action("wrote before figures are shown", allow=system, on="collection")
def tell_of_release(*, by: Any, collection: Collection) -> None:
    """Write of the next day that comes: first that of the members, then that of everybody."""
    if not collection.read_by_members(clock.today()):
        tell_of_members(collection)
    elif not collection.read_by_all(clock.today()):
        tell_of_all(collection)
