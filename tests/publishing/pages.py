"""The pages of publishing, in their states, for tests/test_pages.py."""

from compact_portal.publishing.choices import PublicationState
from tests.factories.publishing import PublicationFactory
from tests.rig.states import State


def being_made(user) -> str:
    return PublicationFactory().get_absolute_url()


def not_made(user) -> str:
    failed = PublicationFactory(state=PublicationState.FAILED, last_error="A picture has no words that describe it")
    return failed.get_absolute_url()


PAGES = [
    State("a PDF being made", being_made, status=202),
    State("a PDF that could not be made", not_made, status=503),
    State("a PDF that could not be made", not_made, role="officer", status=503),
]
