"""Where the demonstration will not load, and that it is always the same."""

from datetime import date
from random import Random
from typing import Any

import pytest

from culturefirst.demo import crowd, places
from culturefirst.demo.load import SEED, load
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import Organisation, User


def test_a_production_installation_is_refused(db: None, settings: Any) -> None:
    settings.HTTPS = True

    with pytest.raises(DomainError, match="never loaded on a production installation"):
        load()

    assert not AuditEvent.objects.exists()


def test_other_data_is_refused_and_kept(helen: User) -> None:
    with pytest.raises(DomainError, match="does not mix with other data"):
        load()

    assert list(User.objects.all()) == [helen]
    assert Organisation.objects.count() == 1


def test_the_crowd_is_the_same_each_time() -> None:
    def drawn() -> list[crowd.Member]:
        chance = Random(SEED)
        return crowd.everybody(places.joining(chance), chance)

    assert drawn() == drawn()


def test_nobody_shares_a_name_or_an_address() -> None:
    chance = Random(SEED)
    members = crowd.everybody(places.joining(chance), chance)

    assert len({member.name for member in members}) == len(members)
    assert len({member.email for member in members}) == len(members)
    assert all(member.email.endswith(".example") for member in members)


def test_nobody_registers_before_their_organisation_is_there() -> None:
    chance = Random(SEED)
    joins = places.joining(chance)
    early = [
        member
        for member in crowd.everybody(joins, chance)
        if member.registered < joins.get(member.organisation, date.min)
        or (member.left is not None and member.left < member.registered)
    ]

    assert early == []
