"""A bulletin in draft, and one that was sent."""

from datetime import date
from typing import Any

from culturefirst.bulletins import actions
from culturefirst.bulletins.models import Bulletin, Subscriber
from culturefirst.bulletins.tokens import Token
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import User
from culturefirst.network.queries.topics import wording_for

OF_DRAFT = ("compose", "edit", "pick", "add", "mail", "test", "freeze", "remove", "send", "thaw")
OF_SENT = ("figures", "pause", "resume")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    topic = network.add_topic(by=by, name="Bulletins of the network")
    network.give_consent(
        by=officer, person=officer.person, topic=topic, wording=wording_for("it"), source="here"
    )
    question = {"all": {"role": ["officer"]}, "none": {}}
    audience = network.save_audience(by=by, name="Readers", question=question)
    draft, sent = (
        actions.write_bulletin(by=by, title=title, heading=title, audience=audience, topic=topic)
        for title in ("Next", "Last")
    )
    for bulletin in (draft, sent):
        actions.add_item(by=by, bulletin=bulletin, heading="Write", url="https://example.org/")
    _send(by, sent)
    item = draft.items.get()
    actions.ask_for_bulletins(by=SYSTEM, email="reader@example.com", topics=[topic])
    reader = str(Token("s", Subscriber.objects.get().pk, topic.pk, 0))
    return {
        **{f"bulletin_{name}": {"pk": draft.pk} for name in OF_DRAFT},
        **{f"bulletin_{name}": {"pk": sent.pk} for name in OF_SENT},
        "bulletin_item": {"pk": draft.pk, "item": item.pk},
        "bulletin": {"pk": sent.pk},
        "bulletin_link": {"pk": sent.pk, "number": 0},
        "bulletin_stop": {"token": str(Token("p", officer.person_id, topic.pk, sent.pk))},
        "reading": {"token": reader},
        "reading_confirm": {"token": reader},
    }


def _send(by: User, bulletin: Bulletin) -> None:
    frozen = actions.freeze_bulletin(by=by, bulletin=bulletin)
    actions.send_bulletin(by=by, bulletin=frozen)
    assert frozen.frozen_on == date(2011, 9, 19)
