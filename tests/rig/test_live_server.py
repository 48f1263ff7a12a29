"""The running portal ends with its requests, and before its database does."""

import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from threading import Event, Thread

from django.test.testcases import LiveServerThread

from tests.conftest import ROOT

#: A browser test that asks for the running portal before it asks for a database.
BROWSER_TEST = "tests/rig/test_checkers.py::test_axe_and_pa11y_find_faults_put_into_a_page_with_a_strict_policy"


def slow_portal(asked: Event, may_answer: Event, said: list[str]):
    """Instead of the portal: answers when it may, and says when it has."""

    def answer(environ, start_response):
        asked.set()
        may_answer.wait(10)
        said.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    return lambda handler: answer


def test_it_ends_when_the_request_in_hand_is_answered_and_waits_for_no_next_one():
    asked, may_answer, said = Event(), Event(), []
    server = LiveServerThread("localhost", slow_portal(asked, may_answer, said))
    server.daemon = True
    server.start()
    assert server.is_ready.wait(10)
    with closing(HTTPConnection("localhost", server.port)) as line:
        line.request("GET", "/kept-open/")
        assert asked.wait(10)

        ending = Thread(target=server.terminate, daemon=True)
        ending.start()
        ending.join(1)
        assert (ending.is_alive(), said) == (True, [])

        may_answer.set()
        ending.join(10)
        assert (ending.is_alive(), said) == (False, ["/kept-open/"])
        assert line.getresponse().read() == b"ok"


def test_it_is_stopped_before_its_database_is_taken_away():
    command = [sys.executable, "-m", "pytest", "--setup-plan", "-p", "no:cacheprovider", BROWSER_TEST]
    planned = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert 0 < planned.index("TEARDOWN S live_server") < planned.index("TEARDOWN S django_db_setup")
