"""What the columns of a file of organisations are called, and the words for kinds of bodies."""

from culturefirst.network.models import Organisation, Service

Kind = Organisation.Kind

# Our names, each with what people write instead; spaces, case and hyphens are not looked at.
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("organisation", "organisation name", "organization", "authority", "body", "council"),
    "kind": ("type", "kind of organisation", "organisation type", "authority type", "class"),
    "sub_region": ("subregion", "area", "place", "part of the region"),
    "short_name": ("short", "abbreviation", "acronym", "known as"),
    "former_names": ("former name", "other names", "previous names", "also known as"),
    "upper_tier": ("upper tier authority", "county", "county council", "upper tier council"),
    "parent": ("parent organisation", "part of", "parent body"),
    "website": ("web", "url", "site", "homepage", "web site"),
    "public_id": ("identifier", "org id", "registered number", "charity number"),
    "description": ("about", "what it does"),
    "services": ("service", "services run"),
    "founded": ("founded on", "created", "established", "start date"),
    "dissolved": ("dissolved on", "abolished", "closed", "end date"),
    "gss_code": ("gss", "gss codes", "ons code", "lad code", "code", "boundary code"),
    "gss_from": ("gss code from", "code from"),
    "gss_until": ("gss code until", "code until", "gss to"),
    "later_gss_code": ("later code", "new gss code", "gss code later"),
    "later_gss_from": ("later gss code from", "later from", "later code from"),
    "joined": ("joined on", "member since", "member from"),
    "left": ("left on", "member until"),
    "mail_domains": ("mail domain", "email domain", "email domains", "domains", "domain"),
    "map_column": ("tile column", "map x"),
    "map_row": ("tile row", "map y"),
}

_KINDS: dict[str, tuple[str, ...]] = {
    Kind.COUNTY: ("county", "county council", "shire county"),
    Kind.DISTRICT: (
        *("district", "district council", "borough", "borough council", "shire district"),
        *("non-metropolitan district", "city and district council"),
    ),
    Kind.UNITARY: (
        *("unitary", "unitary authority", "unitary council", "ua", "metropolitan borough"),
        *("metropolitan district", "metropolitan borough council", "london borough"),
    ),
    Kind.CIVIL_SOCIETY: (
        *("civil society", "civil society organisation", "charity", "voluntary organisation"),
        *("voluntary", "community organisation", "third sector", "community group"),
    ),
    Kind.AGENCY: ("agency", "public body", "non-departmental public body", "government agency"),
    Kind.PROFESSIONAL: ("professional", "professional body", "professional association"),
    Kind.COMPANY: ("company", "business", "community interest company", "private company"),
    Kind.NETWORK: ("network", "the network's own team", "network team"),
}


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


KIND_OF = {_plain(word): kind for kind, words in _KINDS.items() for word in words}
SERVICE_OF = {
    _plain(word): service.value for service in Service for word in (service.value, service.label)
}


def kind_of(words: str) -> str:
    """The kind of body that these words say; empty where they say none."""
    return KIND_OF.get(_plain(words), "")


def service_of(words: str) -> str:
    """The service that these words say; empty where they say none."""
    return SERVICE_OF.get(_plain(words), "")


def titled(column: str) -> str:
    """A column's name as people read it."""
    words = column.replace("sub_region", "sub-region").replace("_", " ")
    return words.replace("gss", "GSS") if "gss" in words else words
