"""One ``act`` an action: policy, lock, change, audit row and outbox rows in one transaction."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import IntegrityError, models, transaction

from culturefirst.kit import audit, search
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.keeps import snapshot
from culturefirst.kit.locks import locked
from culturefirst.kit.policy import Policy

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)
ACTIONS: dict[str, "Action"] = {}
log = logging.getLogger(__name__)
MET = (
    "Somebody else did the same at the same moment, so nothing was changed here. "
    "Look at what is there now before you try again."
)
UNIQUE = "23505"  # PostgreSQL's code for a value that must be unique


@dataclass(frozen=True)
class Action:
    """An entry of the register of actions, from which the docs and a test are made."""

    name: str
    says: str
    allow: Policy
    run: Callable[..., Any]


class SystemActor:
    """Who acts when no person does (a job, a schedule)."""

    pk = None
    is_system = True
    is_authenticated = True
    roles: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return "the system"


SYSTEM = SystemActor()


def action(
    says: str, *, allow: Policy, on: str = "", about: Callable[[Any], str] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function ``(*, by, …)`` an action.

    ``says`` is what the trail shows ("recorded a milestone"). ``on`` names the argument that is
    contested: its row is locked and read afresh before the policy is asked, so that two people
    at once are served in turn. ``about`` gives the record that a page of changes belongs to
    (default: the ``about`` property of what was changed).
    """

    def declare(run: Callable[P, R]) -> Callable[P, R]:
        room = run.__module__.split(".")[1]
        name = f"{room}.{run.__name__}"

        @wraps(run)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{name}: an action takes keyword arguments only.")
            try:
                with transaction.atomic(), search.gathered(), audit.gathered():
                    return _perform(name, run, allow, on, about, kwargs)
            except IntegrityError as clash:
                if not _taken_meanwhile(clash):
                    raise
                log.warning("%s met somebody else at the same moment", name)
                raise DomainError(MET) from clash

        ACTIONS[name] = Action(name, says, allow, act)
        return act

    return declare


def _perform(
    name: str,
    run: Callable[..., R],
    allow: Policy,
    on: str,
    about: Callable[[Any], str] | None,
    kwargs: dict[str, Any],
) -> R:
    if on:
        kwargs = kwargs | {on: locked(kwargs[on])}
    subject = kwargs.get(on)
    allow.require(kwargs["by"], subject)
    before, pk = (snapshot(subject), subject.pk) if subject is not None else ({}, None)
    result = run(**kwargs)
    changed = _record(result, subject)
    search.index(changed)
    audit.record(
        name,
        by=kwargs["by"],
        changed=changed,
        before=before if changed is subject or changed == subject else {},
        pk=pk,
        about=about(changed) if about and changed else getattr(changed, "about", ""),
        reason=str(kwargs.get("reason", "")),
    )
    return result


def _taken_meanwhile(clash: IntegrityError) -> bool:
    """Whether a unique value was free when it was looked for and taken when it was written."""
    code = getattr(clash.__cause__, "sqlstate", None)
    return code == UNIQUE or str(clash).startswith("UNIQUE constraint failed")


def _record(result: Any, subject: models.Model | None) -> models.Model | None:
    return result if isinstance(result, models.Model) else subject


def save_changes(record: M, changes: Mapping[str, Any], *, seen: int | None = None) -> M:
    """Set and save ``changes`` on a locked, versioned record.

    ``seen`` is the version the person was shown; when the record has moved on since, nothing is
    saved and ``Conflict`` carries both texts. ``None`` means the caller has just read it.
    """
    versioned = cast(Any, record)
    if seen is not None and versioned.version != seen:
        raise Conflict({name: getattr(record, name) for name in changes}, changes)
    for name, value in changes.items():
        setattr(record, name, value)
    versioned.version += 1
    record.full_clean()
    record.save()
    return record
