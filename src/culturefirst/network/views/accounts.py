"""Your account, and the first administrator's link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from culturefirst.kit.forms import act_on
from culturefirst.kit.urls import changes
from culturefirst.network import actions, queries
from culturefirst.network.actions.administrator import open_invitation
from culturefirst.network.forms.accounts import FirstPasswordForm, NameForm
from culturefirst.network.models import Session, User
from culturefirst.network.queries.sessions import sessions_of
from culturefirst.network.views.account_words import registered_told


def account(request: HttpRequest) -> HttpResponse:
    """Who you are here, how you sign in, and how to change either."""
    mine = queries.account_of(request.user)
    context = {
        "account": mine,
        "registered": registered_told(mine.spans),
        "posts": mine.posts_today,
        "factors": queries.second_factors(mine),
    }
    return render(request, "network/account.html", context)


@changes
def account_name(request: HttpRequest) -> HttpResponse:
    """Correct your own name."""
    person = queries.account_of(request.user).person
    form = NameForm(request.POST or None, initial={"name": person.name})

    def run(name: str) -> Any:
        return actions.correct_person(by=request.user, person=person, name=name)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "Your name was changed.")
        return redirect("account")
    return render(request, "network/account_name.html", {"form": form})


@changes
def account_sessions(request: HttpRequest) -> HttpResponse:
    """Where you are signed in; ends one of these sessions, or all but this one."""
    mine = queries.account_of(request.user)
    rows = sessions_of(mine)
    if request.method == "POST":
        _end(request, mine, rows)
        return redirect("account_sessions")
    here = [row for row in rows if row.pk == request.session.session_key]
    context = {"here": here, "others": [row for row in rows if row not in here]}
    return render(request, "network/account_sessions.html", context)


def _end(request: HttpRequest, mine: User, rows: list[Session]) -> None:
    which = request.POST.get("end", "")
    if which == "others":
        update_session_auth_hash(request, actions.end_other_sessions(by=mine, user=mine))
        messages.success(request, "You are signed out everywhere else.")
    for row in rows:
        if row.handle == which and row.pk != request.session.session_key:
            actions.end_session(by=mine, user=mine, session=row)
            messages.success(request, f"Signed out: {row.device}.")


def sign_up(request: HttpRequest) -> HttpResponse:
    """The sign-in library's name for the journey to join."""
    return redirect("join")


@changes
@sensitive_post_parameters("password", "again")
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password by the one-time link; afterwards the link is spent."""
    invitation = open_invitation(token)
    form = FirstPasswordForm(request.POST or None)

    def run(password: str, again: str) -> User:
        return actions.accept_invitation(by=request.user, token=token, password=password)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "Your account is ready: sign in with it.")
        return redirect("account_login")
    context = {"form": form, "invitation": invitation}
    return render(request, "network/first_administrator.html", context)
