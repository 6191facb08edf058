"""Where the results of ``culturefirst catchment`` go: files, standard output, JSON."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from culturefirst.kit.errors import DomainError

if TYPE_CHECKING:
    from culturefirst.analysis.catchment import Reach

Columns = dict[str, Any]
PRINTED = Path("-")


def require_own_files(options: Namespace) -> None:
    """Before anything is read: results have a folder to go to, and overwrite nothing given."""
    given = (options.areas, options.facilities, options.minutes, options.modes)
    taken = {path.resolve() for path in given if path is not None}
    if (options.out, options.facilities_out, options.json).count(PRINTED) + options.json > 1:
        raise DomainError("only one thing can be printed: one -, or --json")
    for path in (options.out, options.facilities_out):
        if path is None or path == PRINTED:
            continue
        if path.resolve() in taken:
            raise DomainError(f"{path} is in use already by this command; choose another name")
        if not path.resolve().parent.is_dir():
            raise DomainError(f"{path} has no folder to be in; make it, or choose another place")
        if path.is_dir():
            raise DomainError(f"{path} is a folder; choose the name of a file")
        taken.add(path.resolve())


def deliver(
    options: Namespace, reach: "Reach", tables: tuple[Columns, Columns], lines: Sequence[str]
) -> None:
    """Write both tables or none, and print what was asked for.

    Where a table or JSON is printed, the summary goes to standard error.
    """
    asked = dict(zip((options.out, options.facilities_out), tables, strict=True))
    written = _written({path: asked[path] for path in asked if path not in (None, PRINTED)})
    printed = options.json or PRINTED in asked
    print("\n".join([*lines, *written]), file=sys.stderr if printed else sys.stdout)
    if options.json:
        print(json.dumps(_as_json(options, reach, tables), ensure_ascii=False, indent=2))
    elif PRINTED in asked:
        from culturefirst.analysis.catchment import files

        files.write_to(sys.stdout, asked[PRINTED])


def _written(tables: dict[Path, Columns]) -> list[str]:
    from culturefirst.analysis.catchment import files

    try:
        rows = files.write(tables)
    except OSError as error:
        raise DomainError(
            f"{error.filename} cannot be written ({error.strerror}); choose another place"
        ) from error
    return [f"Written: {path}, {count:,} rows." for path, count in rows.items()]


def _as_json(options: Namespace, reach: "Reach", tables: tuple[Columns, Columns]) -> dict[str, Any]:
    areas, facilities = (_rows(each) for each in tables)
    return {
        "method": options.method,
        "limit": reach.travel.limit,
        "unit": "minutes" if options.minutes else "metres",
        "engine": reach.engine,
        "pairs": reach.pairs,
        "areas": areas,
        "facilities": facilities,
    }


def _rows(columns: Columns) -> list[dict[str, Any]]:
    values = [each.tolist() if hasattr(each, "tolist") else each for each in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]
