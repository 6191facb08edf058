"""Topics as the team keeps them, and what each person chooses of them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network import actions, queries
from culturefirst.network.forms.topics import PreferencesForm, TopicForm
from culturefirst.network.models import Person, Topic
from culturefirst.network.queries import topics as asking
from culturefirst.network.queries.topics import wording_for
from culturefirst.network.views.tabs import tabs
from culturefirst.network.vocabulary import USUAL_TOPICS

HERE = "on the preferences page"


@acts_once
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic with how many follow it, and a form for one more."""
    form = TopicForm(request.POST or None)

    def run(**given: Any) -> Topic:
        return actions.add_topic(by=request.user, **given)

    if request.method == "POST" and (added := act_on(form, run)) is not None:
        messages.success(request, f"“{added}” can be followed now.")
        return redirect("topics")
    rows = (
        Topic.objects.visible_to(request.user)
        .annotate(
            followers=Count("interests", distinct=True),
            agreed=Count("consents", filter=Q(consents__withdrawn_at__isnull=True), distinct=True),
        )
        .order_by("position", "name")
    )
    context = {
        "tabs": tabs(request, "topics"),
        "offered": [row for row in rows if row.retired_on is None],
        "retired": [row for row in rows if row.retired_on is not None],
        "usual_missing": len({name for name, _ in USUAL_TOPICS} - {row.name for row in rows}),
        "form": form,
    }
    return render(request, "network/topics.html", context)


@changes
def topic_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Another name or other words for a topic."""
    topic = _seen(request, slug)
    form = TopicForm(request.POST or None, initial={"name": topic.name, "says": topic.says})

    def run(**given: Any) -> Topic:
        return actions.edit_topic(by=request.user, topic=topic, changes=given)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "The topic was changed.")
        return redirect("topics")
    return render(request, "network/topic_edit.html", {"form": form, "topic": topic})


@changes
@require_POST
def topic_retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a topic no longer."""
    topic = actions.retire_topic(by=request.user, topic=_seen(request, slug))
    messages.success(request, f"“{topic}” is not offered any more. You can offer it again below.")
    return redirect("topics")


@changes
@require_POST
def topic_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a topic again."""
    topic = actions.offer_topic_again(by=request.user, topic=_seen(request, slug))
    messages.success(request, f"“{topic}” is offered again.")
    return redirect("topics")


@changes
@require_POST
def topics_usual(request: HttpRequest) -> HttpResponse:
    """Add the topics that most networks begin with."""
    actions.add_usual_topics(by=request.user)
    messages.success(request, "The usual topics were added. Change them as you like.")
    return redirect("topics")


@changes
def preferences(request: HttpRequest) -> HttpResponse:
    """What you follow, what you agreed to, in which words, and what you took back."""
    person = queries.account_of(request.user).person
    form = _preferences(request, person)

    def run(interests: Any, agreed: Any) -> Person:
        with transaction.atomic():
            actions.set_interests(by=request.user, person=person, topics=interests)
            _agree(request, person, set(agreed))
        return person

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "Your preferences were saved.")
        return redirect("preferences")
    consents = asking.consents_of(person)
    context = {"form": form, "consents": consents, "nothing": not form.has_topics}
    return render(request, "network/preferences.html", context)


def _preferences(request: HttpRequest, person: Person) -> PreferencesForm:
    interests, agreed = asking.to_follow(person), asking.to_agree(person)
    return PreferencesForm(
        request.POST if request.method == "POST" else None,
        interests=interests,
        agreed=agreed,
        initial={
            "interests": list(person.interests.values_list("topic", flat=True)),
            "agreed": list(asking.standing(person).values_list("topic", flat=True)),
        },
    )


def _agree(request: HttpRequest, person: Person, agreed: set[Topic]) -> None:
    """Keep what is newly ticked, in the words that were shown, and take back what is not."""
    before = {consent.topic for consent in asking.standing(person).select_related("topic")}
    by = request.user
    for topic in sorted(agreed - before, key=lambda each: each.pk):
        words = wording_for(topic.name)
        actions.give_consent(by=by, person=person, topic=topic, wording=words, source=HERE)
    for topic in sorted(before - agreed, key=lambda each: each.pk):
        actions.withdraw_consent(by=by, person=person, topic=topic, source=HERE)


def _seen(request: HttpRequest, slug: str) -> Topic:
    topic: Topic = get_object_or_404(Topic.objects.visible_to(request.user), slug=slug)
    return topic
