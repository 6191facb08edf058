"""What every page needs: the network's name, the doors, who is signed in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from culturefirst.kit.models import Installation
from culturefirst.kit.policy import roles

# The six doors and the network's own lists, by label and url name; a door whose room is not
# there yet is not shown.
DOORS = (
    ("Learn", "learn"),
    ("Meet", "meet"),
    ("Improve", "improve"),
    ("Collaborate", "collaborate"),
    ("Evidence", "evidence"),
    ("Programme", "programmes"),
    ("Network", "organisations"),
)
# Pages that a door leads to besides its own address.
BEHIND = {
    "learn": ("bulletins", "polls"),
    "organisations": (
        "people",
        "groups",
        "places",
        "coverage",
        "joinings",
        "invitations",
        "audiences",
        "topics",
        "organisations_import",
    ),
    "account": ("account_email", "account_change_password", "mfa_index"),
}


@dataclass(frozen=True)
class Door:
    """A link of the masthead."""

    label: str
    url: str
    current: bool = False


class Shell:
    """The page shell of one request, worked out as the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._installation: Installation | None = None

    @property
    def installation(self) -> Installation:
        """The installation's row, read once a page."""
        if self._installation is None:
            self._installation = Installation.objects.first() or Installation()
        return self._installation

    @property
    def network(self) -> str:
        return self.installation.network

    @property
    def strapline(self) -> str:
        return self.installation.strapline

    @property
    def is_demonstration(self) -> bool:
        return self.installation.is_demonstration

    @property
    def standing_on(self) -> date | None:
        """The day a demonstration stands on; ``None`` where the clock is the wall's."""
        return self.installation.stands_on if self.is_demonstration else None

    @property
    def doors(self) -> list[Door]:
        """The doors that lead somewhere."""
        return [door for label, name in DOORS if (door := self._door(label, name))]

    @property
    def own(self) -> list[Door]:
        """What is a person's own: search, discussions, my work and account, or signing in."""
        user = getattr(self.request, "user", None)
        if user is None:
            return []
        asked = [("Search", "search")]
        if user.is_authenticated:
            discussed = [("Discussions", "forums")] if roles(user) else []
            asked += [*discussed, ("My work", "my_work"), (str(user), "account")]
        else:
            asked += [("Sign in", "account_login")]
        return [door for label, name in asked if (door := self._door(label, name))]

    @property
    def sign_out(self) -> str:
        """Where the sign-out button posts to; empty for nobody."""
        user = getattr(self.request, "user", None)
        return address("account_logout") if user is not None and user.is_authenticated else ""

    def _door(self, label: str, name: str) -> Door | None:
        url = address(name)
        if not url:
            return None
        behind = [url, *filter(None, map(address, BEHIND.get(name, ())))]
        return Door(label, url, current=self.request.path.startswith(tuple(behind)))


def address(name: str) -> str:
    """A page's address by its url name, or an empty string where there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the page shell."""
    return {"shell": Shell(request)}
