"""What somebody may do in the editor follows from the posts they hold today.

Wagtail asks Django's groups. They are brought into line with the person's roles each time they
come through the gate (``cms.gate``), which asks our policy first: a group that somebody is left
in opens nothing once the post has ended.
"""

from typing import Any

from django.contrib.auth.models import Group

from culturefirst.library.policy import edit_website, publish

PUBLISHERS, EDITORS = "Moderators", "Editors"  # as Wagtail's own migrations name them


def groups_of(user: Any) -> set[str]:
    """The editor's groups that today's roles give."""
    if publish.allows(user):
        return {PUBLISHERS}
    return {EDITORS} if edit_website.allows(user) else set()


def bring_into_line(user: Any) -> None:
    """Put the person into the groups that their roles give, and out of all others."""
    wanted = groups_of(user)
    if set(user.groups.values_list("name", flat=True)) != wanted:
        user.groups.set(Group.objects.filter(name__in=wanted))
