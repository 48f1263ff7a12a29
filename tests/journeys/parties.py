"""What somebody in a dispute does, step by step: a side, or a Champion."""

from collections.abc import Callable

from tests.journeys.people import Officer

TITLE = "Notice before a grant was reduced"
HAPPENED = "Our grant was reduced with a week’s notice."


class Party(Officer):
    """Somebody on a side, or a Champion."""

    def opens(self, dispute) -> None:
        self.hands.open(dispute.get_absolute_url())

    def comes_in(self, user) -> None:
        """Signs in, and stands on the home page."""
        self.signs_in(user)
        self.page.wait_for_url(f"{self.hands.origin}/")

    def asks_why(self, link: str, label: str, words: str, button: str) -> None:
        self.hands.follow(link)
        self.hands.fill(label, words)
        self.hands.press(button)

    def raises_a_concern(self, world, who: Callable[["Party"], None], *, then: Callable[["Party"], None] = bool):
        """Page by page with `world.council`; `who` answers the page that asks who raises it, `then` a page that
        follows the other side's name, where there is one. Ends at the page that checks."""
        self.hands.open("/disputes/raise/")
        self.hands.press("Start")
        self.hands.choose("A promise in the Compact was not kept", of="What is it about")
        self.hands.press("Save and continue")
        who(self)
        self.hands.press("Save and continue")
        self.hands.select("Which organisation?", world.council.name)
        self.hands.press("Save and continue")
        then(self)
        self.hands.mark(self.page.get_by_role("checkbox").first)
        self.hands.press("Save and continue")
        self.hands.fill("Give it a short title", TITLE)
        self.hands.fill("What happened?", HAPPENED)
        self.hands.fill("When did it happen?", "In October")
        self.hands.press("Save and continue")
        self.hands.fill("What would put it right?", "Three months’ notice.")
        self.hands.press("Save and continue")
        self.hands.press("Continue")
        self.is_at("Check it before you send it")

    def sends_it(self) -> None:
        self.hands.press("Send it")
        self.sees("Your concern is sent")

    def writes_down_what_was_learned(self, dispute) -> None:
        self.opens(dispute)
        self.hands.follow("Write it down and close it")
        self.hands.fill("What was it really about?", "Grants were reduced at short notice.")
        self.hands.fill("What changes because of it?", "Notice is three months.")
        self.hands.fill("Who does it?", "Public bodies")
        self.hands.fill("By when?", "Spring")
        self.hands.press("Close it")


def alone(party: Party) -> None:
    party.hands.choose("For one organisation", of="Who raises it")
