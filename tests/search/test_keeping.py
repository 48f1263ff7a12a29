"""What is found follows every change: what is taken back in the same moment, everything else once it is committed."""

import pytest
from django.core.management import call_command
from django.db import transaction

from compact_portal.search import keeping, sources
from compact_portal.search.backends.asking import Narrowed
from compact_portal.search.keeping import keep_all, make_anew, settle_questions
from compact_portal.search.models import InQuestion, SearchEntry, Word
from compact_portal.search.queries import find
from meetings.models import OldMinutes
from meetings.services.actions import update_action
from meetings.services.agenda import change_item
from meetings.services.committees import change_committee
from meetings.services.old_minutes.keeping import changes_of, keep_as_record, take_back
from tests.factories.meetings import ActionFactory, DecisionFactory, ItemFactory, MeetingFactory
from tests.factories.old_minutes import AT, read_in
from tests.factories.people import UserFactory
from tests.meetings.published import NOW
from tests.search.found import look, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def followed(django_capture_on_commit_callbacks):
    """Within it, what is to happen after the commit happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def item():
    """With a decision that everyone finds."""
    item = ItemFactory(meeting=MeetingFactory(agenda_published=True), title="Roof")
    DecisionFactory(item=item, text="Mend the chimney.", published=True)
    keep_all()
    return item


def now_found(typed: str, *audiences: str) -> int:
    return find(typed, Narrowed(audiences or ["everyone"])).count


def test_what_becomes_confidential_is_not_found_from_the_very_moment(item, officer, followed):
    assert now_found("chimney") == 1
    with followed():
        change_item(item, confidential=True, by=officer, now=NOW)
        assert now_found("chimney") == 0  # before anything was read again
        assert now_found("chimneys", "everyone") == 0
    assert (now_found("chimney"), now_found("chimney", "everyone", "officers")) == (0, 1)


def test_nobody_is_suggested_a_word_that_was_taken_back(item, officer, followed):
    assert str(find("chimmey", Narrowed(["everyone"])).asked) == "chimney"
    with followed():
        change_item(item, confidential=True, by=officer, now=NOW)
        assert find("chimmey", Narrowed(["everyone"])).count == 0
    assert not Word.objects.filter(word="chimney", audience="everyone").exists()


def test_a_process_that_dies_before_it_reads_again_hides_and_the_next_look_mends(item, officer):
    change_item(item, confidential=True, by=officer, now=NOW)  # in a test nothing follows a commit by itself
    assert (now_found("chimney"), now_found("chimney", "everyone", "officers")) == (0, 0)
    assert settle_questions() == 1
    assert (now_found("chimney"), now_found("chimney", "everyone", "officers")) == (0, 1)
    assert not InQuestion.objects.exists()


def test_a_change_that_is_taken_back_leaves_nothing_in_question(item, officer):
    class Slip(Exception):
        pass

    with pytest.raises(Slip), transaction.atomic():
        change_item(item, confidential=True, by=officer, now=NOW)
        raise Slip
    assert now_found("chimney") == 1


def test_a_question_that_is_asked_while_a_scope_is_read_stays(item, monkeypatch):
    source = sources.sources["meetings"]
    read = source.entries

    def another_change_meanwhile(*, scope=None):
        keeping.question_what_follows(item.meeting)
        return read(scope=scope)

    monkeypatch.setattr(source, "entries", another_change_meanwhile, raising=False)
    keeping.keep_scope(source, item.meeting.pk)
    assert InQuestion.objects.count() == 1


def test_what_changes_is_found_by_its_new_words(item, officer, followed):
    action = ActionFactory(item=item, text="Ring the builder.", published=True, owners=["Example working group"])
    with followed():
        update_action(action, state="done", note="Rung.", by=officer, now=NOW)
    assert now_found("builder") == 1
    with followed():
        change_item(item, title="Gutter", by=officer, now=NOW)
    assert now_found("gutter", "everyone", "officers") == 3  # the item, and what was decided and given out under it


def test_a_committee_with_a_new_name_is_shown_by_it_at_once(item, officer, followed):
    with followed():
        change_committee(item.meeting.committee, name="Renamed Board", by=officer, now=NOW)
    (row,) = find("chimney", Narrowed(["everyone"])).rows
    assert row.where == "Renamed Board"


def test_a_second_look_finds_nothing_to_mend(item):
    assert keep_all() == 0
    SearchEntry.objects.filter(kind="decision").delete()
    DecisionFactory(item=item, text="Sweep it.", published=True)
    assert keep_all() == 1
    assert titles(look("chimney")) == ["Mend the chimney."]


def test_reindexing_anew_makes_the_same_table(item, capsys):
    before = sorted(SearchEntry.objects.values_list("key", "fingerprint"))
    words = sorted(Word.objects.values_list("audience", "word", "entries"))
    call_command("reindex", anew=True)
    assert sorted(SearchEntry.objects.values_list("key", "fingerprint")) == before
    assert sorted(Word.objects.values_list("audience", "word", "entries")) == words
    assert f"{len(before)} entries" in capsys.readouterr().out
    assert make_anew() == len(before)


def test_words_are_counted_down_as_entries_go(item):
    assert Word.objects.get(word="chimney").entries == 1
    item.decisions.all().delete()
    keep_all()
    assert not Word.objects.filter(word="chimney").exists()


def test_old_minutes_are_found_once_they_are_a_record_and_not_after_it_is_taken_back(officer, followed):
    old = read_in(by=officer)
    assert now_found("budget") == 0
    with followed():
        keep_as_record(old, becomes="approved", reason="Checked.", seen=changes_of(old), by=officer, now=AT)
    assert now_found("budget") >= 2  # the item and the decision
    with followed():
        take_back(OldMinutes.objects.get(), by=officer, now=AT)
        assert now_found("budget") == 0
    assert now_found("budget", "everyone", "officers") == 0
