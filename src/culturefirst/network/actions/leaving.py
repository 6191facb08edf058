"""Leaving the network by oneself, and coming back."""

from typing import Any

from allauth.account.models import EmailAddress

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import system
from culturefirst.network import letters
from culturefirst.network.actions.group_members import leave_group
from culturefirst.network.actions.posts import end_post
from culturefirst.network.actions.registering import begin_registration, end_registration
from culturefirst.network.actions.topics import withdraw_consent
from culturefirst.network.models import User
from culturefirst.network.policy import own_account
from culturefirst.network.rules import refuse_to_leave_nobody_in_charge


@action("left the network", allow=own_account, on="user")
def leave(*, by: Any, user: User, left_job: bool = False) -> User:
    """Close one's own account today, leave every group and take back every consent.

    ``left_job`` ends one's posts as well. Refused for the last who can run the network.
    """
    if not user.is_active:
        raise DomainError("This account is closed already.")
    today, person = clock.today(), user.person
    for sitting in person.groups.filter(ends__isnull=True).select_related("group"):
        leave_group(by=by, group=sitting.group, person=person)
    for agreed in person.consents.filter(withdrawn_at__isnull=True).select_related("topic"):
        withdraw_consent(by=by, person=person, topic=agreed.topic, source="when leaving")
    if left_job:
        for post in person.posts.held_on(today):
            end_post(by=SYSTEM, post=post, on=today, reason="Left the network")
    end_registration(by=by, user=user, on=today)
    user.is_active = False
    user.sessions_epoch += 1
    user.save()
    refuse_to_leave_nobody_in_charge(by=by)
    letters.left(user.email, person.pk)
    return user


@action("came back", allow=system, on="user")
def reopen_account(*, by: Any, user: User, email: str) -> User:
    """Open a closed account again for somebody who has joined anew, registered from today."""
    begin_registration(by=by, user=user, on=clock.today())
    user.is_active, user.email = True, email
    user.save()
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
