"""Frameworks and their versions: what was loaded, and what an earlier version had."""

from collections.abc import Collection
from hashlib import sha256

from culturefirst.improvement.frameworks import Framework as Read
from culturefirst.improvement.frameworks import read
from culturefirst.improvement.models import Criterion
from culturefirst.network.models import Organisation


def keys_of(framework: str) -> Collection[str]:
    """The keys that criteria had in any version of that framework so far."""
    rows = Criterion._base_manager.filter(version__framework__key=framework)
    return set(rows.order_by().values_list("key", flat=True))


def understood(text: str) -> Read:
    """The framework in a file, held against this system: kinds of body, earlier versions.

    Raises ``FrameworkRefused``, which tells every fault with its place.
    """
    return read(text, kinds=Organisation.Kind.values, earlier=keys_of)


def digest_of(text: str) -> str:
    """By what a file is known again: its words, however its lines end."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return sha256(plain.rstrip("\n").encode()).hexdigest()
