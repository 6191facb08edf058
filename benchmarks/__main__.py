"""Runs every benchmark, or those named, and prints one line a figure."""

import argparse
import sys
from collections.abc import Callable, Iterator

from benchmarks import (
    assessment,
    bookings,
    catchment,
    catchment_flows,
    command,
    comparison,
    database,
    joining,
    kills,
    mail,
    network,
    pairing,
    reading,
    rounds,
    search,
    status,
    website,
)
from benchmarks.result import Result

Bench = Callable[[], Iterator[Result]]
ASKED_FOR = frozenset({"kills"})  # takes minutes: run only where it is named


def benches(vendor: str) -> dict[str, Bench]:
    """Each benchmark by its name; on PostgreSQL those that read much from a database."""
    large = {
        "status": lambda: status.results(vendor),
        "network": lambda: network.results(vendor),
        "assessment": lambda: assessment.results(vendor),
        "comparison": lambda: comparison.results(vendor),
        "bookings": lambda: bookings.results(vendor),
        "kills": lambda: kills.results(vendor),
        "website": lambda: website.results(vendor),
    }
    if vendor == database.POSTGRESQL:
        return large
    others = {"command": command.results, "reading": reading.results}
    return (
        others
        | large
        | {
            "catchment": catchment.results,
            "flows": catchment_flows.results,
            "joining": joining.results,
            "mail": mail.results,
            "pairing": pairing.results,
            "rounds": rounds.results,
            "search": search.results,
        }
    )


def main() -> int:
    """Print the figures; the exit code says whether every goal was met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--database", choices=database.VENDORS, default=database.SQLITE)
    parser.add_argument("only", nargs="*", help="names of benchmarks; all quick ones without")
    asked = parser.parse_args()
    known = benches(asked.database)
    if unknown := set(asked.only) - set(known):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: choose from {', '.join(known)}")
    missed = 0
    for name in asked.only or [each for each in known if each not in ASKED_FOR]:
        for result in known[name]():
            print(result, flush=True)
            missed += not result.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
