"""The minute-taking screen and the pages that its buttons lead to, in their states."""

from django.utils import timezone

from meetings.choices import DueRule
from meetings.models import Declaration, Meeting
from meetings.services import minutes
from tests.factories.meetings import DecisionAnswerFactory, DecisionFactory
from tests.factories.people import UserFactory
from tests.meetings.officer_pages import (
    at,
    in_session,
    next_meeting,
    of_first_item,
    of_nobody,
    planned,
    published,
    states,
    with_agenda,
)
from tests.rig.states import submit


def interest_to_remove(user) -> str:
    meeting = in_session(user)
    return meeting.url("undeclare", Declaration.objects.get(item__meeting=meeting).pk)


def a_decision(user) -> str:
    decision = DecisionFactory(item=in_session(user).items.first())
    return decision.item.meeting.url("decision-edit", decision.pk)


def an_answer(user) -> str:
    answer = DecisionAnswerFactory(decision__item=published(user).items.first())
    return answer.decision.item.meeting.url("answer", answer.decision.pk, answer.pk)


def an_action(user) -> str:
    action = in_session(user).actions.filter(due_rule=DueRule.DATE).first()
    return action.meeting.url("action-edit", action.pk)


def two_versions(user) -> str:
    meeting = in_session(user)
    item, now = meeting.items.first(), timezone.now()
    minutes.close_item(item, by=user, now=now)
    item = minutes.save_text(item, text="<p>Only this.</p>", based_on=1, by=user, now=now)
    minutes.close_item(item, by=user, now=now)
    return meeting.url("versions", item.pk)


def unknown_initials(user) -> str:
    meeting = in_session(user)
    item = minutes.save_text(meeting.items.last(), text="<p>QX: asked.</p>", based_on=0, by=user, now=timezone.now())
    return meeting.url("minute", item.pk)


def at_confidential_item(user) -> Meeting:
    meeting = in_session(user)
    item = meeting.items.get(confidential=True)
    minutes.save_text(item, text="<p>The tender of one group.</p>", based_on=0, by=user, now=timezone.now())
    return meeting


# --- What brings a page into a state ------------------------------------------


def remove_first_decision(page) -> None:
    page.locator(".p-decision button").first.click()
    page.wait_for_load_state()


def send_without_cookies(page) -> None:
    page.get_by_label("What was decided?").fill("That the garage be asked about both vans.")
    page.context.clear_cookies()
    submit(page)


def save_over_a_colleague(page) -> None:
    """Write and save, where Una Example has saved since the page was opened."""
    item = Meeting.objects.get().items.in_order().first()
    page.get_by_role("textbox", name="Minute of").fill("What I heard.")
    colleague = UserFactory(officer=True, name="Una Example")
    minutes.save_text(item, text="<p>What Una heard.</p>", based_on=item.revision, by=colleague, now=timezone.now())
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Your text", exact=True).wait_for()


#: As if a save could not carry these words away, and the tab was closed.
LEAVE_WORDS = """async () => {
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const { owner } = document.querySelector("#minute-form").dataset;
    const left = { id: "left", owner, title: "Welcome", text: "<p>What I heard.</p>", revision: 1, unanswered: [] };
    const drafts = (await done(indexedDB.open("compact-portal", 1))).transaction("drafts", "readwrite");
    const store = drafts.objectStore("drafts");
    await done(store.put({ ...left, place: location.pathname, at: Date.now() }));
    await done(store.put({ ...left, id: "elsewhere", place: "/meetings/", at: Date.now() }));
}"""


def come_back_to_unsaved_words(page) -> None:
    page.locator("#words-kept").wait_for()
    page.evaluate(LEAVE_WORDS)
    page.reload()
    page.get_by_role("region", name="Words of yours that were not saved").wait_for()


def mark_nobody(page) -> None:
    """Letters that mean nobody, as without a script: the form itself is sent."""
    page.get_by_label("Name, then Enter").fill("Zed")
    page.evaluate("document.getElementById('who-form').submit()")
    page.get_by_text("Nobody on the list is called “Zed”.").first.wait_for()


def open_shortcuts(page) -> None:
    page.get_by_text("All shortcuts").click()


def choose_a_date(page) -> None:
    page.get_by_label("On a date").check()
    submit(page)


SHOWN = [
    ("minute: nothing written", of_first_item("minute", of_nobody(lambda: with_agenda(in_session=True)))),
    ("minute: with text, decision, actions, interest", of_first_item("minute")),
    ("minute: before a decision is removed", of_first_item("minute"), remove_first_decision),
    ("minute: before an interest is removed", interest_to_remove),
    ("minute: closed", of_first_item("minute", published)),
    ("minute: the last minutes to approve", of_first_item("minute", next_meeting)),
    ("minute: words that were not saved", of_first_item("minute"), come_back_to_unsaved_words),
    ("the screen for the room", at("follow", in_session)),
    ("the screen for the room, nothing on the agenda", at("follow", of_nobody(lambda: planned(in_session=True)))),
    ("the screen for the room, a confidential item", at("follow", at_confidential_item)),
    ("versions, none", of_first_item("versions")),
    ("versions, two", two_versions),
    ("versions, compared", lambda user: f"{two_versions(user)}compare/?before=1&after=2"),
    ("minute: initials nobody has", unknown_initials),
    ("minute: shortcuts", of_first_item("minute"), open_shortcuts),
    ("a new decision, with errors", of_first_item("decision-new"), submit),
    ("a decision", a_decision),
    ("an answer to a decision", an_answer),
    ("a new action", of_first_item("action-new")),
    ("a new action, with errors", of_first_item("action-new"), choose_a_date),
    ("an action to change", an_action),
    ("an interest, with errors", of_first_item("declare"), submit),
    ("bring back later", of_first_item("bring-back")),
]  # fmt: skip

REFUSED = [
    ("minute: two texts", of_first_item("minute"), save_over_a_colleague),
]

UNKNOWN_NAME = [("minute: marked somebody who is not on the list", of_first_item("minute"), mark_nobody)]

WITHOUT_COOKIES = [
    ("a new decision, sent when all cookies are gone", of_first_item("decision-new"), send_without_cookies),
]

PAGES = [
    *states(SHOWN),
    *states(UNKNOWN_NAME, status=422),
    *states(REFUSED, status=409),
    *states(WITHOUT_COOKIES, status=403),
]
