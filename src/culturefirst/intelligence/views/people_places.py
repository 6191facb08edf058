"""A classification: its segments, and those of one authority beside all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from culturefirst.intelligence.models import Classification
from culturefirst.intelligence.policy.people import keep_people, take_people
from culturefirst.intelligence.queries import populations
from culturefirst.intelligence.queries.people_places import activities, area_sets_of, profiled
from culturefirst.intelligence.views.people_tables import activities_table, profile_table
from culturefirst.kit.downloads import csv_file

TAKEN = "shares"


def classification(request: HttpRequest, pk: int) -> HttpResponse:
    """Segments of the authority that is asked for (``zone``), with an index against all areas."""
    found = get_object_or_404(Classification.objects.visible_to(request.user), pk=pk)
    may_take = take_people.allows(request.user, found)
    if may_take and request.GET.get("format") == "csv" and request.GET.get("table") == TAKEN:
        return _shares_file(found)
    sets = area_sets_of(found)
    asked = next((each for each in sets if str(each.pk) == request.GET.get("set")), None)
    area_set = asked or (sets[0] if sets else None)
    zone = request.GET.get("zone", "")[:20]
    shown = profiled(found, area_set, zone) if area_set else None
    table = doing = None
    if shown is not None:
        table = profile_table(shown.parts, shown.zone_name, request, given_out=may_take)
        found_here = activities(request.user, found, shown.parts)
        doing = activities_table(found_here, shown, request, given_out=may_take)
        if (file := table.response() or doing.response()) is not None:
            return file
    context = {
        "classification": found,
        "sets": sets,
        "set": area_set,
        "shown": shown,
        "table": table,
        "activities": doing,
        "may_take": may_take,
        "may_keep": keep_people.allows(request.user),
    }
    return render(request, "intelligence/people/classification.html", context)


def _shares_file(found: Classification) -> HttpResponse:
    """Every area's shares, a row a segment, as such a file is brought. Never of a licensed one."""
    lines = (
        [code, segment, share]
        for code, shares in populations.shares_by_area(found)
        for segment, share in sorted(shares.items())
    )
    return csv_file(found.name, ["code", "segment", "share"], lines)
