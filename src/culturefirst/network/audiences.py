"""By what the network's own records let people be chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from culturefirst.kit import clock
from culturefirst.kit.audiences import Choice, Criterion, criterion
from culturefirst.network.models import (
    Consent,
    Group,
    GroupBody,
    GroupMember,
    Interest,
    Membership,
    Organisation,
    Person,
    Post,
    Registration,
    Role,
    Service,
    ServiceRun,
    SubRegion,
    Topic,
)

YES, NO = "yes", "no"


def posts(on: date) -> QuerySet[Post]:
    """Posts that somebody holds on the day."""
    rows: QuerySet[Post] = Post.objects.held_on(on).filter(person__isnull=False)
    return rows


def everybody(on: date) -> QuerySet[Person]:
    """Everybody who is still themselves."""
    rows: QuerySet[Person] = Person.objects.standing()
    return rows


def interests(on: date) -> QuerySet[Interest]:
    """What people follow."""
    rows: QuerySet[Interest] = Interest.objects.filter(since__lte=on)
    return rows


def consents(on: date) -> QuerySet[Consent]:
    """Agreements to be written to that have not been taken back."""
    rows: QuerySet[Consent] = Consent.objects.filter(withdrawn_at__isnull=True)
    return rows


def _sub_regions(user: Any) -> Sequence[Choice]:
    return [(slug, name) for slug, name in SubRegion.objects.values_list("slug", "name")]


def _bodies(user: Any) -> Sequence[Choice]:
    """Bodies that stand today; one that is gone has nobody to write to."""
    rows = Organisation.objects.visible_to(user).standing_on(clock.today())
    return list(rows.values_list("slug", "name"))


def _topics(user: Any) -> Sequence[Choice]:
    return list(Topic.objects.filter(retired_on__isnull=True).values_list("slug", "name"))


def _groups(user: Any) -> Sequence[Choice]:
    """Groups that have not ended, and only those that this person may know of."""
    lasting = Q(ends__isnull=True) | Q(ends__gt=clock.today())
    seen = Group.objects.visible_to(user).filter(lasting)
    return [(group.slug, str(group)) for group in seen]


def _in_place(values: Sequence[str], on: date) -> Q:
    # Whoever is seconded is where they are sent, not where their body is. Asked by keys: over a
    # hundred thousand posts, joining each to its body and place takes seconds.
    places = SubRegion.objects.filter(slug__in=values).order_by().values("pk")
    here = Organisation.objects.filter(sub_region__in=places).order_by().values("pk")
    return Q(sub_region__in=places) | Q(sub_region__isnull=True, organisation__in=here)


def _runs(values: Sequence[str], on: date) -> Q:
    lasting = (Q(starts__isnull=True) | Q(starts__lte=on)) & (Q(ends__isnull=True) | Q(ends__gt=on))
    running = ServiceRun.objects.filter(lasting, service__in=values)
    return Q(organisation__in=running.values("organisation"))


def _in_groups(values: Sequence[str], on: date) -> Q:
    """Who sits in a group, or works for a body that takes part in it."""
    sits = GroupMember.objects.in_on(on).filter(group__slug__in=values).order_by()
    bodies = GroupBody.objects.held_on(on).filter(group__slug__in=values).order_by()
    # Only posts at those bodies are asked one by one whether the group is for their role.
    near = posts(on).filter(organisation__in=bodies.values("organisation")).order_by()
    works = near.filter(Exists(_suited(bodies)))
    return Q(pk__in=sits.values("person")) | Q(pk__in=works.values("person"))


def _suited(bodies: QuerySet[GroupBody]) -> QuerySet[GroupBody]:
    """The body's part in a group that is for any role, or for the role of the post in hand."""
    rows: QuerySet[GroupBody] = bodies.filter(
        Q(group__only_role="") | Q(group__only_role=OuterRef("role")),
        organisation=OuterRef("organisation"),
    )
    return rows


def _registered(values: Sequence[str], on: date) -> Q:
    accounts = Registration.objects.held_on(on).order_by().values("user__person")
    return _either(values, Q(pk__in=accounts))


def _at_members(values: Sequence[str], on: date) -> Q:
    """Whoever holds a post in a member organisation on the day."""
    members = Membership.objects.held_on(on).order_by().values("organisation")
    return _either(values, Q(pk__in=posts(on).filter(organisation__in=members).values("person")))


def _either(values: Sequence[str], yes: Q) -> Q:
    """``yes``, its opposite, or both."""
    if YES in values and NO in values:
        return Q(pk=F("pk"))
    return yes if YES in values else ~yes


criterion(
    Criterion(
        key="role",
        title="Role",
        says="{}",
        names=True,
        choices=lambda user: [(role.value, f"{role.label}s") for role in Role],
        rows=posts,
        fits=lambda values, on: Q(role__in=values),
    )
)
criterion(
    Criterion(
        key="sub_region",
        title="Sub-region they work in or are seconded to",
        says="in {}",
        choices=_sub_regions,
        rows=posts,
        fits=_in_place,
    )
)
criterion(
    Criterion(
        key="kind",
        title="Kind of organisation",
        says="whose organisation is of the kind {}",
        choices=lambda user: Organisation.Kind.choices,
        rows=posts,
        fits=lambda values, on: Q(organisation__kind__in=values),
    )
)
criterion(
    Criterion(
        key="organisation",
        title="Organisation",
        says="at {}",
        choices=_bodies,
        rows=posts,
        fits=lambda values, on: Q(organisation__slug__in=values),
    )
)
criterion(
    Criterion(
        key="service",
        title="Service their organisation runs",
        says="whose organisation runs {}",
        choices=lambda user: Service.choices,
        rows=posts,
        fits=_runs,
    )
)
criterion(
    Criterion(
        key="topic",
        title="Topic of interest",
        says="who follow {}",
        choices=_topics,
        rows=interests,
        fits=lambda values, on: Q(topic__slug__in=values),
    )
)
criterion(
    Criterion(
        key="consent",
        title="Agreed to letters about",
        says="who agreed to letters about {}",
        choices=_topics,
        rows=consents,
        fits=lambda values, on: Q(topic__slug__in=values),
    )
)
criterion(
    Criterion(
        key="group",
        title="Group",
        says="in {}",
        choices=_groups,
        rows=everybody,
        person="pk",
        fits=_in_groups,
    )
)
criterion(
    Criterion(
        key="registered",
        title="Registered user",
        says="{}",
        choices=lambda user: [(YES, "with an account"), (NO, "without an account")],
        rows=everybody,
        person="pk",
        fits=_registered,
    )
)
criterion(
    Criterion(
        key="member",
        title="Member organisation",
        says="{}",
        choices=lambda user: [(YES, "in a member organisation"), (NO, "in no member organisation")],
        rows=everybody,
        person="pk",
        fits=_at_members,
    )
)
