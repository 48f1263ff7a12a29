"""The last minute of a round: two hundred groups send at once, to a server with two workers. None that was in time is
lost, and none that was late gets in."""

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from funding.choices import ApplicationState
from funding.models import Application, Round
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, applied, published_round
from tests.factories.people import MembershipFactory
from tests.rig.web import HOST, open_web

GROUPS = 200
#: How long before the deadline the first one sends, and how long after it the last one.
BEFORE, AFTER = timedelta(seconds=12), timedelta(seconds=4)
#: What the server compares: a token of the page's own length, as cookie and as answer.
TOKEN = "t" * 32

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Sent:
    application: int
    begun: datetime
    answered: datetime
    status: int


def prepared() -> list[tuple[Application, str]]:
    """Everything written and nothing sent, each with the cookie of somebody who is signed in."""
    day = timezone.localdate() - timedelta(days=50)
    with time_machine.travel(moment(day), tick=False):
        round_ = published_round(a_funder(), on=day, closes_at=timezone.now() + timedelta(days=60))
    with time_machine.travel(moment(day + timedelta(days=2)), tick=False):
        found = []
        for _ in range(GROUPS):
            group = MembershipFactory(lead=True)
            found.append((applied(round_, group, now=timezone.now()), group.user))
    return [(application, signed_in(user)) for application, user in found]


def signed_in(user) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def post(port: int, application: Application, session: str, at: datetime) -> Sent:
    time.sleep(max((at - timezone.now()).total_seconds(), 0))
    begun = timezone.now()
    answer = urlencode({"csrfmiddlewaretoken": TOKEN, "seen": application.revision})
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    with closing(http.client.HTTPConnection(HOST, port, timeout=60)) as line:
        line.request("POST", application.url("send"), answer, headers)
        status = line.getresponse().status
    return Sent(application.pk, begun, timezone.now(), status)


def moments(closes_at: datetime) -> Iterator[datetime]:
    """Evenly, across the deadline."""
    step = (BEFORE + AFTER) / GROUPS
    return (closes_at - BEFORE + number * step for number in range(GROUPS))


def rush(port: int, entries: list[tuple[Application, str]], closes_at: datetime) -> list[Sent]:
    with ThreadPoolExecutor(GROUPS) as pool:
        begun = [
            pool.submit(post, port, application, session, at)
            for (application, session), at in zip(entries, moments(closes_at), strict=True)
        ]
        return [each.result() for each in begun]


def test_who_sends_in_time_is_in_and_who_does_not_is_not(tmp_path):
    entries = prepared()
    with open_web(tmp_path) as port:
        closes_at = timezone.now() + BEFORE + timedelta(seconds=2)
        Round.objects.update(closes_at=closes_at)
        sent = rush(port, entries, closes_at)
    assert {each.status for each in sent} == {302, 409}
    in_time = {each.application for each in sent if each.status == 302}
    assert {each.application for each in sent if each.answered <= closes_at} <= in_time
    assert not {each.application for each in sent if each.begun >= closes_at} & in_time
    kept = Application.objects.filter(state=ApplicationState.SUBMITTED)
    assert set(kept.values_list("pk", flat=True)) == in_time
    assert all(each.submitted_at < closes_at for each in kept)
    late = Application.objects.filter(state=ApplicationState.DRAFT)
    assert [each.answers.first().text for each in late] == ["A lunch club."] * (GROUPS - len(in_time))
