"""A person with every record and address by which they are known."""

from dataclasses import replace

from allauth.account.models import EmailAddress

from culturefirst.kit.holdings import Whom
from culturefirst.network.models import Invitation, Joining, Person, User


def whom(person: Person) -> Whom:
    """The person, those merged into them, their accounts, addresses and names.

    An address that somebody added and never confirmed is not theirs: it may be anybody's, and
    whoever could claim it so would read that person's letters.
    """
    people = _with_merged(person)
    accounts = list(User.objects.filter(person__in=people))
    keys = tuple(account.pk for account in accounts)
    known = {each.email for each in people} | {account.email for account in accounts}
    known |= _added(keys, verified=True)
    known |= set(Joining.objects.filter(person__in=people).values_list("email", flat=True))
    return Whom(
        person=person,
        people=tuple(people),
        accounts=keys,
        addresses=frozenset(address.lower() for address in known if address),
        names=frozenset(each.name for each in people if len(each.name) > 1),
    )


def with_unconfirmed(whom: Whom) -> Whom:
    """The same with addresses that they added and did not confirm, unless others have them.

    What was sent there goes with the person; nothing of it is shown to them.
    """
    added = {address.lower() for address in _added(whom.accounts, verified=False)}
    free = {address for address in added if not _of_others(whom, address)}
    return replace(whom, addresses=whom.addresses | free)


def _added(accounts: tuple[int, ...], *, verified: bool) -> set[str]:
    rows = EmailAddress.objects.filter(user__in=accounts, verified=verified)
    return set(rows.values_list("email", flat=True))


def _of_others(whom: Whom, address: str) -> bool:
    same = {"email__iexact": address}
    return any(
        rows.exists()
        for rows in (
            Person.objects.filter(**same).exclude(pk__in=[each.pk for each in whom.people]),
            User.objects.filter(**same).exclude(pk__in=whom.accounts),
            EmailAddress.objects.filter(**same).exclude(user__in=whom.accounts),
            Joining.objects.filter(**same).exclude(person__in=whom.people),
            Invitation.objects.filter(**same),
        )
    )


def _with_merged(person: Person) -> list[Person]:
    found, newer = [person], [person]
    while newer:
        newer = list(Person.objects.filter(merged_into__in=newer))
        found += newer
    return found
