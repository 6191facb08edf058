"""What the trail says of the network's records."""

from culturefirst.kit import clock
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import Post

ENDS = ("network.end_post", "network.edit_post")


def ended_today(post: Post) -> bool:
    """Whether somebody set the post's end today, whatever day they gave."""
    of_post = AuditEvent.objects.filter(object_type="network.post", object_id=str(post.pk))
    return of_post.filter(verb__in=ENDS, at__date=clock.today()).exists()
