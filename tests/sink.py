"""A mail server in this process, which keeps what it is given."""

import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller


@dataclass
class Sink:
    """Takes every message, except for addresses it was told to refuse."""

    port: int
    received: list[bytes] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope.content)
        return "250 OK"

    @property
    def messages(self) -> list[Message]:
        return [message_from_bytes(content) for content in self.received]


@contextmanager
def open_sink(kind: type[Sink] = Sink):
    """A sink on a free port of this machine, for as long as the block runs."""
    sink = kind(free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
