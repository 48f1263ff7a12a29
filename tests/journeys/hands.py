"""How someone works a page: with the mouse, by keyboard alone, or on a narrow screen without JavaScript.

All of them do the same things under the names a page gives them, so a journey is written once.
"""

import re

from playwright.sync_api import Locator, Page, expect

from tests.rig.browser import NARROW, WIDE

MOST_STOPS = 250  # of the Tab key, before we say that something cannot be reached


class Mouse:
    """A browser with everything. The other two differ only where they must."""

    context_options: dict = {}
    size = WIDE

    def __init__(self, page: Page, origin: str):
        self.page, self.origin = page, origin

    def open(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def follow(self, name: str) -> None:
        self.activate(self.page.get_by_role("link", name=name, exact=True).first)

    def press(self, name: str) -> None:
        self.activate(self.page.get_by_role("button", name=name, exact=True).first)

    def activate(self, target: Locator) -> None:
        """Press it, and wait for the page that comes of it."""
        with self.page.expect_navigation():
            target.click()

    def fill(self, label: str, text: str) -> None:
        self.fill_in(self.page.get_by_label(label, exact=True), text)

    def fill_in(self, box: Locator, text: str) -> None:
        box.fill(text)

    def fill_day(self, name: str, day) -> None:
        """The three parts of one date among several."""
        for part in ("day", "month", "year"):
            self.fill_in(self.page.locator(f"[name={name}_{part}]"), str(getattr(day, part)))

    def fill_date(self, day) -> None:
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.fill(part, str(value))

    def choose(self, option: str, *, of: str) -> None:
        """Of the radio buttons under the legend `of`, take `option`."""
        self.mark(self.page.get_by_role("group", name=re.compile(of)).get_by_role("radio", name=option, exact=True))

    def mark(self, radio: Locator) -> None:
        radio.check()

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label).select_option(label=option)

    def write_minute(self, words: str) -> None:
        """Type into the open item, and wait until the page says that it has saved it by itself."""
        self.type_into(self.page.get_by_role("textbox", name=re.compile("^Minute of")), words)
        expect(self.page.locator("#save-state")).to_have_text(re.compile("^Saved at"))

    def type_into(self, box: Locator, words: str) -> None:
        box.fill(words)

    def save_and_go_on(self) -> None:
        self.activate(self.page.locator("#save-next"))

    def add_decision(self) -> None:
        self.press("Add a decision")

    def add_action(self) -> None:
        self.press("Add an action")


class Keyboard(Mouse):
    """Tab, arrows, Space and Enter; on the minute-taking screen the keys that it names."""

    def reach(self, target: Locator) -> None:
        target.wait_for()
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not lead to {target}")

    def activate(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill_in(self, box: Locator, text: str) -> None:
        self.reach(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def mark(self, radio: Locator) -> None:
        """Tab goes to the group, the arrows to the button: that takes it too."""
        group = radio.get_attribute("name")
        for _ in range(MOST_STOPS):
            if self.page.evaluate("document.activeElement.name") == group:
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(20):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrow keys do not lead to {radio}")

    def select(self, label: str, option: str) -> None:
        self.reach(self.page.get_by_label(label))
        self.page.keyboard.type(option)

    def type_into(self, box: Locator, words: str) -> None:
        """The screen opens with the cursor in the text."""
        expect(box).to_be_focused()
        self.page.keyboard.type(words)

    def save_and_go_on(self) -> None:
        self.strike("Control+Enter")

    def strike(self, keys: str) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press(keys)


class WithoutScript(Mouse):
    """An old phone, 320 pixels wide: every page is a form, and saving is a button."""

    context_options = {"java_script_enabled": False}
    size = NARROW

    def write_minute(self, words: str) -> None:
        self.type_into(self.page.get_by_role("textbox", name=re.compile("^Minute of")), words)
        self.press("Save")
        expect(self.page.locator("#save-state")).to_have_text(re.compile("^Saved at"))


class KeysWithoutScript(Keyboard):
    """The same old phone with a keyboard, and nothing else."""

    context_options, size = WithoutScript.context_options, WithoutScript.size
