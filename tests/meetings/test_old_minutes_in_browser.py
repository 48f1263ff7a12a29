"""While old minutes are being read the page looks for itself how far that is."""

import pytest
from playwright.sync_api import expect

from meetings.services.old_minutes.reading import read
from tests.factories.old_minutes import AT, MINUTES, brought_in

pytestmark = [pytest.mark.browser]


def test_the_page_follows_the_reading_and_then_shows_what_is_to_be_checked(
    transactional_db, committee, officer, sign_in, visit
):
    first = brought_in(committee=committee, by=officer)
    second = brought_in(MINUTES.replace("3 March", "4 March"), name="second.txt", committee=committee, by=officer)
    sign_in(officer)
    page = visit("/meetings/old-minutes/")
    expect(page.get_by_role("status")).to_contain_text("0 of 2")
    read(first.pk, now=AT)
    expect(page.get_by_role("status")).to_contain_text("1 of 2", timeout=20_000)
    read(second.pk, now=AT)
    expect(page.get_by_role("link", name="second.txt")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("status")).to_have_count(0)
