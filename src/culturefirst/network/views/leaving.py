"""Leaving the network: what will happen is said first, then the password is asked for."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit.forms import act_on
from culturefirst.kit.urls import changes
from culturefirst.network import actions, queries
from culturefirst.network.forms.leaving import LeaveForm
from culturefirst.network.models import User
from culturefirst.network.queries import leaving


@changes
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def leave(request: HttpRequest) -> HttpResponse:
    """Close your own account, leave every group and be written to no more."""
    mine = queries.account_of(request.user)
    form = LeaveForm(request.POST if request.method == "POST" else None)

    def run(**told: Any) -> User:
        return actions.leave(by=mine, user=mine, **told)

    if request.method == "POST" and act_on(form, run) is not None:
        logout(request)
        messages.success(
            request, "You have left. We have written to you that your account is closed."
        )
        return redirect("home")
    context = {"form": form, "account": mine, "held": leaving.held_by(mine)}
    return render(request, "network/leave.html", context)
