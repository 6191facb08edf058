"""A bulletin to 10,000 whose workers are killed twenty times on the way.

What is counted here is asserted, smaller, by ``tests/concurrency/test_bulletin_kills.py``; both run
the same code. Nothing here is about speed.
"""

from collections.abc import Iterator

from benchmarks import database
from benchmarks.result import Result

RECIPIENTS, KILLS = 10_000, 20


def results(vendor: str = database.SQLITE) -> Iterator[Result]:
    """Who was reached, what came twice, what is listed."""
    with database.empty(vendor) as arena:
        from tests.concurrency.mortal_bulletin import CONNECTIONS, sent_through_kills

        found = sent_through_kills(arena, recipients=RECIPIENTS, kills=KILLS)
    most = KILLS * CONNECTIONS
    yield Result(f"a bulletin on {vendor}: recipients", found.recipients, "letters")
    yield Result("… kills of its worker", found.kills, "kills")
    yield Result("… of which before all letters were written", found.kills_while_writing, "kills")
    yield Result("… letters written", found.written, "letters", least=RECIPIENTS)
    yield Result("… that came twice", found.twice, "letters", 0)
    yield Result("… neither arrived nor listed", found.lost, "letters", 0)
    yield Result("… listed as not certain", found.listed, "letters", most)
    yield Result("… of which had arrived", found.listed_arrived, "letters")
    yield Result("listed ones sent again: addresses without any", found.without_any, "letters", 0)
    yield Result("… that have it twice", found.twice_in_the_end, "letters", most)
    yield Result("… of which had not been listed", found.unexplained, "letters", 0)
