"""Addresses as they are kept, and what makes one worth a second look.

A look-alike letter of another alphabet ("ipswıch") makes a second domain that reads the same;
such addresses are told to whoever decides, and never believed by themselves.
"""

import re
from collections.abc import Iterator

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.addresses import normalised as normalised
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import MailDomain, Organisation

# Letters of other alphabets (and figures) that are read as these Latin ones.
LOOKS_LIKE = str.maketrans(
    "аеорсухіјѕԁһӏԛԝьѵвмнкт" + "αορνιτκυχγ" + "ıɡℓ" + "01",
    "aeopcyxijsdhlqwbvbmhkt" + "aopvitkuxy" + "igl" + "ol",
)
# Mail that anybody can open without being known; facts, from the providers' own names.
FREE_MAIL = frozenset(
    {
        "aol.com",
        "btinternet.com",
        "fastmail.com",
        "gmail.com",
        "gmx.co.uk",
        "gmx.com",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mail.com",
        "me.com",
        "msn.com",
        "ntlworld.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "sky.com",
        "talktalk.net",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
        "ymail.com",
    }
)


def domain_of(address: str) -> str:
    """The part after the @ of a normalised address."""
    return address.rpartition("@")[2]


def normalised_domain(text: str) -> str:
    """A mail domain as it is kept; "https://www." and a leading @ are taken off.

    Raises ``DomainError`` for what cannot be one, for a provider open to anybody, and for a mix
    of alphabets.
    """
    bare = re.sub(r"^(https?://)?(www\.)?@?", "", text.strip().lower()).rstrip("/")
    try:
        domain = domain_of(normalised(f"somebody@{bare}"))
    except DomainError as fault:
        raise DomainError(
            f"“{text.strip()[:80]}” is no domain of email addresses. "
            "Write what follows the @, such as ipswich.gov.uk."
        ) from fault
    if domain in FREE_MAIL:
        raise DomainError(f"Anybody can have an address at {domain}, so it names no organisation.")
    if _spoken(domain) != domain:
        raise DomainError(
            f"“{_spoken(domain)}” has letters of another alphabet that look like Latin ones. "
            "Type it on an English keyboard."
        )
    return domain


def flags(address: str, organisation: Organisation | None = None) -> list[str]:
    """What whoever decides should know of this address, each in a sentence."""
    return list(_flags(address, organisation))


def _flags(address: str, organisation: Organisation | None) -> Iterator[str]:
    domain = domain_of(address)
    today = clock.today()
    names = MailDomain.objects.naming_on(today)
    known = dict(names.values_list("domain", "organisation__name"))
    own = organisation.domains.naming_on(today) if organisation is not None else []
    if domain in FREE_MAIL:
        yield f"Anybody can open an address at {domain}."
    elif domain not in known and (near := _near(domain, known)):
        yield f"{_spoken(domain)} looks like {near}, which is {known[near]}, and is another domain."
    if _spoken(domain) != domain:
        yield f"The domain has letters that are not Latin: it is {domain} to machines."
    if domain not in known and own:
        usual = ", ".join(each.domain for each in own)
        yield f"{organisation} is known by {usual}, and this address is at {domain}."
    if organisation is not None and known.get(domain, organisation.name) != organisation.name:
        yield f"{domain} is known to be {known[domain]}, not {organisation}."
    if _bounces(domain):
        yield f"Letters to {domain} were refused, and none has been taken."


def _near(domain: str, known: dict[str, str]) -> str:
    """A known domain that looks the same, or differs by one sign."""
    looks = skeleton(domain)
    for each in known:
        if skeleton(each) == looks or _one_apart(each, domain):
            return each
    return ""


def skeleton(domain: str) -> str:
    """What a domain looks like to a quick reader."""
    return _spoken(domain).translate(LOOKS_LIKE).replace("rn", "m").replace("vv", "w")


def _one_apart(one: str, other: str) -> bool:
    """Whether one sign put in, taken out, changed or swapped with the next makes them the same."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other):
        differing = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        first, last = differing[0], differing[-1]
        return len(differing) == 1 or (
            swapped and one[first] == other[last] and one[last] == other[first]
        )
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _bounces(domain: str) -> bool:
    there = Message.objects.filter(to__iendswith=f"@{domain}")
    refused = there.filter(state=Message.State.FAILED).exists()
    return refused and not there.filter(state=Message.State.SENT).exists()


def _spoken(domain: str) -> str:
    """A domain as people read it."""
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain
