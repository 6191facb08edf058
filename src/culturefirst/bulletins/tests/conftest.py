"""A bulletin with a page and words in it, and an audience that agreed to it."""

from datetime import date
from typing import Any

import pytest

from culturefirst.bulletins import actions
from culturefirst.bulletins.models import Bulletin
from culturefirst.kit import clock
from culturefirst.library.tests.make import news, published
from culturefirst.network import actions as network
from culturefirst.network.models import Audience, Topic, User
from culturefirst.network.queries.topics import wording_for


@pytest.fixture
def topic(helen: User) -> Topic:
    return network.add_topic(by=helen, name="Museums")


@pytest.fixture
def agreed(topic: Topic, priya: User, jim: User) -> list[User]:
    """Priya and Jim, who agreed to letters about museums."""
    for user in (priya, jim):
        network.give_consent(
            by=user, person=user.person, topic=topic, wording=wording_for("Museums"), source="here"
        )
    return [priya, jim]


@pytest.fixture
def audience(helen: User) -> Audience:
    question = {"all": {"role": ["officer", "councillor"]}, "none": {}}
    return network.save_audience(by=helen, name="Officers and councillors", question=question)


@pytest.fixture
def page(helen: User) -> Any:
    with clock.standing(date(2011, 9, 1)):
        return published(news("Ely opens its archive"), helen)


@pytest.fixture
def draft(helen: User, audience: Audience, topic: Topic, agreed: list[User], page: Any) -> Bulletin:
    bulletin = actions.write_bulletin(
        by=helen,
        title="E-bulletin 4, 2011",
        heading="An archive opens",
        intro="What September brings.",
        audience=audience,
        topic=topic,
    )
    actions.pick(by=helen, bulletin=bulletin, keys=[f"library.entry:{page.pk}"])
    actions.add_item(by=helen, bulletin=bulletin, heading="Write to us", words="We answer.")
    return bulletin


@pytest.fixture
def frozen(draft: Bulletin, helen: User) -> Bulletin:
    return actions.freeze_bulletin(by=helen, bulletin=draft)


@pytest.fixture
def sent(frozen: Bulletin, helen: User) -> Bulletin:
    """Sent, and in the hands of the mail server."""
    from culturefirst.kit import outbox

    made = actions.send_bulletin(by=helen, bulletin=frozen)
    outbox.deliver()
    return made
