"""The server is killed in the middle of a save: the words stay on the page and are saved when it is back."""

import os
import re
import signal

import pytest
from django.conf import settings
from django.db import connection, transaction
from playwright.sync_api import expect

from meetings.models import Item
from meetings.services.minutes import save_text
from tests.factories.meetings import ItemFactory
from tests.rig.browser import caught, session_of
from tests.rig.web import HOST, free_port, start_web

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience")]


@pytest.fixture
def item(transactional_db, session, officer, now):
    return save_text(ItemFactory(meeting=session, title="Transport"), text="", based_on=0, by=officer, now=now)


def opened(context, officer, origin, item):
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(officer), "url": origin}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(origin + item.meeting.url("minute", item.pk))
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    return page


def is_saved(page) -> None:
    expect(page.locator("#save-state")).to_have_text(re.compile("^Saved at"))


def test_a_server_killed_in_the_middle_of_a_save_loses_no_word(context, officer, item, tmp_path):
    port = free_port()
    # Of a demo nobody asks for a second factor.
    server = start_web(tmp_path, port, DEMO="1")
    try:
        page = opened(context, officer, f"http://{HOST}:{port}", item)
        with transaction.atomic():
            hold(item)
            with page.expect_request("**/save/"):
                page.keyboard.type("The bus was late.")
            page.wait_for_timeout(500)  # the save now waits for the row that we hold
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        expect(page.locator("#save-state")).to_contain_text("Your words are still here; trying again.")
        page.keyboard.type(" It came at nine.")
        server = start_web(tmp_path, port, DEMO="1")
        is_saved(page)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    assert Item.objects.get(pk=item.pk).text == "<p>The bus was late. It came at nine.</p>"


def hold(item) -> None:
    """Nobody else can write to it until the transaction ends. (SQLite begins with a lock on everything.)"""
    assert connection.in_atomic_block
    Item.objects.select_for_update().get(pk=item.pk)
    Item.objects.filter(pk=item.pk).update(position=item.position)


def test_a_save_that_arrived_without_an_answer_is_no_clash_with_oneself(
    context, officer, item, live_server, transactional_db
):
    page = opened(context, officer, live_server.url, item)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    caught(page, "**/save/", lose_the_answer)
    page.keyboard.type("The bus was late.")
    expect(page.locator("#save-state")).to_contain_text("Your words are still here; trying again.")
    assert Item.objects.get(pk=item.pk).text == "<p>The bus was late.</p>"
    page.unroute("**/save/")
    page.keyboard.type(" It came at nine.")
    is_saved(page)
    assert Item.objects.get(pk=item.pk).text == "<p>The bus was late. It came at nine.</p>"


def test_words_typed_after_a_lost_answer_are_put_back_without_a_clash(
    context, officer, item, live_server, transactional_db
):
    page = opened(context, officer, live_server.url, item)

    arrived = []

    def arrive_once(route):
        if not arrived:
            arrived.append(route.fetch())
        route.abort()

    caught(page, "**/save/", arrive_once)
    page.keyboard.type("The bus was late.")
    expect(page.locator("#save-state")).to_contain_text("Your words are still here; trying again.")
    assert Item.objects.get(pk=item.pk).text == "<p>The bus was late.</p>"
    page.keyboard.type(" It came at nine.")
    page.wait_for_timeout(1_000)
    page.close(run_before_unload=False)

    again = opened(context, officer, live_server.url, item)
    again.get_by_role("button", name="Put my words back").click()
    is_saved(again)
    assert Item.objects.get(pk=item.pk).text == "<p>The bus was late. It came at nine.</p>"
