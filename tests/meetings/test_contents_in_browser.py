import pytest

from meetings.models import Item
from tests.meetings.published import meeting_with_minutes

pytestmark = [pytest.mark.browser]


def marked(page) -> list[str]:
    return page.locator(".p-contents [aria-current]").all_inner_texts()


def test_the_contents_follow_the_reader(visit):
    meeting = meeting_with_minutes()
    page = visit(meeting.url())
    page.set_viewport_size({"width": 1280, "height": 300})
    item = Item.objects.get(title="Social value")
    assert "2. Social value" not in marked(page)
    page.evaluate(f"document.getElementById('{item.anchor}').scrollIntoView()")
    page.wait_for_selector(".p-contents [aria-current]")
    page.wait_for_function("document.querySelector('.p-contents [aria-current]').innerText === '2. Social value'")
    assert marked(page) == ["2. Social value"]
