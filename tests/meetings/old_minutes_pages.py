"""The pages of old minutes, in their states."""

from django.utils import timezone

from meetings.models import OldMinutes
from meetings.services.old_minutes.checking import place_line
from meetings.services.old_minutes.keeping import changes_of, keep_as_record
from tests.factories.meetings import CommitteeFactory, MeetingFactory
from tests.factories.old_minutes import MINUTES, brought_in, read_in
from tests.factories.people import PersonFactory, UserFactory
from tests.meetings.seed_words import DEMO
from tests.rig.states import State, submit

ADDRESS = "/meetings/old-minutes/"
SEED = DEMO / "sources" / "gloucester-partnership-minutes.txt"
LONG_NAME = "Minutes-of-the-Example-Partnership-Board-and-its-working-groups-2015-03-03-final-version-with-comments.txt"


def read(user) -> OldMinutes:
    return read_in(by=user, name=LONG_NAME)


def differing(user) -> OldMinutes:
    old = read(user)
    line = next(line for line in old.lines.all() if "talked about" in line.text)
    place_line(line, seen=0, taken_for="text", kept="The Board debated.", by=user, now=timezone.now())
    MeetingFactory(committee=old.committee, date=old.date)
    return old


def real(user) -> OldMinutes:
    return read_in(SEED.read_bytes(), name=SEED.name, by=user)


def kept(user) -> OldMinutes:
    old = read(user)
    keep_as_record(old, becomes="approved", seen=changes_of(old), by=user, now=timezone.now())
    return old


def all_states(user) -> str:
    committee = kept(user).committee
    read_in(MINUTES.replace("3 March", "4 March"), name="march.txt", committee=committee, by=user)
    read_in(b"PK\x03\x04", name="broken.docx", committee=committee, by=user)
    return ADDRESS


def being_read(user) -> str:
    brought_in(by=user)
    return ADDRESS


def at(page: str, make=read):
    return lambda user: make(user).url(page)


def at_line(page: str):
    def path(user) -> str:
        old = read(user)
        return old.url(page, next(line.position for line in old.lines.all() if "Budget" in line.text))

    return path


def of_row(page: str, name: str):
    def path(user) -> str:
        PersonFactory(name="Anna Demo")
        old = read(user)
        row = getattr(old.lines.filter(**{f"{name}__isnull": False}).first(), name).first()
        return old.url(page, row.pk)

    return path


def choose_text_without_words(page) -> None:
    page.get_by_label("Text of an item").check()
    page.get_by_label("The text in the record").fill("")
    submit(page)


def stand_in_for_nobody(page) -> None:
    page.get_by_label("Substitute", exact=True).check()
    page.get_by_label("Name", exact=True).fill("")
    submit(page)


def keep_after_a_colleague(page) -> None:
    """Keep, where Una Example has changed a line since the page was opened."""
    old = OldMinutes.objects.get()
    colleague = UserFactory(officer=True, name="Una Example")
    place_line(old.lines.last(), seen=0, taken_for="left-out", by=colleague, now=timezone.now())
    page.get_by_label("Publish them as approved minutes").check()
    submit(page)


STATES = [
    ("old minutes, none", ADDRESS),
    ("old minutes, in every state", all_states),
    ("old minutes, one state with nothing in it", lambda user: all_states(user) and f"{ADDRESS}?state=waiting"),
    ("old minutes, being read", being_read),
    ("bring in old minutes", lambda user: CommitteeFactory() and f"{ADDRESS}bring-in/"),
    ("bring in old minutes, with errors", f"{ADDRESS}bring-in/", submit),
    ("check old minutes", at("old-minutes-check")),
    ("check old minutes, words differ", at("old-minutes-check", differing)),
    ("check old minutes, real ones of two pages", at("old-minutes-check", real)),
    ("check old minutes, kept as a record", at("old-minutes-check", kept)),
    ("heading of old minutes", at("old-minutes-heading")),
    ("a line of old minutes", at_line("old-line")),
    ("a line of old minutes, with errors", at_line("old-line"), choose_text_without_words),
    ("a decision of old minutes to add, with errors", at_line("old-decision-new"), submit),
    ("an action of old minutes to add, with errors", at_line("old-action-new"), submit),
    ("someone of old minutes to add, with errors", at_line("old-attendee-new"), submit),
    ("a decision of old minutes", of_row("old-decision", "decisions")),
    ("an action of old minutes", of_row("old-action", "actions")),
    ("someone of old minutes", of_row("old-attendee", "attendees")),
    ("someone of old minutes, with errors", of_row("old-attendee", "attendees"), stand_in_for_nobody),
    ("remove old minutes", at("old-minutes-remove")),
    ("keep old minutes", at("old-minutes-keep")),
    ("keep old minutes, words differ, with errors", at("old-minutes-keep", differing), submit),
    ("take old minutes back", at("old-minutes-take-back", kept)),
]

LATE = State(
    "keep old minutes: refused, someone was quicker",
    at("old-minutes-keep"),
    role="officer",
    act=keep_after_a_colleague,
    status=409,
)

PAGES = [
    *(State(name, path, role="officer", act=act[0] if act else None) for name, path, *act in STATES),
    LATE,
]
