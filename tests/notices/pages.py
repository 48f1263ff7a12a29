from datetime import UTC, datetime

from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory
from tests.rig.states import State

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FAILED = {"failed_at": NOW, "attempts": 8, "last_error": "The mail server could not be reached."}


def every_state_of_a_notice(user) -> str:
    NoticeFactory(sent_at=NOW, user=UserFactory())
    NoticeFactory(**FAILED)
    NoticeFactory(private=True)
    return "/notices/"


def failed_notice(user) -> str:
    return f"/notices/{NoticeFactory(**FAILED).pk}/"


def private_notice(user) -> str:
    return f"/notices/{NoticeFactory(private=True).pk}/"


def several_pages(user) -> str:
    NoticeFactory.create_batch(120)
    return "/notices/?page=2"


PAGES = [
    State("notices, none sent yet", "/notices/", role="officer"),
    State("notices, sent, failed and private", every_state_of_a_notice, role="officer"),
    State("notices, none that fits", "/notices/?state=failed", role="officer"),
    State("notices, the second page", several_pages, role="officer"),
    State("a failed notice", failed_notice, role="officer"),
    State("a private notice", private_notice, role="administrator"),
]
