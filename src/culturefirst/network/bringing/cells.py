"""Cells of text to values: each says in a sentence what it cannot understand."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from culturefirst.kit.cells import Unclear, day, parts
from culturefirst.kit.errors import DomainError
from culturefirst.network.addresses import normalised_domain
from culturefirst.network.bringing.columns import kind_of, service_of
from culturefirst.network.models import Organisation, Service

GSS = re.compile(r"[A-Z]\d{8}", re.ASCII)
_UNTIL = re.compile(r"^(?P<name>.+?)\s*\(?\s*\b(?:until|to)\s+(?P<day>[^()]*\d{4})\s*\)?$", re.I)
LONGEST = {"name": 200, "short_name": 60, "public_id": 60, "sub_region": 100}
MOST_TILES = 60


def kind(text: str) -> str:
    """The kind of body."""
    if found := kind_of(text):
        return found
    known = ", ".join(label for _, label in Organisation.Kind.choices)
    raise Unclear(f"“{text[:40]}” is not a kind of organisation. Write one of: {known}.")


def gss(text: str) -> str:
    """A boundary code."""
    plain = "".join(text.split()).upper()
    if GSS.fullmatch(plain):
        return plain
    raise Unclear(
        f"“{text[:40]}” is not a GSS code. Write a letter and eight figures, such as E07000202."
    )


def website(text: str) -> str:
    """A web address; https:// is put before one that names only the host."""
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise Unclear(
            f"“{text[:60]}” is not a web address. Write it as https://www.example.org."
        ) from None
    if len(address) > 200:
        raise Unclear("This web address is longer than 200 letters. Give the home page.")
    return address


def services(text: str) -> list[str]:
    """The services, separated by semicolons or commas."""
    found = []
    for part in parts(text, ";,"):
        if not (service := service_of(part)):
            known = ", ".join(label for _, label in Service.choices)
            raise Unclear(f"“{part[:40]}” is not a service. Write, separated by “;”: {known}.")
        found.append(service)
    return sorted(set(found))


def domains(text: str) -> list[str]:
    """Mail domains, separated by semicolons, commas or spaces."""
    return sorted({_domain(part) for part in parts(text, ";, ")})


def _domain(part: str) -> str:
    try:
        domain = normalised_domain(part)
    except DomainError as refusal:
        told = str(refusal)
        if "somebody@" not in told:  # the address that stood in for one at this domain
            raise Unclear(told) from refusal
        domain = ""
    if "." not in domain:
        raise Unclear(f"“{part[:60]}” is not a mail domain. Write it as example.gov.uk.")
    return domain


def former_names(text: str) -> list[tuple[str, date | None]]:
    """Names separated by semicolons; "Old Name (until 1 April 2009)" says when one ended."""
    found = []
    for part in parts(text, ";"):
        said = _UNTIL.match(part)
        name, until = (said["name"].strip(), day(said["day"].strip())) if said else (part, None)
        if len(name) > 200:
            raise Unclear("This name is longer than 200 letters. Shorten it.")
        found.append((name, until))
    return found


def tile(text: str) -> int:
    """A place on the tile map, counted from 0."""
    if text.isascii() and text.isdigit() and int(text) < MOST_TILES:
        return int(text)
    raise Unclear(f"“{text[:20]}” is not a place on the map. Write a number from 0 to 59.")


def words(column: str) -> Callable[[str], str]:
    """A text as it is, no longer than its field."""

    def read(text: str) -> str:
        most = LONGEST.get(column)
        if most and len(text) > most:
            raise Unclear(f"This is longer than {most} letters. Shorten it.")
        return text

    return read


READERS: dict[str, Callable[[str], Any]] = {
    "kind": kind,
    "website": website,
    "services": services,
    "founded": day,
    "dissolved": day,
    "gss_code": gss,
    "gss_from": day,
    "gss_until": day,
    "later_gss_code": gss,
    "later_gss_from": day,
    "joined": day,
    "left": day,
    "mail_domains": domains,
    "former_names": former_names,
    "map_column": tile,
    "map_row": tile,
} | {name: words(name) for name in LONGEST}
