"""The public notice of what is kept, and the rules by which it goes again."""

from email.utils import parseaddr

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit import clock
from culturefirst.kit.holdings import HOLDINGS
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.retention import RULES
from culturefirst.kit.wording import plural
from culturefirst.network import actions
from culturefirst.network.privacy.telling import why_it_stays
from culturefirst.network.queries.privacy import last_forgetting

AT_MOST = 50


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, why and how long, and what everybody may ask for."""
    context = {
        "holdings": [(each, why_it_stays(each)) for each in HOLDINGS],
        "rules": [*RULES],
        "ask": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    }
    return render(request, "network/privacy.html", context)


@acts_once
def retention(request: HttpRequest) -> HttpResponse:
    """Each rule with what would go today; what a person must decide; forgetting it at once."""
    if request.method == "POST":
        gone = sum(actions.forget_in_time(by=request.user).values())
        said = f"{plural(gone, 'record')} went." if gone else "Nothing was due to go."
        messages.success(request, said)
        return redirect("retention")
    today = clock.today()
    counted = [(rule, rule.rows(today).count()) for rule in RULES]
    context = {
        "rules": [(rule, count) for rule, count in counted if not rule.asks],
        "decide": [
            (rule, count, rule.rows(today)[:AT_MOST]) for rule, count in counted if rule.asks
        ],
        "due": sum(count for rule, count in counted if not rule.asks),
        "last": last_forgetting(),
        "at_most": AT_MOST,
    }
    return render(request, "network/privacy_retention.html", context)
