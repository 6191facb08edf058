"""How a scenario is declared: one real call of an action, handed back ready to be made."""

from collections.abc import Callable
from typing import Any

from tests.actions.stage import Stage

Call = Callable[[], Any]
SCENARIOS: dict[str, Callable[[Stage], Call]] = {}
# Actions that do part of their work through others: these leave their own events, in this order,
# before the event of the action itself.
THROUGH: dict[str, list[str]] = {}


def scenario(
    room: str, name: str = "", through: tuple[str, ...] = ()
) -> Callable[[Callable[[Stage], Call]], Callable[[Stage], Call]]:
    """The scenario of the room's action of that name, or of the same name."""

    def keep(make: Callable[[Stage], Call]) -> Callable[[Stage], Call]:
        key = f"{room}.{name or make.__name__}"
        SCENARIOS[key] = make
        if through:
            THROUGH[key] = list(through)
        return make

    return keep
