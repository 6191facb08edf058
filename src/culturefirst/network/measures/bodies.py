"""Bodies: members of the network, and authorities in which it has somebody."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from culturefirst.measures.core import Measure, Scope, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import (
    dimensions_of,
    place_of_body,
    refuse_unknown,
    registered,
)
from culturefirst.network.models import Membership, Organisation, Post, Role


class AuthoritiesWith(Measure):
    """Authorities in which somebody holds a post on the day of which something is so."""

    def so(self, day: Any) -> Q:
        """What must be so of the post."""
        return registered(day)

    def rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """Each authority once, however many such posts it has."""
        refuse_unknown(self, scope)
        held = Post.objects.held_on(window.ends).filter(
            self.so(window.ends), organisation=OuterRef("pk")
        )
        rows = self.base_rows(window, scope)
        return rows.select_related("sub_region").filter(Exists(held))

    def base_rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """The authorities that stood on the day, of a place: those that belonged to it then."""
        narrowed = [self.dimensions[name].condition(scope[name], window) for name in scope]
        return authorities(window).filter(*narrowed)


class PortfolioHolders(AuthoritiesWith):
    """Authorities of which it is known which councillor answers for what."""

    def so(self, day: Any) -> Q:
        """A councillor's post that somebody holds, with a portfolio."""
        return Q(role=Role.COUNCILLOR, person__isnull=False) & ~Q(portfolio="")


def authorities(window: Window) -> QuerySet[Organisation]:
    rows: QuerySet[Organisation] = councils().standing_on(window.ends)
    return rows


def councils() -> Any:
    return Organisation.objects.filter(kind__in=Organisation.AUTHORITIES)


def _show_member(membership: Membership) -> Shown:
    body = membership.organisation
    return Shown(
        label=body.name,
        on=membership.starts,
        url=reverse("organisation", args=[body.slug]),
        detail=body.get_kind_display(),
    )


def _show_authority(body: Organisation) -> Shown:
    place = body.sub_region.name if body.sub_region else ""
    return Shown(label=body.name, url=reverse("organisation", args=[body.slug]), detail=place)


measure(
    Measure(
        key="network.member_organisations",
        title="Member organisations",
        definition="Bodies that had joined the network by the day and had not left it.",
        unit="member organisations",
        records=lambda: Membership.objects.select_related("organisation"),
        dated="starts",
        until="ends",
        show=_show_member,
        words=("member organisations", "member organisation", "members"),
        dimensions={"sub_region": place_of_body("organisation__sub_region", "organisation")}
        | dimensions_of(kind="organisation__kind"),
    )
)

measure(
    AuthoritiesWith(
        key="network.authorities_covered",
        title="Authorities with a registered user",
        definition=(
            "County, district and unitary councils of the area in which at least one person who "
            "held a post on the day had an account open on it, out of all such councils that stood "
            "on the day."
        ),
        unit="authorities",
        records=lambda: councils().select_related("sub_region"),
        dated="posts__starts",
        until="posts__ends",
        show=_show_authority,
        words=("authorities", "local authorities", "councils"),
        serves=("coverage",),
        base=authorities,
        dimensions={"sub_region": place_of_body("sub_region")},
    )
)

measure(
    PortfolioHolders(
        key="network.portfolio_holders",
        title="Portfolio holders known",
        definition=(
            "County, district and unitary councils of the area in which a councillor held, on the "
            "day, a post with a portfolio, out of all such councils that stood on the day."
        ),
        unit="authorities",
        records=lambda: councils().select_related("sub_region"),
        dated="posts__starts",
        until="posts__ends",
        show=_show_authority,
        words=("portfolio holders", "portfolio holder", "lead members"),
        base=authorities,
        dimensions={"sub_region": place_of_body("sub_region")},
    )
)
