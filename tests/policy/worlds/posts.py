"""Posts and people of bodies, and people who are here twice."""

from datetime import date
from typing import Any

from culturefirst.network import actions
from culturefirst.network.models import Post, Role, User

ON = date(2011, 9, 19)


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    post = Post.objects.get(person=officer.person)
    body = {"slug": post.organisation.slug}
    vacant = actions.appoint(
        by=by, person=None, title="Archivist", role=Role.OFFICER, organisation=post.organisation,
        starts=ON,
    )  # fmt: skip
    ended = actions.appoint(
        by=by, person=officer.person, title="Museums officer", role=Role.OFFICER,
        organisation=post.organisation, starts=date(2010, 6, 1),
    )  # fmt: skip
    actions.end_post(by=by, post=ended, on=ON)
    twin = actions.add_person(by=by, name="Nair Priya")
    gone = actions.add_person(by=by, name="P. Nair")
    merge = actions.merge_people(by=by, kept=twin, merged=gone)
    pair = {"pk": officer.person_id, "other": twin.pk}
    held = {"pk": post.pk}
    return {
        "organisation_people": body,
        "organisation_people_add": body,
        "organisation_vacancy": body,
        "person_left": body | {"pk": officer.person_id},
        "person_name": {"pk": officer.person_id},
        "person_merge": {"pk": officer.person_id},
        "post": held,
        "post_end": held,
        "post_lead": held,
        "post_move": held,
        "post_fill": {"pk": vacant.pk},
        "post_resume": {"pk": ended.pk},
        "merge": pair,
        "duplicate_not": pair,
        "merge_undo": {"pk": merge.pk},
    }
