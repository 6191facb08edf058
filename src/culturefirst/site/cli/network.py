"""``culturefirst network``: bringing organisations, and the outlines of their areas."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.programme import in_whose_name
from culturefirst.site.cli.reading import refuse_what_is_no_file
from culturefirst.site.cli.setup import use_django

if TYPE_CHECKING:
    from culturefirst.network.queries.bringing import Plan


def import_(options: Namespace) -> int:
    """Show what a file of organisations would change; with ``--yes``, do it, whole or not."""
    refuse_what_is_no_file(options.file)
    use_django()
    from culturefirst.network import actions
    from culturefirst.network.queries.bringing import file_rows, planned

    rows, not_read = file_rows(options.file, options.file.name)
    plan = planned(rows)
    print("\n".join(_told(plan, not_read)))
    if plan.faults:
        raise DomainError("nothing was imported; put these cells right and try again")
    if plan.empty:
        print("There is nothing to import.")
        return 0
    if not options.yes:
        print("Nothing is changed yet. To do it, add --yes")
        return 0
    by = in_whose_name(options.by)
    brought = actions.bring_organisations(
        by=by, name=options.file.name, rows=rows, not_read=not_read
    )
    actions.import_organisations(by=by, brought=brought, agreed=plan.digest)
    print(f"Imported, in the name of {by}.")
    return 0


def outlines(options: Namespace) -> int:
    """Load the outlines of areas, by GSS code, for the map of coverage."""
    refuse_what_is_no_file(options.file)
    use_django()
    from culturefirst.network import actions
    from culturefirst.network.queries.bringing import outlines_in

    found = outlines_in(options.file.resolve())
    fitted = actions.load_outlines(by=in_whose_name(options.by), outlines=found)
    print(f"{len(found)} outlines read; {fitted} codes of organisations here have theirs now.")
    return 0


def _told(plan: "Plan", not_read: list[str]) -> Iterator[str]:
    yield (
        f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.same)} the same, "
        f"{len(plan.faults)} to put right"
    )
    yield from (f"  new sub-region: {name}" for name in plan.places)
    yield from (f"  new: {row.name} (row {row.row})" for row in plan.new)
    for each in plan.changed:
        for change in each.differences:
            yield f"  {each.body}: {change.title}: {change.old} → {change.new}"
    yield from (f"  look at: {note}" for note in plan.notes)
    if not_read:
        yield f"  not read: {', '.join(not_read)}"
    yield from (f"  put right: {fault}" for fault in plan.faults)
