"""A mail server that takes letters quickly and, where told to, behaves as badly as they come."""

import asyncio
import random
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser

SILENCE = 1.0  # seconds; senders in these tests are more impatient than that
AT_THE_ENVELOPE = (b"421 Busy\r\n", b"451 Try later\r\n", b"", "cut")
AT_THE_LETTER = (b"451 Try later\r\n", b"", "cut")


class FaultySink:
    """``ids`` are the Message-IDs taken, in order, a letter that came twice twice.

    Of ``faults`` in a hundred letters something goes wrong, before or after it was taken.
    Recipients whose number is in ``unknown`` do not exist.
    """

    def __init__(self, faults: int = 0, unknown: frozenset[str] = frozenset()) -> None:
        self.ids: list[str] = []
        self.faults = faults
        self.unknown = unknown
        self._chance = random.Random(2011)

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One connection, until somebody cuts it."""
        try:
            writer.write(b"220 sink\r\n")
            while line := await reader.readline():
                if not await self._answer(line, reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # whoever hung up, and the end of the test
        finally:
            writer.close()

    async def _answer(self, line: bytes, reader: StreamReader, writer: StreamWriter) -> bool:
        verb = line[:4].upper()
        if verb == b"EHLO":
            writer.write(b"250-sink\r\n250 PIPELINING\r\n")
        elif (
            verb == b"RCPT" and line.partition(b"<")[2].partition(b"@")[0].decode() in self.unknown
        ):
            writer.write(b"550 5.1.1 No such person\r\n")
        elif verb == b"RCPT" and (wrong := self._fault(AT_THE_ENVELOPE)) is not None:
            return await self._misbehave(wrong, writer)
        elif verb == b"DATA":
            return await self._take(reader, writer)
        else:
            writer.write(b"250 OK\r\n")
        return True

    async def _take(self, reader: StreamReader, writer: StreamWriter) -> bool:
        writer.write(b"354 Go on\r\n")
        letter = await reader.readuntil(b".\r\n")
        while not (letter == b".\r\n" or letter.endswith(b"\r\n.\r\n")):
            letter += await reader.readuntil(b".\r\n")
        if letter == b".\r\n":  # whoever was refused breaks off
            writer.write(b"554 No recipients\r\n")
            return True
        wrong = self._fault(AT_THE_LETTER)
        taken = wrong is None or (wrong != AT_THE_LETTER[0] and self._chance.random() < 0.5)
        if taken:
            self.ids.append(str(BytesHeaderParser().parsebytes(letter)["Message-ID"]))
        if wrong is not None:
            return await self._misbehave(wrong, writer)
        writer.write(b"250 Taken\r\n")
        return True

    def _fault(self, choices: "tuple[bytes | str, ...]") -> "bytes | str | None":
        wrong = self._chance.randrange(200) < self.faults  # each letter passes here twice
        return self._chance.choice(choices) if wrong else None

    async def _misbehave(self, how: "bytes | str", writer: StreamWriter) -> bool:
        """Whether the connection goes on afterwards."""
        if how == b"":
            await asyncio.sleep(SILENCE)
            return False
        if isinstance(how, bytes):
            writer.write(how)
            return not how.startswith(b"421")
        return False


@contextmanager
def listening(sink: FaultySink) -> Iterator[int]:
    """The sink behind a port of this machine, in a thread, for the block."""
    ready: threading.Event = threading.Event()
    found: list[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        server = await asyncio.start_server(sink.serve, "127.0.0.1", 0, limit=1 << 20)
        ending = asyncio.Event()
        port = server.sockets[0].getsockname()[1]
        found.append((port, asyncio.get_running_loop(), ending))
        ready.set()
        await ending.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(10)
    [(port, loop, ending)] = found
    try:
        yield port
    finally:
        loop.call_soon_threadsafe(ending.set)
        thread.join(10)
