"""Taking away what was brought, and loading the national rates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import (
    AreaSet,
    Classification,
    Population,
    Rates,
    TravelTimes,
)
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.kit.wording import plural

KINDS: dict[str, Any] = {
    "areas": (AreaSet, lambda **said: actions.remove_area_set(**said), "area_set"),
    "populations": (Population, lambda **said: actions.remove_population(**said), "population"),
    "classifications": (
        Classification, lambda **said: actions.remove_classification(**said), "classification",
    ),
    "rates": (Rates, lambda **said: actions.remove_rates(**said), "rates"),
    "times": (TravelTimes, lambda **said: actions.remove_travel_times(**said), "travel_times"),
}  # fmt: skip
LOSES = {
    "areas": "Its areas, their outlines and their segments go with it.",
    "populations": "The areas stay; how many people live in them is forgotten.",
    "classifications": "Its segments and the areas' shares go with it.",
    "rates": "The rates go; what was reckoned with them before stays as it is.",
    "times": "The minutes go; what was worked out with them before stays as it is.",
}


@acts_once
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take one of them away, where nothing uses it."""
    if kind not in KINDS:
        raise Http404
    model, run, name = KINDS[kind]
    found = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    deed = Deed(
        f"Take away “{found}”", "Take it away", f"“{found}” is taken away.",
        found.get_absolute_url(), str(found), lede=LOSES[kind], danger=True,
    )  # fmt: skip
    form = Form(sent(request))

    def removed() -> bool:
        run(by=request.user, **{name: found})
        return True

    return answer(request, form, removed, deed, to=lambda _: reverse("people_sets"))


@changes
@require_POST
def load_national(request: HttpRequest) -> HttpResponse:
    """Load rates that a national survey published; those that are here already stay."""
    made = actions.load_national_rates(by=request.user)
    said = f"{plural(made, 'table')} of rates loaded." if made else "They are all here already."
    messages.success(request, said)
    return redirect("people_sets")
