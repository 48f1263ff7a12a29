"""What an officer and a visitor do, step by step; each step leaves the page where the next one begins."""

import re
from datetime import date

from playwright.sync_api import expect

from compact_portal.wording import long_date
from tests.factories.people import PASSWORD
from tests.journeys.hands import Mouse

SOONER = "The group asked for it at short notice."


class Officer:
    """Runs meetings, with whatever hands they have."""

    def __init__(self, hands: Mouse):
        self.hands, self.page = hands, hands.page

    def sees(self, words: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def signs_in(self, user) -> None:
        self.hands.open("/account/login/")
        self.hands.fill("Email address", user.email)
        self.hands.fill("Password", PASSWORD)
        self.hands.press("Sign in")

    def plans_a_meeting(self, committee, day: date) -> None:
        self.hands.open("/meetings/")
        self.hands.follow("Plan a meeting")
        self.hands.follow(committee.name)
        self.hands.fill_date(day)
        self.hands.fill("When does it start?", "5pm")
        self.hands.press("Plan the meeting")
        self.is_at("Agenda")

    def goes_to_the_desk(self, meeting) -> None:
        self.hands.open(meeting.url("desk"))

    def takes_the_step(self, label: str, *, because: tuple[str, str] | None = None) -> None:
        """From the desk to the page that asks, and on; `because` fills the field that asks why."""
        self.hands.press(label)
        self.is_at(label)
        if because:
            self.hands.fill(*because)
        self.hands.press(label)

    def publishes_the_agenda(self) -> None:
        """At less than the clear days that the committee keeps, so a reason is asked for."""
        self.takes_the_step("Publish the agenda", because=("Why publish all the same?", SOONER))
        self.sees("The agenda is published.")

    def starts_the_meeting(self) -> None:
        self.takes_the_step("Start the meeting")
        self.is_at("Attendance")

    def marks(self, name: str, status: str) -> None:
        self.hands.choose(status, of=f"^{name}")

    def saves_the_attendance(self) -> None:
        self.hands.press("Save the attendance")
        self.sees("The attendance is saved.")

    def adds_a_deputy(self, name: str, *, for_member: str) -> None:
        self.hands.follow("Add someone")
        self.hands.fill("Name", name)
        self.hands.choose("Substitute", of="In what capacity?")
        self.hands.select("Deputising for (optional)", for_member)
        self.hands.press("Add to the list")
        self.sees(f"{name}, deputising for {for_member}")

    def takes_minutes(self) -> None:
        self.hands.follow("Back to the meeting")

    def writes(self, item: str, words: str) -> None:
        self.is_at(item)
        self.hands.write_minute(words)

    def records_a_decision(self, words: str) -> None:
        self.hands.add_decision()
        self.hands.fill("What was decided?", words)
        self.hands.press("Save the decision")
        self.sees(words)

    def records_an_action(self, words: str, *, who: str, by_when: date | str) -> None:
        self.hands.add_action()
        self.hands.fill("What is to be done?", words)
        self.hands.fill("Who? (optional)", who)
        if isinstance(by_when, date):
            self.hands.choose("On a date", of="By when?")
            self.hands.fill_date(by_when)
        else:
            self.hands.choose(by_when, of="By when?")
        self.hands.press("Save the action")
        self.sees(words)

    def goes_on(self) -> None:
        self.hands.save_and_go_on()

    def ends_the_meeting(self) -> None:
        self.takes_the_step("End the meeting")
        self.sees("The meeting has ended.")

    def publishes_the_minutes(self) -> None:
        self.takes_the_step("Publish the draft minutes")
        self.sees("The draft minutes are published.")

    def approves_the_last_minutes(self, previous, *, correction: str) -> None:
        self.page.get_by_role("link", name=re.compile("^Approve the minutes of"))
        self.hands.activate(self.page.get_by_role("link", name=re.compile("^Approve the minutes of")))
        self.is_at(f"Approve the minutes: {long_date(previous.date)}")
        self.hands.fill("Corrections the meeting agreed (optional)", correction)
        self.hands.press("Approve the minutes")
        self.sees("The minutes of the last meeting are approved.")


class Visitor:
    """Anyone, without an account."""

    def __init__(self, hands: Mouse):
        self.hands, self.page = hands, hands.page

    def reads(self, meeting) -> None:
        self.hands.open(meeting.get_absolute_url())

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.get_by_role("main")).to_contain_text(each)

    def downloads(self, name: str) -> bytes:
        """The PDF behind the link that begins with `name`, once the page says how long it is."""
        link = self.page.get_by_role("link", name=re.compile(rf"^{name}, \d+ page"))
        for _ in range(120):
            if link.count():
                break
            self.page.wait_for_timeout(500)
            self.page.reload()
        answer = self.page.request.get(self.hands.origin + link.first.get_attribute("href"))
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        return answer.body()
