"""A person with every record and address by which they are known."""

from allauth.account.models import EmailAddress

from culturefirst.kit.holdings import Whom
from culturefirst.network.models import Joining, Person, User


def whom(person: Person) -> Whom:
    """The person, those merged into them, their accounts, addresses and names."""
    people = _with_merged(person)
    accounts = list(User.objects.filter(person__in=people))
    keys = tuple(account.pk for account in accounts)
    known = {each.email for each in people} | {account.email for account in accounts}
    known |= set(EmailAddress.objects.filter(user__in=keys).values_list("email", flat=True))
    known |= set(Joining.objects.filter(person__in=people).values_list("email", flat=True))
    return Whom(
        person=person,
        people=tuple(people),
        accounts=keys,
        addresses=frozenset(address.lower() for address in known if address),
        names=frozenset(each.name for each in people if len(each.name) > 1),
    )


def _with_merged(person: Person) -> list[Person]:
    found, newer = [person], [person]
    while newer:
        newer = list(Person.objects.filter(merged_into__in=newer))
        found += newer
    return found
