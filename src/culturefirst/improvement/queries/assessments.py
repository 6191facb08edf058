"""Which self-assessments there are, and what is asked in one."""

from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.improvement.models import (
    Assessment,
    Assessments,
    Criterion,
    FrameworkVersion,
    Theme,
    bodies_of,
)
from culturefirst.kit import clock
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person, Post

Stage = Assessment.Stage
TO_WRITE = ("says", "guidance", "prompts", "levels", "maps_to", "was")  # long, and not for lists


def assessments(user: Any) -> Assessments:
    """Those that this person may read."""
    rows: Assessments = Assessment.objects.visible_to(user)
    named: Assessments = rows.select_related("organisation", "framework")
    return named


def own(user: Any) -> Assessments:
    """Of the bodies this person works for: those that they work on, and those agreed."""
    return assessments(user).filter(organisation__in=bodies_of(user))


def of_others(user: Any) -> Assessments:
    """What other bodies let this person read."""
    rows = assessments(user).exclude(organisation__in=bodies_of(user))
    return rows.exclude(stage=Stage.WITHDRAWN)


def worked_on(user: Any) -> Assessments:
    """Those on which this person works."""
    return assessments(user).filter(Assessments.worked_on_by(user))


def criteria_of(assessment: Assessment, *, whole: bool = False) -> list[Criterion]:
    """What is asked in it, in the framework's order; ``whole``: with all that is said of each."""
    rows = Criterion.objects.filter(in_scope(assessment), version=assessment.framework_id)
    if not whole:
        rows = rows.defer(*TO_WRITE)
    kind = assessment.organisation.kind
    listed = rows.select_related("theme").order_by("theme__position", "position")
    return [each for each in listed if each.suits(kind)]


def in_scope(assessment: Assessment) -> Q:
    """Criteria whose themes are in scope."""
    return Q(theme__key__in=assessment.themes) if assessment.themes else Q()


def themes_of(criteria: list[Criterion]) -> list[tuple[Theme, list[Criterion]]]:
    """The themes of these criteria, each with its own."""
    found: dict[int, tuple[Theme, list[Criterion]]] = {}
    for each in criteria:
        found.setdefault(each.theme_id, (each.theme, []))[1].append(each)
    return list(found.values())


def frameworks_for(organisation: Organisation) -> list[FrameworkVersion]:
    """The latest version of each framework that suits a body of its kind."""
    rows = FrameworkVersion.objects.filter(framework__retired_on__isnull=True)
    latest: dict[int, FrameworkVersion] = {}
    for each in rows.defer("text").order_by("framework__title", "number"):
        latest[each.framework_id] = each
    return [each for each in latest.values() if suits(each, organisation)]


def suits(version: FrameworkVersion, organisation: Organisation) -> bool:
    """Whether a version is meant for a body of this kind."""
    return not version.kinds or organisation.kind in version.kinds


def bodies_to_assess(user: Any) -> "QuerySet[Organisation]":
    """The bodies for which this person may begin one."""
    rows = Organisation.objects.visible_to(user).standing_on(clock.today())
    found: QuerySet[Organisation] = rows.filter(pk__in=bodies_of(user))
    return found


def people_of(body: Organisation, user: Any) -> "QuerySet[Person]":
    """Who holds a post of a body today, as far as one may know."""
    if not roles(user):
        none: QuerySet[Person] = Person.objects.none()
        return none
    held = Post.objects.visible_to(user).held_on(clock.today()).filter(organisation=body)
    people: QuerySet[Person] = Person.objects.visible_to(user).filter(pk__in=held.values("person"))
    return people.filter(erased_on__isnull=True).order_by("name")


def works_at(person: Person, body: Organisation) -> bool:
    """Whether somebody holds a post of the body today."""
    held = Post.objects.held_on(clock.today()).filter(person=person, organisation=body)
    return person.erased_on is None and bool(held.exists())
