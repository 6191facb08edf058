"""An organisation's people, and what may be done with posts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from culturefirst.kit import clock
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.wording import day as said_day
from culturefirst.network import actions
from culturefirst.network.forms import posts as forms
from culturefirst.network.models import Organisation, Person, Post
from culturefirst.network.policy import keep_organisation, keep_post, make_lead
from culturefirst.network.queries.posts import found_people, kept_bodies, posts_by_time
from culturefirst.network.queries.trail import ended_today

Said = dict[str, Any]


def organisation_people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody with a post in a body, and its vacant posts, for whoever keeps it."""
    body = _kept(request, slug)
    today = clock.today()
    posts = posts_by_time(body, request.user, on=today)
    for post in (*posts.held, *posts.vacant, *posts.coming, *posts.former):
        post.may_change = keep_post.allows(request.user, post)  # type: ignore[attr-defined]
    context = {"organisation": body, "posts": posts, "today": today}
    return render(request, "network/organisation_people.html", context)


def organisation_people_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put somebody into a post: found in the network, or new to it."""
    body = _kept(request, slug)
    person = _chosen(request)
    kind = forms.AppointForm if person else forms.ColleagueForm
    form = kind(_sent(request), user=request.user)

    def run(**said: Any) -> Post:
        if person is None:
            return actions.add_colleague(by=request.user, organisation=body, **said)
        return actions.appoint(by=request.user, person=person, organisation=body, **said)

    if form.is_bound and (made := act_on(form, run)) is not None:
        messages.success(request, f"{made.person} holds “{made}” from {said_day(made.starts)}.")
        return redirect("organisation_people", body.slug)
    context = {"organisation": body, "form": form, "person": person} | _looked_for(request)
    return _shown(request, "network/organisation_people_add.html", form, context)


def organisation_vacancy(request: HttpRequest, slug: str) -> HttpResponse:
    """Set up a post that nobody holds yet."""
    body = _kept(request, slug)
    form = forms.AppointForm(_sent(request), user=request.user)

    def run(**said: Any) -> Post:
        return actions.appoint(by=request.user, person=None, organisation=body, **said)

    if form.is_bound and (made := act_on(form, run)) is not None:
        messages.success(request, f"“{made}” stands vacant from {said_day(made.starts)}.")
        return redirect("organisation_people", body.slug)
    words = {"title": "Add a vacant post", "button": "Add it", "danger": False, "lede": ""}
    return _asked(request, form, words, body)


def person_left(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody has left a body: all their posts there end."""
    body = _kept(request, slug)
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = forms.LeftForm(_sent(request))

    def run(**said: Any) -> Person:
        return actions.leave_body(by=request.user, organisation=body, person=person, **said)

    if form.is_bound and act_on(form, run) is not None:
        messages.success(request, f"{person} holds no post here any more.")
        return redirect("organisation_people", body.slug)
    words = {
        "title": f"{person} has left",
        "lede": "All posts that they hold here end. Their account stays open: it sees what the "
        "public sees, unless they hold a post elsewhere.",
        "button": "They have left",
        "danger": True,
    }
    return _asked(request, form, words, body)


def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post set right, and what else may be done with it."""
    found = _post(request, pk)
    form = forms.EditPostForm(_sent(request), initial=forms.EditPostForm.shown(found))

    def run(**said: Any) -> Post:
        return actions.edit_post(by=request.user, post=found, changes=said)

    if form.is_bound and act_on(form, run) is not None:
        messages.success(request, "The post was changed.")
        return redirect("organisation_people", found.organisation.slug)
    today = clock.today()
    context = {
        "post": _post(request, pk),
        "form": form,
        "held": found.is_held_on(today),
        "lasts": found.ends is None or found.ends > today,
        "may_resume": found.ends is not None and (found.ends >= today or ended_today(found)),
        "may_make_lead": make_lead.allows(request.user, found.organisation)
        and found.organisation.kind != Organisation.Kind.NETWORK,
    }
    return _shown(request, "network/post.html", form, context)


def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post, which may stay vacant."""
    found = _post(request, pk)

    def run(on: Any, leave_vacant: bool, reason: str) -> Post:
        act = actions.vacate_post if leave_vacant else actions.end_post
        return act(by=request.user, post=found, on=on, reason=reason)

    undo = format_html(
        '“{}” ended. <a href="{}">Undo</a>', found, reverse("post_resume", args=[pk])
    )
    words = {"title": f"End “{found}”", "button": "End it", "danger": True, "lede": _who(found)}
    return _doing(request, found, forms.EndForm(_sent(request)), run, words, undo)


def post_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an end made by mistake."""
    found = _post(request, pk)

    def run() -> Post:
        return actions.resume_post(by=request.user, post=found)

    words = {"title": f"Let “{found}” go on", "button": "Take back its end", "lede": _who(found)}
    return _doing(request, found, forms.SureForm(_sent(request)), run, words, "It goes on.")


def post_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody keep the organisation's people in order, or no longer."""
    found = _post(request, pk)
    make_lead.require(request.user, found.organisation)
    leads = not found.leads

    def run() -> Post:
        return actions.set_lead(by=request.user, post=found, leads=leads)

    if leads:
        lede = "They may then add, change and end the posts of this organisation, and invite."
        words = {"title": f"Let {found.person} keep its people in order", "lede": lede}
    else:
        words = {"title": f"{found.person} keeps its people in order no longer", "lede": ""}
    words["button"] = "Let them" if leads else "Take it away"
    return _doing(request, found, forms.SureForm(_sent(request)), run, words, "Changed.")


def post_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody moves to another post, here or in another body that the reader keeps."""
    found = _post(request, pk)
    form = forms.MoveForm(
        _sent(request),
        user=request.user,
        bodies=kept_bodies(request.user),
        initial={"organisation": found.organisation_id, "role": found.role},
    )

    def run(starts: Any, **said: Any) -> Post:
        return actions.move_post(by=request.user, post=found, on=starts, **said)

    words = {"title": f"Move from “{found}”", "button": "Move", "lede": _who(found)}
    return _doing(request, found, form, run, words, f"{found.person} was moved.")


def post_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill a vacant post, by somebody found in the network or new to it."""
    found = _post(request, pk)
    person = _chosen(request)
    form = forms.FillForm(_sent(request)) if person else forms.FillAnewForm(_sent(request))

    def run(on: Any, **told: Any) -> Post:
        with transaction.atomic():
            holder = person or actions.add_person(by=request.user, **told)
            return actions.fill_post(by=request.user, post=found, person=holder, on=on)

    if form.is_bound and (made := act_on(form, run)) is not None:
        messages.success(request, f"{made.person} holds “{made}” from {said_day(made.starts)}.")
        return redirect("organisation_people", found.organisation.slug)
    context = {"post": found, "form": form, "person": person, "organisation": found.organisation}
    return _shown(request, "network/post_fill.html", form, context | _looked_for(request))


def _doing(
    request: HttpRequest,
    found: Post,
    form: Form,
    run: Callable[..., Any],
    words: Said,
    done: str,
) -> HttpResponse:
    """Ask, act, say that it is done, and go back to the body's people."""
    if form.is_bound and act_on(form, run) is not None:
        messages.success(request, done)
        return redirect("organisation_people", found.organisation.slug)
    return _asked(request, form, words, found.organisation)


def _asked(request: HttpRequest, form: Form, words: Said, body: Organisation) -> HttpResponse:
    context = {"form": form, "words": words, "organisation": body}
    return _shown(request, "network/post_deed.html", form, context)


def _shown(request: HttpRequest, template: str, form: Form, context: Said) -> HttpResponse:
    return render(request, template, context, status=422 if form.errors else 200)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _kept(request: HttpRequest, slug: str) -> Organisation:
    bodies = Organisation.objects.visible_to(request.user).select_related("sub_region")
    body: Organisation = get_object_or_404(bodies, slug=slug)
    keep_organisation.require(request.user, body)
    return body


def _post(request: HttpRequest, pk: int) -> Post:
    rows = Post.objects.visible_to(request.user)
    rows = rows.select_related("organisation__sub_region", "person", "sub_region")
    found: Post = get_object_or_404(rows, pk=pk)
    keep_post.require(request.user, found)
    return found


def _chosen(request: HttpRequest) -> Person | None:
    """The person whose key the address names, if they may be seen; else 404."""
    asked = request.GET.get("person", "")
    if not asked.isdecimal():
        return None
    rows = Person.objects.visible_to(request.user)
    found: Person = get_object_or_404(rows, pk=int(asked[:18]))
    return found


def _looked_for(request: HttpRequest) -> Said:
    words = request.GET.get("words", "")[:200]
    return {"words": words, "found": found_people(request.user, words, on=clock.today())}


def _who(found: Post) -> str:
    held = f"held by {found.person}" if found.person else "vacant"
    return f"In {found.organisation}, {held} since {said_day(found.starts)}."
