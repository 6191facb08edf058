"""Writes the pages of ``docs/`` that are made from the code: ``make docs``."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
MADE = "Made from the code by `make docs`; do not edit it by hand."


def policies() -> str:
    """Who may do what, and which addresses ask it."""
    from django.urls import get_resolver

    from culturefirst.kit.policy import POLICIES

    asked: dict[str, list[str]] = {}
    for name, policy in _addresses(get_resolver().url_patterns):
        asked.setdefault(policy.name, []).append(f"`{name}`")
    rows = (
        (f"`{policy.name}`", policy.says, ", ".join(asked.get(policy.name, [])) or "–")
        for policy in sorted(POLICIES.values(), key=lambda each: each.name)
        if _ours(policy.test)
    )
    return _page(
        "Policies",
        "Every named predicate, who it allows, and the addresses that ask it before anything "
        "else. Actions ask theirs again ([actions](actions.md)); records come only through "
        "`visible_to`.",
        ("Policy", "Allows", "Addresses"),
        rows,
    )


def actions() -> str:
    """Everything that changes a record."""
    import culturefirst.demo.load
    import culturefirst.site.urls  # noqa: F401  (both load what they lead to)
    from culturefirst.kit.act import ACTIONS

    rows = (
        (f"`{action.name}`", action.says, action.allow.says)
        for action in sorted(ACTIONS.values(), key=lambda each: each.name)
        if _ours(action.run)
    )
    return _page(
        "Actions",
        "The only places where records change. Each is one transaction that asks its policy, "
        "locks what is contested, and leaves one event in the audit trail with these words.",
        ("Action", "The trail says", "May be done by"),
        rows,
    )


def _ours(declared: object) -> bool:
    # A test may declare some of its own in the same process.
    return "tests" not in str(declared.__module__).split(".")


def _addresses(patterns: Iterable[object]) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern.url_patterns)
        else:
            yield pattern.name, pattern.callback.policy  # type: ignore[attr-defined]


def _page(title: str, says: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"# {title}", "", says, "", MADE, ""]
    lines += [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join(lines) + "\n"


PAGES = {"policies.md": policies, "actions.md": actions}


def main() -> None:
    """Write every page anew, the measures' catalogue among them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "culturefirst.site.settings_test")
    import django

    django.setup()
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
    from culturefirst.measures import catalogue

    catalogue.main()


if __name__ == "__main__":
    main()
