"""Jobs that behave well and badly, for tests."""

from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import Progress, job

ran: list[int] = []


@job(says="Counting up")
def count_up(*, to: int, progress: Progress) -> str:
    for step in range(to):
        progress.at(step, to, f"Counting {step}")
    progress.at(to, to, "All counted")
    ran.append(to)
    return f"/counted/{to}/"


@job(attempts=3, backoff=2)
def break_down() -> None:
    raise RuntimeError("the disk of the machine is full")


@job()
def refuse() -> None:
    raise DomainError("There is no programme for that year. Choose another one.")


@job(priority=10)
def hurry() -> None:
    ran.append(-1)
