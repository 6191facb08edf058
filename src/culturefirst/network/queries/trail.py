"""What the trail says of the network's records."""

from culturefirst.kit import clock
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import Post, User

CLOSED, LEFT = "network.close_account", "network.leave"
ENDS = ("network.end_post", "network.edit_post")


def ended_today(post: Post) -> bool:
    """Whether somebody set the post's end today, whatever day they gave."""
    of_post = AuditEvent.objects.filter(object_type="network.post", object_id=str(post.pk))
    return of_post.filter(verb__in=ENDS, at__date=clock.today()).exists()


def closed_by_team(user: User) -> bool:
    """Whether a closed account was closed by somebody else, and not by its owner's leaving."""
    of_user = AuditEvent.objects.filter(object_type="network.user", object_id=str(user.pk))
    last = of_user.filter(verb__in=(CLOSED, LEFT)).order_by("-pk").first()
    return not user.is_active and last is not None and last.verb == CLOSED


def closed_by_team_all() -> list[User]:
    """Every account that stands closed by somebody else than its owner, with its person."""
    events = AuditEvent.objects.filter(object_type="network.user", verb__in=(CLOSED, LEFT))
    last = dict(events.order_by("pk").values_list("object_id", "verb"))
    closed = User.objects.filter(is_active=False).select_related("person")
    return [user for user in closed if last.get(str(user.pk)) == CLOSED]
