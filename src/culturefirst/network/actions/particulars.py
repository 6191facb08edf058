"""Dated particulars of a body: the services it runs, its boundary codes, its mail domains."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.saving import saved
from culturefirst.network.addresses import normalised_domain
from culturefirst.network.models import BoundaryCode, MailDomain, Organisation, Service, ServiceRun
from culturefirst.network.policy import keep_organisation, manage_network

Code = tuple[str, date | None, date | None]
GSS = re.compile(r"[A-Z]\d{8}", re.ASCII)


@action("changed an organisation's services", allow=keep_organisation, on="organisation")
def set_services(
    *, by: Any, organisation: Organisation, services: Iterable[str], on: date | None = None
) -> Organisation:
    """From a day (today) the body runs these services and no others; what ran before is kept."""
    day, wanted = on or clock.today(), set(services)
    _refuse_unknown(wanted)
    _refuse_before_known_changes(organisation, day)
    for run in organisation.services.held_on(day):
        if run.service in wanted:
            wanted.discard(run.service)
        elif run.starts == day:
            run.delete()  # it never ran a day
        else:
            run.ends = day
            saved(run)
    start_services(organisation, wanted, day)
    return organisation


def start_services(body: Organisation, services: Iterable[str], on: date | None) -> None:
    """Begin these services; one that ended on this very day goes on instead."""
    wanted = set(services)
    _refuse_unknown(wanted)
    ended = {run.service: run for run in body.services.filter(service__in=wanted, ends=on) if on}
    for run in ended.values():
        run.ends = None
        saved(run)
    # Named and dated here alone: what each could be refused for has been asked.
    ServiceRun.objects.bulk_create(
        ServiceRun(organisation=body, service=service, starts=on)
        for service in sorted(wanted - ended.keys())
    )


@action("added a boundary code", allow=manage_network, on="organisation")
def add_code(
    *,
    by: Any,
    organisation: Organisation,
    code: str,
    starts: date | None = None,
    ends: date | None = None,
) -> BoundaryCode:
    """A code of the body's area between two days; one area has one code at a time."""
    [new] = codes_of(organisation, [(code, starts, ends)])
    if organisation.codes.filter(code=new.code).exists():
        raise DomainError(f"{new.code} is among its codes already: end that one, or change it.")
    _refuse_second_code(new)
    return saved(new)


@action("dated the end of a boundary code", allow=manage_network, on="code")
def end_code(*, by: Any, code: BoundaryCode, ends: date | None) -> BoundaryCode:
    """``ends`` is the first day on which the code no longer held; ``None``: it holds still."""
    if ends is not None and code.starts is not None and ends < code.starts:
        raise DomainError(f"{code} holds from {said(code.starts)}: give an end that is not before.")
    code.ends = ends
    _refuse_second_code(code)
    return saved(code)


@action("took away a boundary code", allow=manage_network, on="code")
def remove_code(*, by: Any, code: BoundaryCode) -> BoundaryCode:
    """Take away a code that never was the body's."""
    code.delete()
    return code


def codes_of(body: Organisation, codes: Sequence[Code]) -> list[BoundaryCode]:
    """Codes written in one way, ready to be saved; what is no GSS code is refused."""
    return [
        BoundaryCode(organisation=body, code=_gss(code), starts=starts, ends=ends)
        for code, starts, ends in codes
    ]


@action("added a mail domain", allow=manage_network, on="organisation")
def add_mail_domain(*, by: Any, organisation: Organisation, domain: str) -> MailDomain:
    """Say that whoever has an address at this domain works at the body."""
    kept = normalised_domain(domain)
    held = MailDomain.objects.select_related("organisation").filter(domain=kept).first()
    if held is not None:
        whose = "it" if held.organisation_id == organisation.pk else f"{held.organisation}"
        raise DomainError(
            f"{kept} belongs to {whose} already: a domain can name one organisation only."
        )
    return saved(MailDomain(organisation=organisation, domain=kept))


@action("took away a mail domain", allow=manage_network, on="mail_domain")
def remove_mail_domain(*, by: Any, mail_domain: MailDomain) -> MailDomain:
    """People with an address there are no longer known to work at the body by it."""
    mail_domain.delete()
    return mail_domain


def _gss(code: str) -> str:
    plain = "".join(code.split()).upper()
    if not GSS.fullmatch(plain):
        raise DomainError(
            f"“{code.strip()}” is not a GSS code: write a letter and eight figures, "
            "such as E07000202."
        )
    return plain


def _refuse_second_code(code: BoundaryCode) -> None:
    lasting = (
        Q(ends__isnull=True)
        if code.starts is None
        else Q(ends__isnull=True) | Q(ends__gt=code.starts)
    )
    if code.ends is not None:
        lasting &= Q(starts__isnull=True) | Q(starts__lt=code.ends)
    at_once = BoundaryCode.objects.filter(lasting).exclude(pk=code.pk)
    own = at_once.filter(organisation=code.organisation).first()
    if own is not None:
        raise DomainError(
            f"{own} is its code at that time: give the day on which that one ended first."
        )
    other = at_once.filter(code=code.code).select_related("organisation").first()
    if other is not None:
        raise DomainError(f"{code} is the code of {other.organisation} at that time.")


def _refuse_unknown(services: Iterable[str]) -> None:
    if unknown := set(services) - set(Service.values):
        raise DomainError(f"No service is called {', '.join(sorted(unknown))}.")


def _refuse_before_known_changes(body: Organisation, day: date) -> None:
    later = body.services.filter(Q(starts__gt=day) | Q(ends__gt=day)).first()
    if later is None:
        return
    changed = max(each for each in (later.starts, later.ends) if each is not None)
    raise DomainError(
        f"{later} is known to change on {said(changed)}: give a day that is not before."
    )
