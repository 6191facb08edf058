"""Letters about groups, written into the ledger by the action each tells of.

Which group it is stands in them, what its papers are never does.
"""

from django.conf import settings
from django.urls import reverse

from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.network.models import GroupMember, Person


def address_of(person: Person) -> str:
    """Where somebody reads letters: their open account's address, else their own."""
    account = getattr(person, "account", None)
    return account.email if account is not None and account.is_active else person.email


def _send(what: str, row: GroupMember, to: Person, subject: str, *paragraphs: str) -> None:
    if not (address := address_of(to)):
        return
    page = f"{settings.ADDRESS}{reverse('group', args=[row.group.slug])}"
    text = "\n\n".join([*paragraphs, page, Installation.current().network]) + "\n"
    key = f"group:{row.group_id}:{what}:{row.pk}:{row.starts or row.asked_on}:{to.pk}"
    outbox.send(key=key, to=address, subject=subject, text=text, kind="notice")


def somebody_asks(row: GroupMember, keeper: Person) -> None:
    """To whoever decides; what the person wrote stands on the page alone."""
    subject = f"{row.person} asks to join {row.group}"
    _send("asks", row, keeper, subject, f"{subject}. Let them in or decline on the group's page:")


def somebody_is_proposed(row: GroupMember, keeper: Person) -> None:
    """To those inside a role's private space: only they let anybody in."""
    subject = f"{row.person} is proposed for {row.group}"
    said = "Nobody is let in but by those who sit there. Let them in or decline on its page:"
    _send("proposed", row, keeper, subject, f"{subject}. {said}")


def somebody_came_in(row: GroupMember, to: Person) -> None:
    """To everybody in a private group: who reads its papers from today."""
    subject = f"{row.person} is in {row.group} now"
    said = f"{subject}, as {row.get_part_display().lower()}, and reads its papers. Its page:"
    _send("came", row, to, subject, said)


def let_in(row: GroupMember) -> None:
    """To somebody who asked and was let in."""
    _send("in", row, row.person, f"You are in {row.group}", f"You were let into {row.group}:")


def declined(row: GroupMember) -> None:
    """To somebody who asked and was turned down."""
    said = f"You could not be let into {row.group} this time. You may ask again:"
    _send("declined", row, row.person, f"About your asking to join {row.group}", said)


def added(row: GroupMember) -> None:
    """To somebody whom another person put into a group."""
    said = f"You were added to {row.group} as {row.get_part_display().lower()}. Its page:"
    leaving = "You can leave it there at any time."
    _send("added", row, row.person, f"You were added to {row.group}", leaving, said)
