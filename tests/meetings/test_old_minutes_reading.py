"""Old minutes are brought in as rows and read by the worker: one at a time, each once, whatever happens to it."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from compact_portal.audit.queries import history_of
from meetings.choices import OldMinutesState
from meetings.models import OldAttendee, OldDecision, OldLine, OldMinutes
from meetings.models.old_minutes import LEASE, TRIES
from meetings.old_minutes.times import time_in
from meetings.services.old_minutes import reading
from meetings.services.old_minutes.bringing_in import OldMinutesMovedOn, bring_in, remove, try_again
from tests.factories.meetings import TermFactory
from tests.factories.old_minutes import AT, MINUTES, brought_in, read_in
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory
from tests.meetings.old_minutes import files
from tests.meetings.seed_words import DEMO
from tests.rig.waiting import wait_for

BROKEN = b"PK\x03\x04 this was a Word document once"
SEEDS = sorted((DEMO / "sources").glob("*.txt"))


def paper(number: int) -> tuple[str, bytes]:
    return f"minutes-{number}.txt", MINUTES.replace("3 March", f"{number} March").encode()


@pytest.mark.django_db
def test_each_file_becomes_one_row_with_its_bytes(committee, officer, now):
    found = bring_in(committee, files=[paper(3), paper(4)], by=officer, now=now)
    assert [old.name for old in found.new] == ["minutes-3.txt", "minutes-4.txt"]
    assert bytes(OldMinutes.objects.defer(None).get(name="minutes-4.txt").original) == paper(4)[1]


@pytest.mark.django_db
def test_the_same_file_twice_is_said_and_not_doubled(committee, officer, now):
    bring_in(committee, files=[paper(3)], by=officer, now=now)
    again = bring_in(committee, files=[("copy of minutes.txt", paper(3)[1]), paper(4)], by=officer, now=now)
    assert ([old.name for old in again.new], [old.name for old in again.already]) == (
        ["minutes-4.txt"],
        ["minutes-3.txt"],
    )
    assert OldMinutes.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_line_of_the_real_minutes_stands_in_order_and_no_word_of_an_item_is_missing(seed):
    old = read_in(seed.read_bytes(), name=seed.name)
    assert old.state == OldMinutesState.TO_CHECK
    said = " ".join(" ".join(old.lines.values_list("text", flat=True)).split())
    first, last = old.lines.first(), old.lines.last()
    assert said.startswith(first.text) and said.endswith(last.text)
    told = old.lines.filter(taken_for__in=["text", "item", "decision", "action", "above"])
    assert list(told.exclude(missing="").values_list("text", "missing")) == []


@pytest.mark.django_db
def test_what_was_read_stands_at_its_line():
    old = read_in()
    read = {line.text: line for line in old.lines.all()}
    assert (old.title, str(old.date), old.venue) == (
        "Minutes of the Example Partnership Board",
        "2015-03-03",
        "the Town Hall",
    )
    budget = read["2. Budget"]
    assert (budget.taken_for, budget.number, budget.title) == ("item", "2", "Budget")
    assert read["RESOLVED that the budget be supported."].taken_for == "decision"
    assert OldDecision.objects.get().line == read["RESOLVED that the budget be supported."]
    assert list(OldAttendee.objects.values_list("name", "status", "line__text")) == [
        ("Ann Demo", "present", "Ann Demo (Chair), Example CVS"),
        ("Bob Sample", "present", "Bob Sample, Example Council"),
        ("Cat Nemo", "apologies", "Apologies: Cat Nemo (Example Trust)"),
    ]
    assert not OldLine.objects.differing().exists()


@pytest.mark.django_db
def test_only_exactly_the_same_name_is_a_person_we_know(committee):
    ann = TermFactory(seat__constituency__committee=committee, person__name="Ann Demo").person
    PersonFactory(name="Robert Sample")
    UserFactory(name="Cat Nemo")
    council = OrganisationFactory(name="Example Council")
    read_in(committee=committee)
    found = {each.name: (each.person, each.organisation) for each in OldAttendee.objects.all()}
    assert found == {"Ann Demo": (ann, None), "Bob Sample": (None, council), "Cat Nemo": (None, None)}


@pytest.mark.django_db
def test_two_people_of_one_name_are_not_told_apart_by_us():
    PersonFactory(name="Ann Demo")
    PersonFactory(name="Ann Demo")
    read_in()
    assert OldAttendee.objects.get(name="Ann Demo").person is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (BROKEN, "minutes.docx", "damaged"),
        (b"", "minutes.txt", "empty"),
        (files.pdf_without_text().read(), "minutes.pdf", "made of pictures"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "minutes.doc", "old Word file"),
        (
            files.word_of("<w:p><w:r><w:t>" + " " * 70_000_000 + "</w:t></w:r></w:p>").read(),
            "bomb.docx",
            "unpacks to more than",
        ),
    ],
    ids=["broken", "empty", "pictures", "doc", "zip bomb"],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(content, name, said):
    old = read_in(content, name=name)
    assert old.state == OldMinutesState.FAILED
    assert said in old.problem
    assert history_of(old)[0].what == "Could not be read"


@pytest.mark.django_db
def test_a_word_file_with_macros_and_links_to_elsewhere_gives_its_words_only():
    file = files.word_of(
        "<w:p><w:r><w:t>1. Welcome</w:t></w:r></w:p><w:p><w:r><w:t>We met.</w:t></w:r></w:p>",
        word__vbaProject="Sub AutoOpen()",
        word___rels__document_xml__rels='<Relationships><Relationship TargetMode="External" Target="http://x.example/"/>'
        "</Relationships>",
    )
    old = read_in(file.read(), name="macros.docx")
    assert list(old.lines.values_list("text", flat=True)) == ["1. Welcome", "We met."]


@pytest.mark.django_db
def test_a_character_that_databases_refuse_is_left_out():
    old = read_in(f"1. Welcome\n{'We met. ' * 300}And par\x00ted.\n")
    assert old.lines.last().text.endswith("And parted.")


@pytest.mark.django_db
def test_minutes_with_no_attendance_at_all_are_read():
    old = read_in("1. Welcome\n\nThe Chair welcomed everyone to the meeting.\n")
    assert old.is_to_check
    assert not OldAttendee.objects.exists()


@pytest.mark.django_db
def test_three_hundred_pages_of_word_are_read_whole():
    old = read_in(files.word(2_000).read(), name="long.docx")
    assert old.is_to_check
    assert old.lines.count() > 2_000
    assert not old.lines.filter(taken_for="text").exclude(missing="").exists()


@pytest.mark.django_db
def test_of_two_workers_one_reads(monkeypatch):
    old = brought_in()
    inside = []

    def second_worker(file: BytesIO, name: str):
        inside.append(reading.read(old.pk, now=AT))
        return real(file, name)

    real = reading.read_file
    monkeypatch.setattr(reading, "read_file", second_worker)
    assert reading.read(old.pk, now=AT) is True
    assert inside == [False]


@pytest.mark.django_db
def test_what_a_killed_worker_held_is_read_once_its_lease_has_run_out():
    old = brought_in()
    held = OldMinutes.objects.filter(pk=old.pk)
    held.update(claimed_by="a worker that was killed", claimed_until=AT + LEASE, attempts=1)
    assert reading.read(old.pk, now=AT) is False
    assert reading.read(old.pk, now=AT + LEASE + timedelta(seconds=1)) is True


@pytest.mark.django_db
def test_a_worker_that_is_taken_over_in_the_middle_stops_and_the_next_begins_anew(monkeypatch):
    """Lines are put down some at a time: what the first one left is not there twice."""
    old, real = brought_in(), reading.put_down_lines
    monkeypatch.setattr(reading, "AT_A_TIME", 3)

    def then_taken_over(*args):
        answer = real(*args)
        OldMinutes.objects.filter(pk=old.pk).update(claimed_by="another worker")
        return answer

    monkeypatch.setattr(reading, "put_down_lines", then_taken_over)
    assert reading.read(old.pk, now=AT) is False
    assert old.lines.count() == 3
    monkeypatch.setattr(reading, "put_down_lines", real)
    assert reading.read(old.pk, now=AT + LEASE + timedelta(seconds=1)) is True
    places = list(old.lines.in_order().values_list("position", flat=True))
    assert len(places) > 6 and places == list(range(1, len(places) + 1))


@pytest.mark.django_db
def test_what_kills_every_worker_is_given_up_and_can_be_tried_again_or_removed(officer, now):
    old = brought_in()
    OldMinutes.objects.filter(pk=old.pk).update(claimed_by="x", claimed_until=timezone.now() - LEASE, attempts=TRIES)
    reading.sweep_old_minutes()
    old.refresh_from_db()
    assert (old.state, old.problem) == (OldMinutesState.FAILED, reading.STOPPED)
    again = try_again(old, by=officer, now=now)
    assert (again.state, again.attempts, again.problem) == (OldMinutesState.WAITING, 0, "")
    with pytest.raises(OldMinutesMovedOn):
        try_again(old, by=officer, now=now)
    remove(old, by=officer, now=now)
    assert not OldMinutes.objects.exists()


@pytest.mark.django_db
def test_a_fault_of_ours_is_tried_three_times_and_then_said(monkeypatch, caplog):
    old = brought_in()

    def fault(lines):
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "read_minutes", fault)
    for _ in range(TRIES):
        assert reading.sweep_old_minutes() == 0
    old.refresh_from_db()
    assert (old.state, old.problem) == (OldMinutesState.FAILED, reading.STOPPED)
    assert caplog.text.count("ZeroDivisionError") >= TRIES


@pytest.mark.django_db(transaction=True)
def test_a_batch_goes_on_after_a_killed_worker_and_past_a_broken_file(worker, committee, officer, now):
    """A worker is killed in the middle; the sweep of the next one reads what is left, the broken file apart."""
    batch = [paper(number) for number in range(1, 31)]
    batch[4] = ("broken.docx", BROKEN)
    batch[5] = ("long.docx", files.word(3_000).read())
    first = worker()
    bring_in(committee, files=batch, by=officer, now=now)
    wait_for(lambda: OldMinutes.objects.to_check().count() >= 4, "a few of them to be read", 60)
    first.kill()
    first.wait()
    left = OldMinutes.objects.waiting()
    assert left.exists()
    left.update(claimed_until=None)  # the time of a lease goes by
    worker()
    reading.sweep_old_minutes.delay()
    wait_for(lambda: not OldMinutes.objects.waiting().exists(), "the batch to be through", 120)
    assert OldMinutes.objects.get(name="broken.docx").is_failed
    assert OldMinutes.objects.to_check().count() == 29
    read = OldMinutes.objects.to_check().exclude(name="long.docx")
    assert {old.lines.count() for old in read} == {len(MINUTES.split("\n")) - MINUTES.count("\n\n") - 1}
    assert mail.outbox == []


LAYOUTS = Path(__file__).parent / "old_minutes" / "layouts"
#: Words that stand in no field: an officer leaves them out with a reason, or puts them right.
LEFT_OVER = {
    "committee-system-page": "pdf icon PDF 70 KB",
    "everything-on-one-line": "2 parishioners",
    "governors-in-two-columns": "without",
    "health-board-with-log": "from via Did attend",
    "no-label-above-names": "were confirmed as",
    "notes-sent-in-a-message": (
        "From June Adler june org Sent 19 January To list Subject Hi all Who June standing Sorry to miss mtg"
    ),
    "page-of-an-alliance": "Scouts",
    "parish-with-references": "4 public",
    "police-panel-paragraph-numbers": "place Panel take place",
    "town-council-items": "remotely via",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "layout", sorted(path for path in LAYOUTS.iterdir() if path.suffix != ".yaml"), ids=lambda path: path.stem
)
def test_hardly_a_word_of_minutes_in_any_layout_has_no_place(layout):
    old = read_in(layout.read_bytes(), name=layout.name)
    missing = old.lines.exclude(missing="").values_list("missing", flat=True)
    assert " ".join(missing) == LEFT_OVER.get(layout.stem, "")
    assert not old.lines.exclude(new="").exists()


@pytest.mark.parametrize(
    ("heading", "time"),
    [
        ("Monday 12th January 2014 (5.00 p.m. – 6.45 p.m.), @ RedbridgeCVS", "5.00 p.m. – 6.45 p.m."),
        ("Tuesday 12 January 2016, 9.30am – 12 noon", "9.30am – 12 noon"),
        ("Time: 14:00 – 16:00", "14:00 – 16:00"),
        ("Held at 7pm on 5 May 2011", "7pm"),
        ("12.01.15", ""),
        ("Minutes 2014/15 of 3 March", ""),
        ("Room 5 p", ""),
    ],
)
def test_a_time_is_read_as_it_is_written(heading, time):
    assert time_in(heading) == time


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("Councillor Mrs D. Example (in the Chair)", "chair"),
        ("Cllr A. Example in the Chair", "chair"),
        ("Ann Demo (Chairing)", "chair"),
        ("Ann Demo (Chairwoman)", "chair"),
        ("Ann Demo (Vice-Chair, in the Chair)", "chair"),
        ("Ann Demo (Vice-Chairman)", "vice-chair"),
        ("Ann Demo (Head of Chairs)", ""),
    ],
)
def test_who_was_in_the_chair_holds_the_office(said, office):
    read_in(MINUTES.replace("Ann Demo (Chair), Example CVS", said))
    assert OldAttendee.objects.first().office == office
