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
    if wanted and not organisation.stands_on(day):
        raise DomainError(f"{organisation} does not stand on {said(day)}, so it runs nothing then.")
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
    end_with_body(organisation, None)
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


def end_with_body(body: Organisation, was: date | None) -> None:
    """Let services and mail domains end on the day on which their body does.

    ``was`` is the day on which it was said to end until now: what ended then goes on, or ends on
    the new day. A domain that somebody else has by now is left to them.
    """
    day = body.dissolved_on
    for rows in (body.services, body.domains):
        for row in rows.filter(ends=was) if was else ():
            row.ends = None
            if not _had_elsewhere(row):
                saved(row)
        if day is not None:
            for row in lasting(rows, day):
                ended(row, day)


def lasting(rows: Any, on: date) -> Any:
    """The services or domains that a body has on the eve of the day; they may end on it."""
    return rows.filter(Q(ends__isnull=True) | Q(ends__gte=on)).order_by("pk")


def ended(row: Any, on: date) -> date | None:
    """End a service or a domain by the day; the end that it had."""
    was: date | None = row.ends
    row.ends = max(on, row.starts) if row.starts else on
    saved(row)
    return was


def _had_elsewhere(row: ServiceRun | MailDomain) -> bool:
    others = type(row).objects.filter(ends__isnull=True).exclude(pk=row.pk)
    if isinstance(row, MailDomain):
        return bool(others.filter(domain=row.domain).exists())
    return bool(others.filter(organisation=row.organisation, service=row.service).exists())


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
    kept, today = normalised_domain(domain), clock.today()
    if organisation.dissolved_on is not None and organisation.dissolved_on <= today:
        raise DomainError(
            f"{organisation} was dissolved on {said(organisation.dissolved_on)}: "
            "add the domain to the organisation that took over."
        )
    known = MailDomain.objects.filter(domain=kept).lasting_after(today)
    if (held := known.select_related("organisation").first()) is not None:
        whose = "it" if held.organisation_id == organisation.pk else f"{held.organisation}"
        raise DomainError(
            f"{kept} belongs to {whose} already: a domain can name one organisation only."
        )
    return saved(MailDomain(organisation=organisation, domain=kept, ends=organisation.dissolved_on))


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
    known = body.services.filter(Q(starts__gt=day) | Q(ends__gt=day))
    # What ends with the body does so whatever it runs until then.
    with_it = Q(starts__isnull=True) | Q(starts__lte=day), Q(ends=body.dissolved_on)
    later = known.exclude(*with_it).first() if body.dissolved_on else known.first()
    if later is None:
        return
    changed = max(each for each in (later.starts, later.ends) if each is not None)
    raise DomainError(
        f"{later} is known to change on {said(changed)}: give a day that is not before."
    )
