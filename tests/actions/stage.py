"""What an action is tried on: made when it is first asked for, through actions."""

from datetime import date
from functools import cached_property
from typing import Any

import pytest

from culturefirst.kit import outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Mailing, Message
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Person, Post, Topic, User
from culturefirst.programme import actions
from culturefirst.programme.models import (
    Activity,
    ImportedDocument,
    Milestone,
    Priority,
    Programme,
    Progress,
    Target,
    WorkProgramme,
)
from culturefirst.programme.reading import document as printed

TODAY = date(2011, 9, 19)
PAGE = (
    "Work Programme 2012-13\n\tActivity\tTargets\tLead\n"
    "\tHold a seminar\tHold 2 seminars by June 12\tManager\n"
)


def declared(text: str = "Agree the terms") -> printed.Target:
    """A target that no measure counts."""
    return printed.Target(text, "ongoing")


class Stage:
    """The cast, a small programme of this year and a document of next year's."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._request = request

    def cast(self, name: str) -> Any:
        """A person, place or body of the root ``conftest.py``."""
        return self._request.getfixturevalue(name)

    @property
    def helen(self) -> User:
        return self.cast("helen")

    @cached_property
    def newcomer(self) -> Person:
        return network.add_person(by=SYSTEM, name="Ola Berg", email="ola@example.org")

    @cached_property
    def stranger(self) -> Organisation:
        """A body that is no member."""
        kind = Organisation.Kind.CIVIL_SOCIETY
        return network.add_organisation(by=SYSTEM, name="Ely Folk Club", kind=kind)

    @cached_property
    def topic(self) -> Topic:
        return network.add_topic(by=SYSTEM, name="Museums")

    @cached_property
    def post(self) -> Post:
        return Post.objects.get(person=self.cast("priya").person)

    @cached_property
    def link(self) -> str:
        """The token of an invitation to the first administrator."""
        path = network.invite_first_administrator(
            by=SYSTEM, email="ada@example.org", name="Ada Dow", organisation="Culture First"
        )
        return path.strip("/").rpartition("/")[2]

    @cached_property
    def letter(self) -> Message:
        """A letter of which nobody knows whether it arrived."""
        made = outbox.send(
            key="one", to="ola@example.org", subject="Hello", text="Hello.", kind="account"
        )
        made.state = Message.State.UNCERTAIN
        made.save()
        return made

    @cached_property
    def mailing(self) -> Mailing:
        """A batch with one letter."""
        made = outbox.open_mailing(
            key="four", title="Bulletin 4", kind="bulletin", words=outbox.Words("News", "News.")
        )
        outbox.send_many(made, [outbox.Recipient("ola", "ola@example.org")])
        return made

    @cached_property
    def programme(self) -> WorkProgramme:
        return self.made("This year", "current")

    def made(self, title: str, state: str = "draft") -> WorkProgramme:
        """A programme with one activity, one declared target and one line of progress."""
        row = printed.Activity(
            title="Meet as peers",
            targets=[declared()],
            leads=["Network Manager"],
            progress=[printed.Progress("Two came to look", date(2011, 5, 3))],
        )
        strand = printed.Programme("1.1", "Peers", [row])
        told = printed.Document(
            title=title,
            starts=date(2011, 4, 1),
            ends=date(2012, 3, 31),
            priorities=[printed.Priority("1", "Improve", [strand])],
        )
        return actions.create_programme(by=self.helen, document=told, state=state)

    @property
    def priority(self) -> Priority:
        return Priority.objects.get(work_programme=self.programme)

    @property
    def strand(self) -> Programme:
        return Programme.objects.get(priority=self.priority)

    @property
    def activity(self) -> Activity:
        return Activity.objects.get(programme=self.strand)

    @property
    def target(self) -> Target:
        return Target.objects.get(activity=self.activity)

    @property
    def progress(self) -> Progress:
        return Progress.objects.get(activity=self.activity)

    def milestone(self) -> Milestone:
        return actions.record_milestone(
            by=self.helen, activity=self.activity, title="A first meeting", on=TODAY
        )

    @cached_property
    def document(self) -> ImportedDocument:
        """A document that has been read and waits."""
        received = actions.receive_document(by=self.helen, name="next.txt", content=PAGE.encode())
        assert received.state == ImportedDocument.State.WAITING, received.fault
        return received
