"""The actions of topics, interests and consent."""

from functools import partial
from typing import Any

from culturefirst.network import actions
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

SAID = {"wording": "You may write to me about Museums.", "source": "the preferences page"}


@scenario("network")
def add_topic(stage: Stage) -> Call:
    return partial(actions.add_topic, by=stage.helen, name="Museums")


@scenario("network")
def add_usual_topics(stage: Stage) -> Call:
    return partial(actions.add_usual_topics, by=stage.helen)


@scenario("network")
def edit_topic(stage: Stage) -> Call:
    changes = {"name": "Museums and galleries"}
    return partial(actions.edit_topic, by=stage.helen, topic=stage.topic, changes=changes)


@scenario("network")
def retire_topic(stage: Stage) -> Call:
    return partial(actions.retire_topic, by=stage.helen, topic=stage.topic)


@scenario("network")
def offer_topic_again(stage: Stage) -> Call:
    actions.retire_topic(by=stage.helen, topic=stage.topic)
    return partial(actions.offer_topic_again, by=stage.helen, topic=stage.topic)


def _priya(stage: Stage) -> dict[str, Any]:
    priya = stage.cast("priya")
    return {"by": priya, "person": priya.person}


@scenario("network")
def set_interests(stage: Stage) -> Call:
    return partial(actions.set_interests, **_priya(stage), topics=[stage.topic])


@scenario("network")
def give_consent(stage: Stage) -> Call:
    return partial(actions.give_consent, **_priya(stage), topic=stage.topic, **SAID)


@scenario("network")
def withdraw_consent(stage: Stage) -> Call:
    actions.give_consent(**_priya(stage), topic=stage.topic, **SAID)
    source = "the preferences page"
    return partial(actions.withdraw_consent, **_priya(stage), topic=stage.topic, source=source)
