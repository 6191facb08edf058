"""Questions about groups, their members and papers."""

from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from culturefirst.kit import clock
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import (
    Group,
    GroupBody,
    GroupMember,
    Organisation,
    Paper,
    Person,
    Post,
    Role,
    SubRegion,
    User,
)
from culturefirst.network.policy import TEAM, keep_papers


def sitting(group: Group) -> QuerySet[GroupMember]:
    """The memberships that hold today."""
    rows: QuerySet[GroupMember] = GroupMember.objects.in_on(clock.today()).filter(group=group)
    return rows


def keepers(group: Group) -> list[Person]:
    """Who decides about a group's members: its convenors and secretaries, else the team.

    In a role's private space without a convenor it is whoever sits there.
    """
    inside = sitting(group).select_related("person__account")
    if found := [row.person for row in inside.filter(part__in=GroupMember.KEEPERS)]:
        return found
    if group.is_space and (found := [row.person for row in inside]):
        return found
    held = Post.objects.held_on(clock.today()).filter(person=OuterRef("pk"), role__in=TEAM)
    team = Person.objects.standing().filter(Exists(held), account__is_active=True)
    return list(team.select_related("account"))


def groups(user: Any, *, on: date) -> QuerySet[Group]:
    """The groups this person may see, with ``sitting`` (members that day) and whether ``mine``."""
    inside = GroupMember.objects.in_on(on).filter(group=OuterRef("pk"))
    counted = inside.order_by().values("group").annotate(n=Count("pk")).values("n")
    mine = inside.filter(person=getattr(user, "person_id", None))
    seen = Group.objects.visible_to(user).select_related("sub_region")
    found: QuerySet[Group] = seen.annotate(
        sitting=Coalesce(Subquery(counted, output_field=IntegerField()), 0), mine=Exists(mine)
    )
    return found


def of_person(person: Person, user: Any) -> QuerySet[GroupMember]:
    """Somebody's memberships today, of the groups that still stand and this person may see."""
    today = clock.today()
    rows = GroupMember.objects.visible_to(user).in_on(today).filter(person=person)
    standing = Group.objects.standing_on(today)
    found: QuerySet[GroupMember] = rows.filter(group__in=standing).select_related("group")
    return found.order_by("group__name")


def of_body(body: Organisation, user: Any) -> QuerySet[GroupBody]:
    """The groups in which a body takes part today, as far as this person may see them."""
    today = clock.today()
    rows = GroupBody.objects.visible_to(user).held_on(today).filter(organisation=body)
    standing = Group.objects.standing_on(today)
    found: QuerySet[GroupBody] = rows.filter(group__in=standing).select_related("group")
    return found.order_by("group__name")


def members(group: Group, user: Any) -> QuerySet[GroupMember]:
    """Who is in a group today, convenors first, as far as this person may see members."""
    today = clock.today()
    rows = GroupMember.objects.visible_to(user).in_on(today).filter(group=group)
    held = Prefetch("person__posts", Post.objects.held_on(today), to_attr="held")
    found: QuerySet[GroupMember] = rows.select_related("person", "group").prefetch_related(
        held, "person__held__organisation"
    )
    return found.order_by("part", "person__name", "pk")


def sitting_keepers(group: Group, user: Any) -> QuerySet[GroupMember]:
    """Its convenors and secretaries today, as far as this person may see members."""
    rows = GroupMember.objects.visible_to(user).in_on(clock.today()).filter(group=group)
    found: QuerySet[GroupMember] = rows.filter(part__in=GroupMember.KEEPERS)
    return found.select_related("person").order_by("part", "person__name")


def fitting(group: Group, user: Any, *, on: date) -> QuerySet[Person]:
    """People who may be added: not in it, nor kept out by the one role that it is for."""
    inside = GroupMember.objects.filter(group=group, starts__isnull=False, ends__isnull=True)
    posts = Post.objects.held_on(on)
    rows = Person.objects.visible_to(user).exclude(pk__in=inside.values("person"))
    if group.only_role:
        rows = rows.filter(Exists(posts.filter(person=OuterRef("pk"), role=group.only_role)))
    shown = Prefetch("posts", posts.select_related("organisation"), to_attr="held")
    found: QuerySet[Person] = rows.prefetch_related(shown)
    return found


def own_places(user: Any) -> QuerySet[SubRegion]:
    """The sub-regions in which somebody works as improvement manager today."""
    posts = Post.objects.held_on(clock.today()).filter(person=user.person_id)
    own = posts.filter(role=Role.IMPROVEMENT_MANAGER).values("sub_region")
    rows: QuerySet[SubRegion] = SubRegion.objects.filter(pk__in=own)
    return rows


def waiting(group: Group) -> QuerySet[GroupMember]:
    """Who has asked to join and is not answered, the longest waiting first."""
    rows = group.members.filter(starts__isnull=True, ends__isnull=True)
    found: QuerySet[GroupMember] = rows.select_related("person")
    return found.order_by("asked_on", "pk")


def own_row(group: Group, user: Any) -> GroupMember | None:
    """This person's own membership or asking that has not ended."""
    mine: GroupMember | None = group.members.filter(
        person=getattr(user, "person_id", None), ends__isnull=True
    ).first()
    return mine


def bodies(group: Group, user: Any) -> QuerySet[GroupBody]:
    """The bodies that take part today."""
    rows = GroupBody.objects.visible_to(user).held_on(clock.today()).filter(group=group)
    found: QuerySet[GroupBody] = rows.select_related("organisation")
    return found


def people_of_bodies(group: Group, user: Any) -> QuerySet[Post]:
    """The posts held today in the bodies that take part: their people, derived and not copied."""
    posts = Post.objects.visible_to(user).held_on(clock.today()).filter(person__isnull=False)
    found: QuerySet[Post] = posts.filter(
        organisation__in=bodies(group, user).order_by().values("organisation")
    )
    return found.select_related("person", "organisation").order_by("person__name", "title", "pk")


def papers(group: Group, user: Any) -> QuerySet[Paper]:
    """A group's papers that this person may read, withdrawn ones left out."""
    rows: QuerySet[Paper] = Paper.objects.visible_to(user).filter(group=group)
    return rows.filter(withdrawn_at__isnull=True).select_related("added_by")


def withdrawn_papers(group: Group, user: Any) -> QuerySet[Paper]:
    """Papers that were withdrawn and can be put back, for whoever may do that."""
    if not keep_papers.allows(user, group):
        return Paper.objects.none()
    rows: QuerySet[Paper] = Paper.objects.visible_to(user).filter(group=group)
    return rows.filter(withdrawn_at__isnull=False)


def is_last_keeper(group: Group, person: Person) -> bool:
    """Whether nobody would look after the group if this person left it."""
    sitting = GroupMember.objects.in_on(clock.today()).filter(group=group)
    kept = sitting.filter(part__in=GroupMember.KEEPERS).values_list("person", flat=True)
    return list(kept) == [person.pk]


def changes(group: Group, *, papers: bool, asking: bool) -> QuerySet[Any]:
    """A group's audit events, latest first, each with ``actor_name``.

    ``papers``: those of papers, too; ``asking``: who asked to come in and was not let in, too.
    """
    name = User.objects.filter(pk=OuterRef("actor")).values("person__name")[:1]
    events = AuditEvent.objects.filter(about=group.about)
    if not papers:
        events = events.exclude(object_type="network.paper")
    if not asking:
        events = events.exclude(object_type="network.groupmember", after__starts=None)
    return events.annotate(actor_name=Subquery(name)).order_by("-at", "-pk")


def to_decide(user: Any) -> QuerySet[GroupMember]:
    """Who waits to join a group that this person looks after, or that nobody but the team does.

    In a role's private space without a convenor, whoever sits there is asked, and not the team.
    """
    today = clock.today()
    there = GroupMember.objects.in_on(today).filter(group=OuterRef("group"))
    keeping = there.filter(part__in=GroupMember.KEEPERS)
    kept, mine = Exists(keeping), Exists(keeping.filter(person=user.person_id))
    space = Q(group__access=Group.Access.PRIVATE) & ~Q(group__only_role="")
    beside = Q(Exists(there.filter(person=user.person_id))) & space & ~kept
    whose: Any = Q(mine) | beside
    if user.roles & TEAM:
        whose |= ~Q(kept) & ~(space & Q(Exists(there)))
    rows = GroupMember.objects.visible_to(user).filter(
        whose, starts__isnull=True, ends__isnull=True, group__in=Group.objects.standing_on(today)
    )
    found: QuerySet[GroupMember] = rows.select_related("group", "person")
    return found.order_by("asked_on", "pk")
