"""The contracts, each a function from a tree to a list of faults, each fault a sentence.

``python -m tests.architecture.contracts NAME ROOT`` checks one on a copy; the tests break a copy
in the way a contract forbids and see that it is noticed.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.architecture.tree import Tree, imported

Faults = list[str]

# What a room offers to its neighbours. The kit is free to all.
PUBLIC = {"models", "queries", "actions", "signals", "policy", "urls"}
REGISTERS = {"measures", "attention", "calendar", "publications", "audiences", "search"}
OFFERED = {
    # The engine's own vocabulary, and how a question is asked of it.
    "measures": {"core", "figures", "newest", "readings", "register", "withheld"},
    # What a reader's letter and click run, as the demonstration's readers do.
    "bulletins": {"content", "counting", "tokens"},
    # What narrows a measure; the document, its readers and writers, the rules of standing.
    "programme": {"narrowing", "reading", "writing", "rules", "reports", "understanding"},
    # The same: files of frameworks and of figures, and those that come with the system.
    "improvement": {"figures", "frameworks"},
    # How a moment is said and asked for, and of what no letter holds a word.
    "events": {"when", "moments", "rules"},
    # Lists as they are published, and how a study is worked out, as the demonstration does both.
    "intelligence": {"bringing", "places", "studying", "jobs_studies"},
}
LONGEST_FILE = 500
LONGEST_FUNCTION = 60


def imports_point_down(tree: Tree) -> Faults:
    """import-linter's layers, run from the tree's own configuration."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=tree.root,
        env=os.environ | {"PYTHONPATH": str(tree.root / "src")},
        capture_output=True,
        text=True,
    )
    return [] if done.returncode == 0 else [done.stdout + done.stderr]


def neighbours_use_public_modules(tree: Tree) -> Faults:
    """A room reaches another only through its public modules, never its views or forms."""
    faults = []
    for path in tree.sources():
        for node, name in imported(ast.parse(path.read_text())):
            parts = name.split(".")
            if parts[0] != "culturefirst" or len(parts) < 3 or parts[1] not in tree.rooms:
                continue
            open_to_all = PUBLIC | REGISTERS | OFFERED.get(parts[1], set())
            if parts[1] != tree.room_of(path) and parts[2] not in open_to_all:
                faults.append(f"{tree.place(path, node)} imports {name}, which is not public.")
    return faults


def foreign_keys_point_down(tree: Tree) -> Faults:
    """Also those given as a string, which an import contract cannot see."""
    from django.apps import apps

    faults = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not getattr(field, "concrete", False) or not field.remote_field:
                continue
            here, there = _room(model), _room(field.related_model)
            if here and there and tree.floors[there] > tree.floors[here]:
                faults.append(f"{model._meta.label}.{field.name} points up to {there}.")
    return faults


def _room(model: type) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "culturefirst" else ""


def fields_are_classed(tree: Tree) -> Faults:
    """Every stored value says how widely it may be seen."""
    from django.apps import apps

    from culturefirst.kit.keeps import CLASSES, class_of

    return [
        f"{model._meta.label}.{field.name} does not say who may see it (keeps, kept)."
        for model in apps.get_models()
        if _room(model)
        for field in model._meta.concrete_fields
        if class_of(field, model) not in CLASSES
    ]


def addresses_have_policies(tree: Tree) -> Faults:
    """No page without a policy, whoever wrote it."""
    return [
        f"/{route} ({name or 'no name'}) declares no policy."
        for route, name, view in addresses()
        if getattr(view, "policy", None) is None
    ]


def addresses() -> Iterator[tuple[str, str, Callable[..., object]]]:
    """Every pattern of the resolver: route, name, view."""
    from django.urls import get_resolver

    yield from _below(get_resolver().url_patterns, "")


def _below(patterns: Iterable[object], prefix: str) -> Iterator[tuple[str, str, Callable]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _below(pattern.url_patterns, route)
        else:
            yield route, pattern.name or "", pattern.callback


def verbs_are_actions(tree: Tree) -> Faults:
    """Each function that a room's ``actions`` offers is registered, so that it leaves an event."""
    from importlib import import_module
    from importlib.util import find_spec
    from inspect import isfunction

    from culturefirst.kit.act import ACTIONS

    faults = []
    for room in tree.rooms:
        module = f"culturefirst.{room}.actions"
        if find_spec(module) is None:
            continue
        for name, offered in vars(import_module(module)).items():
            ours = isfunction(offered) and offered.__module__.startswith(module)
            if ours and not name.startswith("_") and f"{room}.{name}" not in ACTIONS:
                faults.append(f"{module} offers {name}, which is not an action.")
    return faults


def actions_leave_events(tree: Tree) -> Faults:
    """One action run for real leaves one event (the database is migrated in memory)."""
    from django.db import connection

    from tests import template

    if template.of_today().exists():  # a broken copy makes none for others
        template.give_a_head_start()
    connection.creation.create_test_db(verbosity=0)
    from culturefirst.kit.act import SYSTEM
    from culturefirst.kit.models import AuditEvent
    from culturefirst.network.actions import add_sub_region

    before = AuditEvent.objects.count()
    add_sub_region(by=SYSTEM, name="Fenland Edge")
    left = AuditEvent.objects.count() - before
    return [] if left == 1 else [f"network.add_sub_region left {left} events, not one."]


def views_ask_for_what_is_visible(tree: Tree) -> Faults:
    """Views reach for ``.objects`` only to ask ``visible_to`` at once, or ask a query."""
    faults = []
    for path in tree.sources():
        if not _is_view(tree, path):
            continue
        attributes = [
            n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute)
        ]
        asked = {id(node.value) for node in attributes if node.attr == "visible_to"}
        for node in attributes:
            if node.attr in ("objects", "_base_manager") and id(node) not in asked:
                faults.append(f"{tree.place(path, node)} uses .{node.attr} in a view.")
    return faults


def _is_view(tree: Tree, path: Path) -> bool:
    module = tree.module_of(path)
    return "views" in module or (
        tree.room_of(path) == "site" and module in ("work", "views", "finding")
    )


SYSTEM_TIME = re.compile(
    r"\b(date\.today|datetime\.(now|today|utcnow)|timezone\.(now|localdate))\("
)


def time_comes_from_the_clock(tree: Tree) -> Faults:
    """Domain code asks ``kit.clock``, so that a demonstration can stand on another day."""
    return [
        f"{path.relative_to(tree.root)}:{number} asks the system for the time."
        for path in tree.sources()
        if path.name != "clock.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if SYSTEM_TIME.search(line)
    ]


LOOSE = re.compile(
    r"""\sstyle\s*=|<script(?![^>]*(?:\bsrc=|\bnonce=|application/json))[^>]*>|\son[a-z]+\s*=\s*["']"""
    r"""|(?:src|href)\s*=\s*["'](?:https?:)?//""",
    re.IGNORECASE,
)


def templates_keep_the_content_policy(tree: Tree) -> Faults:
    """No inline style, script or handler, and nothing from another host."""
    return [
        f"{path.relative_to(tree.root)}:{number} has {found.group().strip()!r}."
        for path in sorted(tree.package.rglob("templates/**/*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := LOOSE.search(line))
    ]


def files_and_functions_are_short(tree: Tree) -> Faults:
    """Files of at most 500 lines, functions of at most 60."""
    faults = []
    for path in tree.sources(tests=True):
        text = path.read_text()
        if (lines := text.count("\n")) > LONGEST_FILE:
            faults.append(f"{path.relative_to(tree.root)} has {lines} lines.")
        for node in ast.walk(ast.parse(text)):
            if (length := _length(node)) > LONGEST_FUNCTION:
                faults.append(f"{tree.place(path, node)} has a function of {length} lines.")
    return faults


def _length(node: ast.AST) -> int:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return 0
    return (node.end_lineno or node.lineno) - node.lineno + 1


CONTRACTS: dict[str, Callable[[Tree], Faults]] = {
    check.__name__: check
    for check in (
        imports_point_down,
        neighbours_use_public_modules,
        foreign_keys_point_down,
        fields_are_classed,
        addresses_have_policies,
        verbs_are_actions,
        views_ask_for_what_is_visible,
        time_comes_from_the_clock,
        templates_keep_the_content_policy,
        files_and_functions_are_short,
    )
}

# What is read from the files as they lie, without loading them.
OF_THE_TEXT = {
    "imports_point_down",
    "neighbours_use_public_modules",
    "views_ask_for_what_is_visible",
    "time_comes_from_the_clock",
    "templates_keep_the_content_policy",
    "files_and_functions_are_short",
}


def main(name: str, root: str) -> int:
    """Check one contract on the tree at ``root``, whose sources must come first on the path."""
    if name not in OF_THE_TEXT:
        import django

        django.setup()
    check = CONTRACTS.get(name) or globals()[name]
    faults = check(Tree(Path(root)))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
