"""Self-assessments in search: one's own organisation's alone, as far as one may read them."""

from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import Assessment
from culturefirst.improvement.queries.assessments import own
from culturefirst.kit.search import SEARCH, Entry, Source
from culturefirst.network.models import Organisation


def _entry(found: Assessment) -> Entry:
    body = found.organisation
    said = [body.name, found.framework.title, found.in_scope, found.partners, found.sponsor]
    return Entry(
        title=found.title,
        text="\n".join(each for each in said if each),
        url=reverse("assessment", args=[found.pk]),
        on=found.agreed_on or found.begun_on,
        services=list(found.services),
        sub_region=body.sub_region.slug if body.sub_region is not None else "",
    )


def _of_body(body: Organisation) -> list[Any]:
    return list(Assessment._base_manager.filter(organisation=body).values_list("pk", flat=True))


SEARCH.add(
    "improvement.assessment",
    Source(
        label="Self-assessment",
        plural="Self-assessments",
        model=Assessment,
        visible=own,
        entry=_entry,
        rows=lambda rows: rows.select_related("organisation__sub_region", "framework"),
        follows={Organisation: _of_body},
    ),
)
