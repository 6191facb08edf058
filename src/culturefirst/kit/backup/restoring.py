"""What rooms must do when a backup is put back: the register that ``put_back`` asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from culturefirst.kit.registers import Register


@dataclass(frozen=True)
class Restoring:
    """``before`` is called while what is here is still here; ``after(made_at)`` on what came back.

    ``made_at`` is when the backup was begun. Nobody is served until ``after`` is done.
    """

    before: Callable[[], None]
    after: Callable[[datetime], None]


RESTORING: Register[Restoring] = Register("restoring")
