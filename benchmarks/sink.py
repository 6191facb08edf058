"""A mail server that takes everything and keeps nothing: ``python -m benchmarks.sink``.

Prints its port; on SIGTERM, how many letters it took.
"""

import asyncio
import signal
import sys
from asyncio import StreamReader, StreamWriter

GREETING = b"250-sink\r\n250-8BITMIME\r\n%b250 SIZE 33554432\r\n"
LONGEST = 4 * 1024 * 1024


class Sink:
    """Speaks as much SMTP as a client of ours and of others needs."""

    def __init__(self, pipelining: bool) -> None:
        self.taken = 0
        self._greeting = GREETING % (b"250-PIPELINING\r\n" if pipelining else b"")

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One connection, until it takes its leave."""
        writer.write(b"220 sink\r\n")
        while (line := await reader.readline()) and not line.upper().startswith(b"QUIT"):
            writer.write(await self._answer(line[:4].upper(), reader, writer))
        writer.write(b"221 Bye\r\n")
        writer.close()

    async def _answer(self, verb: bytes, reader: StreamReader, writer: StreamWriter) -> bytes:
        if verb == b"EHLO":
            return self._greeting
        if verb != b"DATA":
            return b"250 OK\r\n"
        writer.write(b"354 Go on\r\n")
        await reader.readuntil(b"\r\n.\r\n")
        self.taken += 1
        return b"250 Taken\r\n"


async def main(pipelining: bool) -> None:
    """Listen on a free port of this machine until told to end."""
    sink, ending = Sink(pipelining), asyncio.Event()
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0, limit=LONGEST)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ending.set)
    print(server.sockets[0].getsockname()[1], flush=True)
    await ending.wait()
    print(sink.taken, flush=True)


if __name__ == "__main__":
    asyncio.run(main("--no-pipelining" not in sys.argv))
