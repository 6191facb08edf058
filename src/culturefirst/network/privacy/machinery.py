"""What is held without a foreign key: letters, jobs, the trail, lists of others, signing in."""

from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.kit.holdings import HOLDINGS, Holding, Row, Whom
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.search import forget
from culturefirst.kit.search.models import SearchText
from culturefirst.network.models import Invitation, InvitationList, Joining, NotTheSame
from culturefirst.network.privacy import accounts, words


def _by_address(rows: "QuerySet[Any]", whom: Whom) -> "QuerySet[Any]":
    found = Q(pk__in=[])
    for address in whom.addresses:
        found |= Q(email__iexact=address)
    return rows.filter(found).order_by("pk")


def _joinings(whom: Whom) -> "QuerySet[Joining]":
    return _by_address(Joining.objects.exclude(person__in=whom.people), whom)


def _asked(whom: Whom) -> list[Row]:
    return [
        {
            "name": row.name,
            "address": row.email,
            "post": row.title,
            "organisation": row.body,
            "state": row.get_state_display(),
            "asked": row.asked_at,
        }
        for row in _joinings(whom).select_related("organisation")
    ]


def _forget_asked(whom: Whom) -> None:
    _joinings(whom).delete()


def _listed(whom: Whom) -> list[Row]:
    return [
        {"list": each.name, **row}
        for each in InvitationList.objects.order_by("pk")
        for row in each.rows
        if _is_of(whom, row)
    ]


def _strike_out(whom: Whom) -> None:
    for each in InvitationList.objects.order_by("pk"):
        others = [row for row in each.rows if not _is_of(whom, row)]
        if len(others) != len(each.rows):
            InvitationList.objects.filter(pk=each.pk).update(rows=others)


def _is_of(whom: Whom, row: dict[str, Any]) -> bool:
    said = {str(value).strip().casefold() for value in row.values()}
    return bool(said & whom.addresses)


def _first(whom: Whom) -> list[Row]:
    rows = _by_address(Invitation.objects.all(), whom)
    return [
        {
            "name": row.name,
            "address": row.email,
            "organisation": row.organisation,
            "until": row.expires_at,
        }
        for row in rows
    ]


def _forget_first(whom: Whom) -> None:
    _by_address(Invitation.objects.all(), whom).delete()


def _jobs(whom: Whom) -> list[Row]:
    rows = Job.objects.filter(asked_by__in=whom.accounts).order_by("pk")
    return [
        {
            "work": row.says,
            "asked": row.asked_at,
            "state": row.get_state_display(),
            "how far it is": row.words,
            "what went wrong": row.error,
        }
        for row in rows
    ]


def _forget_jobs(whom: Whom) -> None:
    rows = Job.objects.filter(asked_by__in=whom.accounts)
    rows.filter(state__in=(Job.State.DONE, Job.State.FAILED)).delete()


def _trail(whom: Whom) -> list[Row]:
    about = [person.about for person in whom.people]
    rows = AuditEvent.objects.filter(Q(actor__in=whom.accounts) | Q(about__in=about))
    return [
        {
            "when": row.at,
            "what": row.verb,
            "by": "yourself" if row.actor in whom.accounts else "somebody else, or the system",
        }
        for row in rows.order_by("pk").iterator()
    ]


def _kept(whom: Whom) -> None:
    """The trail has numbers; reasons and names in it go before this (``reasons``, ``removing``)."""


def _second(whom: Whom) -> list[Row]:
    rows = NotTheSame.objects.filter(second__in=whom.people).order_by("pk")
    return [{"at": row.at} for row in rows]


def _forget_second(whom: Whom) -> None:
    NotTheSame.objects.filter(second__in=whom.people).delete()


def _found(whom: Whom) -> list[Row]:
    keys = [person.pk for person in whom.people]
    rows = SearchText.objects.filter(entry__kind="network.person", entry__object_id__in=keys)
    return [{"title": row.title, "text": row.text} for row in rows.order_by("pk")]


def _forget_found(whom: Whom) -> None:
    forget("network.person", [person.pk for person in whom.people])


SECURITY = "So that you, and nobody else, can use your account."
DAY = "A day."

for key, holding in {
    "letters": Holding(
        "Letters sent to you by this site",
        "So that nobody is told twice, and it can be seen what was sent.",
        "The words for a year, that there was a letter for two.",
        rows=words.letters,
        erase=words.empty_letters,
    ),
    "suppressed": Holding(
        "That letters to your address came back, or that you reported one as unwanted",
        "So that nobody writes there in vain, or against your wish.",
        "As long as the network runs, as a keyed digest and never as the address.",
        rows=words.suppressed,
        erase=words.forget_what_came_back,
        stays="The digest is how it is known that nobody may write to you again.",
    ),
    "forms": Holding(
        "Forms that you sent",
        "So that a form sent twice acts once.",
        DAY,
        rows=words.forms,
        erase=words.forget_forms,
    ),
    "asked": Holding(
        "Requests to join and invitations with your address",
        "So that you can come in, and it is known who was asked.",
        "Two weeks where nothing came of it; 90 days after a refusal.",
        rows=_asked,
        erase=_forget_asked,
    ),
    "listed": Holding(
        "Lists of people to invite on which you stand",
        "So that a whole team can be invited at once.",
        "30 days after the list was made.",
        rows=_listed,
        erase=_strike_out,
    ),
    "first": Holding(
        "An invitation to run this network",
        "Its first administrator comes in by it.",
        "30 days after it ran out.",
        rows=_first,
        erase=_forget_first,
    ),
    "jobs": Holding(
        "Long work that you asked for",
        "So that you can see how far it is.",
        "30 days.",
        rows=_jobs,
        erase=_forget_jobs,
    ),
    "trail": Holding(
        "What you changed here, and what was changed about you",
        "So that everybody can see how a record came about.",
        "As long as the network runs, with numbers in the place of names.",
        rows=_trail,
        erase=_kept,
        stays="The trail has numbers in the place of names; why things were done to you goes.",
    ),
    "not_the_same": Holding(
        "That you are not somebody else with a similar name",
        "So that two people are not taken for one.",
        "While both are known here.",
        rows=_second,
        erase=_forget_second,
    ),
    "found": Holding(
        "What a search over the whole site finds of you",
        "So that members find you by your posts and your own words.",
        "As your name.",
        rows=_found,
        erase=_forget_found,
    ),
    "factors": Holding(
        "Passkeys, authenticator apps and recovery codes",
        SECURITY,
        "Until you take them away.",
        rows=accounts.factors,
        erase=accounts.forget_factors,
    ),
    "begun": Holding(
        "Joining or signing in that was begun with your address",
        "So that what was typed is not lost from one page to the next.",
        "Twelve hours.",
        rows=accounts.begun,
        erase=accounts.forget_begun,
    ),
    "addresses": Holding(
        "Addresses that you sign in with",
        SECURITY,
        "Until you take them away.",
        rows=accounts.addresses,
        erase=accounts.forget_addresses,
    ),
}.items():
    HOLDINGS.add(f"network.{key}", holding)
