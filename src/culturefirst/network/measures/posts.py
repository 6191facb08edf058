"""Posts: those that somebody holds, of all there are."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from culturefirst.measures.core import Dimension, Measure, Scope, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import (
    dimensions_of,
    posts_that_fit,
    sub_regions,
    works_in_window,
)
from culturefirst.network.models import Post
from culturefirst.network.policy import see_members


class PostsFilled(Measure):
    """Posts that somebody holds, of all posts, vacant ones included."""

    def base_rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """All posts of the day that fit the scope, whoever holds them or nobody."""
        return posts_that_fit(window.ends, scope)


def _show_post(post: Post) -> Shown:
    return Shown(
        label=f"{post.title}: {post.person}",
        on=post.starts,
        url=reverse("organisation", args=[post.organisation.slug]),
        detail=post.organisation.name,
    )


measure(
    PostsFilled(
        key="network.posts_filled",
        title="Posts filled",
        definition=(
            "Posts in the network and its bodies that somebody held on the day, out of all posts "
            "of that day, vacant ones included. A post seconded to a sub-region counts there."
        ),
        unit="posts",
        records=lambda: Post.objects.filter(person__isnull=False).select_related(
            "person", "organisation"
        ),
        dated="starts",
        until="ends",
        base=lambda window: posts_that_fit(window.ends, {}),
        show=_show_post,
        words=("posts filled", "posts"),
        dimensions=dimensions_of(role="role", kind="organisation__kind")
        | {"sub_region": Dimension("sub_region", "Sub-region", sub_regions, works_in_window)},
        people=True,
        names_for=lambda user: see_members.allows(user),
    )
)
