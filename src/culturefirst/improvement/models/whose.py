"""Whose something is: the bodies somebody works for or leads, and what bodies let others read."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db.models import Q

from culturefirst.kit.policy import roles
from culturefirst.network.models import Role
from culturefirst.network.policy import TEAM

LONGEST = 5000
LONG = [MaxLengthValidator(LONGEST)]
# Whom "the network's team" means to a body: those who run it and those who help with improving.
NETWORKS_OWN = TEAM | {Role.IMPROVEMENT_MANAGER}


def bodies_of(user: Any) -> set[int]:
    """The bodies in which this person holds a post today."""
    return {post.organisation_id for post in user.posts_today} if roles(user) else set()


def led_by(user: Any) -> set[int]:
    """The bodies whose people this person keeps in order."""
    return {post.organisation_id for post in user.posts_today if post.leads and roles(user)}


def let_read(user: Any, of: str = "") -> Q:
    """What bodies let the network's team read, where this person is of it; ``of`` is the path."""
    return Q(**{f"{of}team_reads": True}) if roles(user) & NETWORKS_OWN else Q(pk__in=[])
