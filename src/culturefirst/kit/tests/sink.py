"""A mail server for tests: keeps what it is given, and answers as it is told to."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as Letter
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Sink:
    """``letters`` are those accepted. ``answers`` are given to recipients before accepting;
    ``on_data`` is called when a letter has arrived and has not been acknowledged yet.
    The server hangs up once: ``hang_up`` after a letter, ``hang_up_early`` at its recipient."""

    letters: list[Letter] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    on_data: Callable[[], None] | None = None
    hang_up: bool = False
    hang_up_early: bool = False
    peers: set[object] = field(default_factory=set)

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, *_: Any
    ) -> str:
        if self.hang_up_early:
            self.hang_up_early = False
            server.transport.close()
            return "250 OK"
        if self.answers and (answer := self.answers.pop(0)):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        self.letters.append(message_from_bytes(envelope.content))
        self.peers.add(session.peer)
        if self.on_data is not None:
            self.on_data()
        if self.hang_up:
            self.hang_up = False
            server.transport.close()
            await asyncio.sleep(0)
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what was accepted, in order."""
        return [str(letter["Message-ID"]) for letter in self.letters]


@contextmanager
def listening(sink: Sink) -> Iterator[int]:
    """The sink behind a port of this machine, for the block."""
    controller = Controller(sink, hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
