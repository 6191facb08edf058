"""Bodies that a file adds, in few statements; each leaves the events of one added by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from culturefirst.kit import audit
from culturefirst.kit.batches import AT_ONCE, batches
from culturefirst.kit.cells import fold
from culturefirst.kit.faults import fault
from culturefirst.kit.jobs import Tell, nobody
from culturefirst.kit.search.writing import note
from culturefirst.network.actions.bringing_names import NamesInFile, told
from culturefirst.network.actions.slugs import Slugs
from culturefirst.network.bringing.differences import FACTS, gone_by_today
from culturefirst.network.bringing.rows import LINKS, Brought
from culturefirst.network.models import (
    BoundaryCode,
    MailDomain,
    Membership,
    Organisation,
    OrganisationName,
    OrganisationWord,
    ServiceRun,
)
from culturefirst.network.models.words import words_in


@dataclass
class _Added:
    """A new body with what is known of it, as single actions would add it."""

    row: Brought
    body: Organisation
    membership: Membership | None = None
    codes: list[BoundaryCode] = field(default_factory=list)
    services: list[ServiceRun] = field(default_factory=list)
    names: list[OrganisationName] = field(default_factory=list)
    domains: list[MailDomain] = field(default_factory=list)

    @property
    def all(self) -> Iterator[models.Model]:
        """Everything besides the body."""
        if self.membership is not None:
            yield self.membership
        yield from (*self.codes, *self.services, *self.names, *self.domains)

    @property
    def words(self) -> Iterator[OrganisationWord]:
        """The words by which it is found (``Organisation.searched``)."""
        said = [self.body.name, self.body.short_name, *(each.name for each in self.names)]
        for word in sorted(words_in(" ".join(said))):
            yield OrganisationWord(word=word, of=self.body)


def add_all(*, by: Any, rows: Sequence[Brought], here: NamesInFile, tell: Tell = nobody) -> None:
    """Add every body of these rows, in which nothing is wrong (``bringing.plan``)."""
    added = list(_bodies(rows, here))
    fault("bringing:bodies")
    for done, some in enumerate(batches(added), start=1):
        for each in some:
            _particulars(each)
        _write([record for each in some for record in each.all])
        _write([word for each in some for word in each.words])
        tell(min(done * AT_ONCE, len(added)), len(added), "Adding organisations")
    fault("bringing:particulars")
    for each in added:
        _leave_events(each, by)
    note({("network.organisation", each.body.pk) for each in added})
    fault("bringing:events")


def _bodies(rows: Sequence[Brought], here: NamesInFile) -> Iterator[_Added]:
    """The bodies themselves, those above before those below."""
    slugs = Slugs(Organisation)
    for some in _generations(rows):
        added = [_Added(row, _body(row, here, slugs)) for row in some]
        _write([each.body for each in added])
        for each in added:
            here.came(each.body)
        yield from added


def _generations(rows: Sequence[Brought]) -> list[list[Brought]]:
    """Rows that stand below none of the file, then those below these, and so on.

    The rows are in order (``bringing.plan.in_order``): what stands above comes first.
    """
    depths: dict[str, int] = {}
    found: list[list[Brought]] = []
    for row in rows:
        above = (fold(row.said[link]) for link in LINKS if link in row.said)
        depth = 1 + max((depths[name] for name in above if name in depths), default=-1)
        depths[fold(row.name)] = depth
        if depth == len(found):
            found.append([])
        found[depth].append(row)
    return found


def _body(row: Brought, here: NamesInFile, slugs: Slugs) -> Organisation:
    said = row.said
    body = Organisation(
        name=row.name,
        slug=slugs.free(row.name),
        sub_region=here.place(said.get("sub_region")),
        upper_tier=here.body(said.get("upper_tier")),
        parent=here.body(said.get("parent")),
        **{name: said[column] for column, name in FACTS.items() if column in said},
    )
    with told(row):
        body.clean_fields(exclude=["sub_region", *LINKS])
    return body


def _particulars(each: _Added) -> None:
    row, body = each.row, each.body
    ends = body.dissolved_on  # with a body, its services and domains end
    if "joined" in row.said:
        joined, left = row.said["joined"], row.said.get("left")
        each.membership = Membership(organisation=body, starts=joined, ends=left)
    each.codes = [
        BoundaryCode(organisation=body, code=code, starts=starts, ends=until)
        for code, starts, until in row.codes
    ]
    each.services = [
        ServiceRun(organisation=body, service=service, ends=ends)
        for service in row.said.get("services", ())
    ]
    each.names = [
        OrganisationName(organisation=body, name=name, until=until)
        for name, until in row.former_names
    ]
    if not gone_by_today(row):
        each.domains = [
            MailDomain(organisation=body, domain=domain, ends=ends)
            for domain in row.said.get("mail_domains", ())
        ]


def _leave_events(each: _Added, by: Any) -> None:
    told: list[tuple[str, Any]] = [("add_organisation", each.body)]
    if each.membership is not None and each.membership.ends is not None:
        told.append(("leave_network", each.membership))
    told += [("add_other_name", name) for name in each.names]
    told += [("add_mail_domain", domain) for domain in each.domains]
    for verb, changed in told:
        audit.record(f"network.{verb}", by=by, changed=changed, about=changed.about)


def _write(records: Sequence[models.Model]) -> None:
    """Insert these, those of one kind together."""
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for record in records:
        kinds.setdefault(type(record), []).append(record)
    for kind, some in kinds.items():
        kind._base_manager.bulk_create(some, batch_size=AT_ONCE)
