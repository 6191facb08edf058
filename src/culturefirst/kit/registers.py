"""Registers: lower rooms ask what exists above; upper rooms fill them from a module by name."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Generic, TypeVar

from django.apps import apps

T = TypeVar("T")


class Register(Generic[T]):
    """What the rooms' ``<module>.py`` files offer, by key, found when first asked for.

    A room fills it with ``register.add(key, thing)`` in a module of that name; no central list
    is edited to add a room.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        self._found = False
        self._entries: dict[str, T] = {}

    def add(self, key: str, entry: T) -> T:
        """Offer an entry; two rooms may not offer the same key."""
        if key in self._entries and self._entries[key] is not entry:
            raise ValueError(f"{self.module}: {key!r} is offered twice")
        self._entries[key] = entry
        return entry

    def __iter__(self) -> Iterator[T]:
        return iter(self.entries().values())

    def __getitem__(self, key: str) -> T:
        return self.entries()[key]

    def get(self, key: str) -> T | None:
        """The entry, or ``None`` where no room offers it (any more)."""
        return self.entries().get(key)

    def entries(self) -> dict[str, T]:
        """Every entry by key, in the order of the installed rooms."""
        if not self._found:
            self._found = True
            for config in apps.get_app_configs():
                self._discover(f"{config.name}.{self.module}")
        return self._entries

    def _discover(self, name: str) -> None:
        if name.startswith("culturefirst.") and find_spec(name) is not None:
            import_module(name)
