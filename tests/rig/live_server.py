"""The running portal of the browser tests, stopped before its database is taken away.

A thread that serves a browser keeps its database connection for as long as the browser keeps the line open. PostgreSQL
drops no database that somebody is connected to.
"""

from contextlib import suppress
from socket import SHUT_RD

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread


class PatientServer(ThreadedWSGIServer):
    """Closing it lets each request come to its end, and waits for no other from the same line."""

    daemon_threads = False  # the standard library's server waits for no other threads

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = set()

    def process_request(self, request, client_address):
        self.lines.add(request)
        super().process_request(request, client_address)

    def close_request(self, request):
        self.lines.discard(request)
        super().close_request(request)

    def server_close(self):
        for line in list(self.lines):
            with suppress(OSError):  # the browser was quicker
                line.shutdown(SHUT_RD)
        super().server_close()


LiveServerThread.server_class = PatientServer


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """pytest-django's own, made after the database and so stopped before it."""
    return live_server
