"""Writing, publishing and approving minutes."""

from datetime import date

import pytest

from compact_portal.notices.models import Notice
from compact_portal.publishing.models import Publication
from meetings.models import Action
from meetings.services import actions, decisions, minutes, planning
from meetings.services.states import WrongState
from tests.factories.meetings import ActionFactory, ItemFactory, MeetingFactory
from tests.factories.people import UserFactory


@pytest.fixture
def item(session):
    return ItemFactory(meeting=session, title="Grants", number="1")


def save(item, text, based_on, officer, now):
    return minutes.save_text(item, text=text, based_on=based_on, by=officer, now=now)


def test_a_save_counts_up_and_names_who_saved(item, officer, now):
    saved = save(item, "<p>First words.</p>", 0, officer, now)
    assert (saved.text, saved.revision, saved.saved_by, saved.saved_at) == ("<p>First words.</p>", 1, officer, now)


def test_a_save_based_on_an_older_text_overwrites_nothing_and_returns_both(item, officer, now):
    save(item, "<p>Theirs.</p>", 0, officer, now)
    with pytest.raises(minutes.Conflict) as conflict:
        save(item, "<p>Mine.</p>", 0, officer, now)
    assert (conflict.value.item.text, conflict.value.mine) == ("<p>Theirs.</p>", "<p>Mine.</p>")


def test_the_text_that_is_not_chosen_of_two_stays_among_the_versions(client, item, officer, now):
    colleague = UserFactory(officer=True, name="Ann Example")
    minutes.save_text(item, text="<p>Theirs.</p>", based_on=0, by=colleague, now=now)
    client.force_login(officer)
    address = item.meeting.url("minute", item.pk)
    both = client.post(address, {"text": "<p>Mine.</p>", "revision": 0})
    assert both.status_code == 409
    assert "Ann Example saved it" in both.text and "the other one stays among the versions" in both.text
    client.post(address, {"text": "<p>Mine.</p>"} | both.context["kept"])
    item.refresh_from_db()
    assert (item.text, item.revision) == ("<p>Mine.</p>", 2)
    version = item.versions.get()
    assert (version.text, version.reason, version.made_by) == ("<p>Theirs.</p>", "set-aside", colleague)


def test_a_clash_of_two_windows_is_not_told_of_somebody_else(client, item, officer, now):
    minutes.save_text(item, text="<p>First.</p>", based_on=0, by=officer, now=now)
    client.force_login(officer)
    both = client.post(item.meeting.url("minute", item.pk), {"text": "<p>Second.</p>", "revision": 0})
    assert "You saved this item in another window while you were writing" in both.text
    assert "Someone else" not in both.text and "The text of your other window" in both.text


def test_sending_the_same_words_twice_is_no_conflict(item, officer, now):
    save(item, "<p>Same.</p>", 0, officer, now)
    assert save(item, "<p>Same.</p>", 0, officer, now).revision == 1


def test_a_paste_full_of_scripts_and_styles_keeps_its_words_and_nothing_else(item, officer, now):
    pasted = '<p class="MsoNormal" style="color:red" onclick="x()">Kept <b>words</b><script>alert(1)</script></p>'
    assert save(item, pasted, 0, officer, now).text == "<p>Kept <strong>words</strong></p>"


def test_closing_an_item_keeps_a_version_and_autosaves_do_not(item, officer, now):
    save(item, "<p>One.</p>", 0, officer, now)
    save(item, "<p>One. Two.</p>", 1, officer, now)
    assert item.versions.count() == 0
    item.refresh_from_db()
    minutes.close_item(item, by=officer, now=now)
    assert [version.text for version in item.versions.all()] == ["<p>One. Two.</p>"]


def test_bringing_a_version_back_keeps_the_text_it_replaces(item, officer, now):
    save(item, "<p>Old.</p>", 0, officer, now)
    item.refresh_from_db()
    minutes.close_item(item, by=officer, now=now)
    save(item, "<p>New.</p>", 1, officer, now)
    version = item.versions.get(number=1)
    restored = minutes.restore_version(version, based_on=2, by=officer, now=now)
    assert restored.text == "<p>Old.</p>"
    assert [each.text for each in item.versions.order_by("number")] == ["<p>Old.</p>", "<p>New.</p>"]


def test_published_minutes_cannot_be_written_over(item, session, officer, now):
    minutes.finish_meeting(session, by=officer, now=now)
    minutes.publish_minutes(session, by=officer, now=now)
    with pytest.raises(WrongState):
        save(item, "<p>Late.</p>", 0, officer, now)


def publish(meeting, officer, now):
    minutes.finish_meeting(meeting, by=officer, now=now)
    return minutes.publish_minutes(meeting, by=officer, now=now)


def test_publishing_releases_decisions_and_actions_and_tells_each_owner_once(session, item, officer, now):
    decisions.record_decision(item, text="Go ahead.", kind="agreed", by=officer, now=now)
    chair = session.attendance.get(name="Chris Example").person
    ActionFactory(item=item, published=False, text="Write the report.", owners=[chair])
    published = publish(session, officer, now)
    minutes.revise_minutes(published, reason="A name was wrong.", by=officer, now=now)
    minutes.publish_minutes(published, by=officer, now=now)
    assert Action.objects.public().count() == 1
    assert [notice.email for notice in Notice.objects.filter(kind="meetings.action-given")] == ["chris@example.org"]


def test_every_publication_is_the_next_number_and_the_old_one_stays(session, item, officer, now):
    published = publish(session, officer, now)
    minutes.revise_minutes(published, reason="A name was wrong.", by=officer, now=now)
    minutes.publish_minutes(published, by=officer, now=now)
    editions = Publication.objects.about(session).document("minutes")
    assert sorted((each.number, each.edition, each.mark) for each in editions) == [
        (1, "large-print", "Draft"),
        (1, "standard", "Draft"),
        (2, "large-print", "Draft"),
        (2, "standard", "Draft"),
    ]


def test_the_next_meeting_approves_with_corrections_that_the_approved_edition_shows(session, item, officer, now):
    published = publish(session, officer, now)
    following = MeetingFactory(committee=session.committee, date=date(2027, 1, 6), in_session=True)
    corrections = [{"item_number": "1", "what": "The figure is £590,879."}]
    approved = minutes.approve_minutes(published, approved_by=following, corrections=corrections, by=officer, now=now)
    data = Publication.objects.about(approved).document("minutes").latest().data
    assert (approved.state, data["mark"]) == ("approved", "")
    assert data["approved"] == "Approved at the meeting on Wednesday 6 January 2027."
    assert data["corrections"] == [
        {"item": "1", "what": "The figure is £590,879.", "agreed_at": "Wednesday 6 January 2027"}
    ]


def test_minutes_are_approved_once(session, officer, now):
    published = publish(session, officer, now)
    following = MeetingFactory(committee=session.committee, date=date(2027, 1, 6), in_session=True)
    minutes.approve_minutes(published, approved_by=following, corrections=[], by=officer, now=now)
    with pytest.raises(WrongState):
        minutes.approve_minutes(published, approved_by=following, corrections=[], by=officer, now=now)
    assert Publication.objects.about(session).document("minutes").count() == 4


def test_a_confidential_item_is_named_and_never_told(session, officer, now):
    item = ItemFactory(meeting=session, title="Staffing", number="1", confidential=True, text="<p>Secret words.</p>")
    ActionFactory(item=item, text="Secret action.")
    decisions.record_decision(item, text="Secret decision.", kind="agreed", by=officer, now=now)
    publish(session, officer, now)
    data = Publication.objects.about(session).document("minutes").latest().data
    assert data["items"][0]["title"] == "Staffing"
    assert "Secret" not in str(data)


def test_items_nobody_came_to_are_marked_as_not_reached(session, item, officer, now):
    done = ItemFactory(meeting=session, title="Done", text="<p>Said.</p>")
    minutes.finish_meeting(session, by=officer, now=now)
    item.refresh_from_db()
    done.refresh_from_db()
    assert (item.not_reached, done.not_reached) == (True, False)


def test_a_decision_for_each_signatory_asks_every_organisation_with_a_seat(session, item, officer, now):
    decision = decisions.record_decision(
        item, text="Adopt the Compact.", kind="agreed", needs_adoption=True, by=officer, now=now
    )
    assert decision.answers.count() == 3
    answer = decision.answers.first()
    decisions.answer_decision(answer, to="adopted", on=date(2027, 3, 10), note="Cabinet", by=officer, now=now)
    answer.refresh_from_db()
    assert (answer.answer, answer.answered_on, answer.note) == ("adopted", date(2027, 3, 10), "Cabinet")


def test_a_published_action_is_dropped_not_removed(session, item, officer, now):
    action = ActionFactory(item=item, published=True)
    with pytest.raises(Exception, match="Mark it as dropped"):
        actions.remove_action(action, by=officer, now=now)
    update = actions.update_action(action, state="dropped", note="No longer needed.", by=officer, now=now)
    action.refresh_from_db()
    assert (action.state, action.settled_at, update.from_state) == ("dropped", now, "open")


def numbers(meeting) -> dict[str, str]:
    return dict(meeting.actions.values_list("text", "number"))


@pytest.fixture
def give(item, officer, now):
    def give(text: str):
        return actions.record_action(item, text=text, owners=[], due_rule="none", by=officer, now=now)

    return give


def test_a_removed_action_leaves_no_gap_in_the_numbers(session, give, officer, now):
    _, second, _ = give("Ring."), give("Write."), give("Ask.")
    actions.remove_action(second, by=officer, now=now)
    give("Thank.")
    assert numbers(session) == {"Ring.": "1", "Ask.": "2", "Thank.": "3"}
    assert [action.text for action in session.actions.in_order()] == ["Ring.", "Ask.", "Thank."]


def test_a_published_number_never_changes(session, item, give, officer, now):
    ActionFactory(item=item, text="From before.", number="7", position=2, outstanding=True)
    first, published = give("Ring."), give("Write.")
    Action.objects.filter(pk=published.pk).update(published=True)
    last = give("Ask.")
    actions.remove_action(first, by=officer, now=now)
    assert numbers(session) == {"From before.": "7", "Write.": published.number, "Ask.": first.number}
    assert first.number != published.number != last.number


@pytest.mark.parametrize(
    ("day", "due"), [(date(2026, 12, 2), date(2027, 12, 2)), (date(2024, 2, 29), date(2025, 3, 1))]
)
def test_in_a_year_counts_from_the_day_of_the_meeting(day, due):
    assert actions.a_year_after(day) == due


def test_the_minutes_to_approve_are_those_of_the_last_meeting_held_when_this_one_starts(meeting, officer, now):
    assert meeting.previous is None
    held = MeetingFactory(committee=meeting.committee, date=date(2026, 11, 20), draft_published=True)
    assert minutes.start_meeting(meeting, by=officer, now=now).previous == held


def test_a_published_date_stays_when_a_meeting_is_put_in_before(session, item, officer, now):
    later = planning.plan_meeting(session.committee, date=date(2027, 2, 3), by=officer, now=now)
    action = ActionFactory(item=item, due_rule="next-meeting", due_on=later.date, published=True)
    planning.plan_meeting(session.committee, date=date(2027, 1, 6), by=officer, now=now)
    action.refresh_from_db()
    assert action.due_on == later.date
    planning.cancel_meeting(later, reason="Snow", by=officer, now=now)
    action.refresh_from_db()
    assert action.due_on == date(2027, 1, 6)
