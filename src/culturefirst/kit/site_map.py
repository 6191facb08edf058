"""Which pages strangers may read: the register behind the map for search engines.

A room's ``site_map.py`` offers addresses on this site, each with the day since which it has been
there, or ``None``. Asked as nobody: what is listed may be read by everybody.
"""

from collections.abc import Callable, Iterable
from datetime import date

from culturefirst.kit.registers import Register

Pages = Callable[[], Iterable[tuple[str, date | None]]]
SITE_MAP: Register[Pages] = Register("site_map")
