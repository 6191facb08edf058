"""The spans of days on which an account is that of a registered user."""

from datetime import date
from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Registration, User
from culturefirst.network.policy import keep_account


@action("began to count as a registered user", allow=keep_account, on="user")
def begin_registration(*, by: Any, user: User, on: date) -> Registration:
    """Count an account from a day, or from the end of its last span where that is later."""
    last = user.registrations.last()
    if last is not None and last.ends is None:
        raise DomainError(f"{user} has been registered since {said(last.starts)}.")
    starts = on if last is None or last.ends is None else max(on, last.ends)
    return saved(Registration(user=user, starts=starts))


@action("ceased to count as a registered user", allow=keep_account, on="user")
def end_registration(*, by: Any, user: User, on: date) -> Registration:
    """Count an account no more; ``on`` is the first day on which it does not."""
    span: Registration | None = user.registrations.filter(ends__isnull=True).first()
    if span is None:
        raise DomainError(f"{user} is not registered, so that cannot end.")
    if on < span.starts:
        raise DomainError(
            f"{user} has been registered since {said(span.starts)}: give a day that is not before."
        )
    span.ends = on
    return saved(span)
