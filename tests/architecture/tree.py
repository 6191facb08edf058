"""The source as a tree of rooms: what the contracts are checked against."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSEMBLY = ("site", "demo")
BELOW = ("kit", "analysis")


@dataclass(frozen=True)
class Tree:
    """A checkout (or a copy of one that a test has broken)."""

    root: Path = ROOT

    @cached_property
    def package(self) -> Path:
        return self.root / "src" / "culturefirst"

    @cached_property
    def floors(self) -> dict[str, int]:
        """The height of each room, from the contract in ``pyproject.toml``; kit stands on 0.

        Analysis, which knows nothing but numbers, lies below the kit.
        """
        told = tomllib.loads((self.root / "pyproject.toml").read_text())
        [layers] = (
            contract["layers"]
            for contract in told["tool"]["importlinter"]["contracts"]
            if contract["type"] == "layers"
        )
        return {
            room.strip(" ()"): height
            for height, line in enumerate(reversed(layers), -1)
            for room in line.split("|")
        }

    @property
    def rooms(self) -> list[str]:
        """The rooms proper: neither what lies below them nor what assembles them."""
        return [room for room in self.floors if room not in (*BELOW, *ASSEMBLY)]

    def sources(self, *, tests: bool = False) -> Iterator[Path]:
        """Every Python file but migrations."""
        for path in sorted(self.package.rglob("*.py")):
            parts = path.relative_to(self.package).parts
            if "migrations" not in parts and (tests or "tests" not in parts):
                yield path

    def room_of(self, path: Path) -> str:
        return path.relative_to(self.package).parts[0]

    def module_of(self, path: Path) -> str:
        """The part of its room a file belongs to: ``actions`` for ``programme/actions/edit.py``."""
        parts = path.relative_to(self.package).parts
        return parts[1].removesuffix(".py") if len(parts) > 1 else ""

    def place(self, path: Path, node: ast.AST) -> str:
        return f"{path.relative_to(self.root)}:{getattr(node, 'lineno', 1)}"


def imported(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every dotted name that a module imports, ``from a import b`` as ``a.b``."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node, f"{node.module}.{name.name}") for name in node.names)
