"""The measures as a page of the docs: ``python -m culturefirst.measures.catalogue`` writes it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from culturefirst.measures.core import Measure

PAGE = Path(__file__).resolve().parents[3] / "docs" / "measures.md"
LEDE = """# Measures

What can be counted, made from the register by `python -m culturefirst.measures.catalogue`; do not
edit it by hand. A stock is counted as at the last day of a window, a flow inside the window.
"""


def page(measures: Iterable[Measure]) -> str:
    """The whole page in Markdown, in the order of the keys."""
    parts = [_entry(measure) for measure in sorted(measures, key=lambda each: each.key)]
    return "\n".join([LEDE, *parts])


def _entry(measure: Measure) -> str:
    return "\n".join([f"## {measure.title}", "", measure.definition, "", *_facts(measure), ""])


def _facts(measure: Measure) -> Iterator[str]:
    yield f"- Key: `{measure.key}`, version {measure.version}"
    yield f"- Unit: {measure.unit}; {'a stock' if measure.stock else 'a flow'}"
    if measure.base is not None:
        yield "- Has a denominator: shown as so many of so many"
    if measure.dimensions:
        titles = (f"{each.title.lower()} (`{name}`)" for name, each in measure.dimensions.items())
        yield f"- Narrowed by: {', '.join(titles)}"
    if measure.words:
        yield f"- Words in targets: {', '.join(measure.words)}"
    if measure.serves:
        yield f"- Proposed for targets of kind: {', '.join(measure.serves)}"


def main() -> None:
    """Write the page."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "culturefirst.site.settings")
    django.setup()
    from culturefirst.measures.register import MEASURES

    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(MEASURES), encoding="utf-8")


if __name__ == "__main__":
    main()
