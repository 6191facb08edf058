"""The actions of bulletins."""

from functools import partial

from culturefirst.bulletins import actions
from culturefirst.bulletins.models import Bulletin, Subscriber
from culturefirst.bulletins.tokens import Token
from culturefirst.kit.act import SYSTEM
from culturefirst.library.tests.make import news, published
from culturefirst.network import actions as network
from culturefirst.network.models import Audience, Topic
from culturefirst.network.queries.topics import wording_for
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


def topic(stage: Stage) -> Topic:
    found = Topic.objects.filter(slug="bulletins").first()
    return found or network.add_topic(by=stage.helen, name="Bulletins")


def audience(stage: Stage) -> Audience:
    question = {"all": {"role": ["officer"]}, "none": {}}
    return network.save_audience(by=stage.helen, name="Readers", question=question)


def draft(stage: Stage) -> Bulletin:
    priya, about = stage.cast("priya"), topic(stage)
    network.give_consent(
        by=priya, person=priya.person, topic=about, wording=wording_for("it"), source="here"
    )
    made = actions.write_bulletin(
        by=stage.helen, title="Next", heading="Next", audience=audience(stage), topic=about
    )
    return actions.add_item(by=stage.helen, bulletin=made, heading="Write to us")


def frozen(stage: Stage) -> Bulletin:
    return actions.freeze_bulletin(by=stage.helen, bulletin=draft(stage))


def reader(stage: Stage) -> Subscriber:
    actions.ask_for_bulletins(by=SYSTEM, email="reader@example.com", topics=[topic(stage)])
    return Subscriber.objects.get()


@scenario("bulletins")
def write_bulletin(stage: Stage) -> Call:
    words = {"title": "Next", "heading": "Next"}
    to = {"audience": audience(stage), "topic": topic(stage)}
    return partial(actions.write_bulletin, by=stage.helen, **words, **to)


@scenario("bulletins")
def edit_bulletin(stage: Stage) -> Call:
    new = {"heading": "What October brings"}
    return partial(actions.edit_bulletin, by=stage.helen, bulletin=draft(stage), changes=new)


@scenario("bulletins")
def pick(stage: Stage) -> Call:
    page = published(news(), stage.helen)
    keys = [f"library.entry:{page.pk}"]
    return partial(actions.pick, by=stage.helen, bulletin=draft(stage), keys=keys)


@scenario("bulletins")
def add_item(stage: Stage) -> Call:
    return partial(actions.add_item, by=stage.helen, bulletin=draft(stage), heading="More")


@scenario("bulletins")
def move_item(stage: Stage) -> Call:
    made = actions.add_item(by=stage.helen, bulletin=draft(stage), heading="More")
    last = made.items.last()
    assert last is not None
    return partial(actions.move_item, by=stage.helen, bulletin=made, item=last, up=True)


@scenario("bulletins")
def remove_item(stage: Stage) -> Call:
    made = draft(stage)
    return partial(actions.remove_item, by=stage.helen, bulletin=made, item=made.items.get())


@scenario("bulletins")
def remove_bulletin(stage: Stage) -> Call:
    return partial(actions.remove_bulletin, by=stage.helen, bulletin=draft(stage))


@scenario("bulletins")
def send_test(stage: Stage) -> Call:
    return partial(actions.send_test, by=stage.helen, bulletin=draft(stage), once="1")


@scenario("bulletins")
def freeze_bulletin(stage: Stage) -> Call:
    return partial(actions.freeze_bulletin, by=stage.helen, bulletin=draft(stage))


@scenario("bulletins")
def thaw_bulletin(stage: Stage) -> Call:
    return partial(actions.thaw_bulletin, by=stage.helen, bulletin=frozen(stage))


@scenario("bulletins")
def send_bulletin(stage: Stage) -> Call:
    return partial(actions.send_bulletin, by=stage.helen, bulletin=frozen(stage))


@scenario("bulletins")
def ask_for_bulletins(stage: Stage) -> Call:
    about = [topic(stage)]
    return partial(actions.ask_for_bulletins, by=SYSTEM, email="reader@example.com", topics=about)


@scenario("bulletins")
def confirm_reading(stage: Stage) -> Call:
    who = reader(stage)
    return partial(actions.confirm_reading, by=SYSTEM, reader=who, topics=[topic(stage)])


@scenario("bulletins")
def choose_topics(stage: Stage) -> Call:
    return partial(actions.choose_topics, by=SYSTEM, reader=reader(stage), topics=[])


@scenario("bulletins")
def stop_letters(stage: Stage) -> Call:
    token = Token("s", reader(stage).pk, topic(stage).pk, 0)
    return partial(actions.stop_letters, by=SYSTEM, token=token)
