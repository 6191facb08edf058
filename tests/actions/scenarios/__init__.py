"""One real call of each action: each module of this folder has those of one noun or room."""

from importlib import import_module
from pkgutil import iter_modules

from tests.actions.declare import SCENARIOS, THROUGH

for found in iter_modules(__path__):
    import_module(f"{__name__}.{found.name}")

__all__ = ["SCENARIOS", "THROUGH"]
