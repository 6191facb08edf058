"""Named predicates: who may do what. Views, actions, templates and tests all ask these."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from culturefirst.kit.errors import NotAllowed

Test = Callable[[Any, Any], bool]
POLICIES: dict[str, "Policy"] = {}


@dataclass(frozen=True)
class Policy:
    """``name`` is ``room.verb``; ``says`` finishes the sentence "This may be done by …"."""

    name: str
    says: str
    test: Test

    def allows(self, user: Any, subject: Any = None) -> bool:
        """Whether this person may, with this record where the rule looks at one."""
        return self.test(user, subject)

    def require(self, user: Any, subject: Any = None) -> None:
        """Raise ``NotAllowed`` with a sentence unless the person may."""
        if not self.allows(user, subject):
            raise NotAllowed(f"You may not do this: it may be done by {self.says}.")


def policy(says: str) -> Callable[[Test], Policy]:
    """Make a predicate ``(user, subject) -> bool`` into a named policy."""

    def declare(test: Test) -> Policy:
        room = test.__module__.split(".")[1]
        made = Policy(f"{room}.{test.__name__}", says, test)
        POLICIES[made.name] = made
        return made

    return declare


def roles(user: Any) -> frozenset[str]:
    """The roles a person holds today; nobody signed in holds none."""
    return getattr(user, "roles", frozenset())


def is_system(user: Any) -> bool:
    """Whether no person acts but the network itself."""
    return bool(getattr(user, "is_system", False))


def is_member(user: Any) -> bool:
    """Whether this is a person who holds a role in the network today."""
    return bool(roles(user)) and getattr(user, "person_id", None) is not None


@policy("anybody")
def anybody(user: Any, subject: Any) -> bool:
    return True


@policy("anybody who is signed in")
def signed_in(user: Any, subject: Any) -> bool:
    return bool(user.is_authenticated)


@policy("the system itself, never a person")
def system(user: Any, subject: Any) -> bool:
    return is_system(user)
