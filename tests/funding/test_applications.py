"""Applying: shared by colleagues, sealed until the round closes, refused a second later."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compact_portal.audit.retention import purge
from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import CalendarFeed
from compact_portal.notices.models import Notice
from funding.choices import ApplicationState
from funding.deadlines import ApplicationsDue, QuestionsAsked
from funding.models import Application
from funding.services import applications, drafts, late, questions, rounds
from funding.services import asked as services
from tests.at_once import at_once
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import applied, drafted_round, published_round, submitted
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.beginnings import HARBOUR
from tests.kept import all_due, emails
from tests.reading import text
from tests.test_pages import ADDRESSES

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
#: The round opens on the 3rd and closes at 5pm of the 15th of December.
OPEN = moment(date(2026, 11, 4))
WORDS = "Quagmarklunch"


@pytest.fixture
def round_(funder, clock):
    return published_round(funder, on=DAY)


def sent(round_, group) -> Application:
    application = applied(round_, group, now=OPEN, words=WORDS)
    return applications.submit_application(application, seen=application.revision, by=group.user, now=OPEN)


def test_from_apply_to_sent(client, round_, group):
    client.force_login(group.user)
    assert "Apply" in text(client.get(round_.get_absolute_url()))
    page = client.post(
        reverse("funding:apply", args=[round_.slug]),
        {"organisation": group.organisation.pk, "lot": round_.lots.get().pk},
        follow=True,
    )
    assert "What do you want to do?" in text(page)
    application = Application.objects.get()
    first, second = round_.questions.all()
    page = client.post(application.url("answer", first.pk), {"answer": "A lunch club."}, follow=True)
    assert "How much do you ask for?" in text(page)
    client.post(application.url("answer", second.pk), {"answer": "£1,250.50"})
    page = text(client.get(application.url("send")))
    assert "A lunch club." in page and "£1,250.50" in page
    page = text(client.post(application.url("send"), {"seen": Application.objects.get().revision}, follow=True))
    assert "Your application is sent." in page and "Nobody else reads it before Tuesday 15 December 2026, 5pm" in page
    notice = Notice.objects.get(kind="funding.sent")
    assert notice.email == group.user.email and "lunch" not in notice.body


def test_colleagues_share_one_application(round_, group):
    colleague = MembershipFactory(organisation=group.organisation)
    mine, theirs = applied(round_, group, now=OPEN), applied(round_, colleague, now=OPEN, words="A garden.")
    assert mine.pk == theirs.pk
    assert Application.objects.with_answers().get().said[round_.questions.first().pk] == "A garden."
    with pytest.raises(ValidationError, match="A colleague changed it"):
        applications.submit_application(mine, seen=mine.revision, by=group.user, now=OPEN)


def test_until_the_deadline_and_not_a_second_longer(round_, group):
    application = applied(round_, group, now=OPEN)
    late = round_.closes_at
    with pytest.raises(applications.ApplicationMovedOn, match="The round closed on Tuesday 15 December 2026, 5pm"):
        applications.submit_application(application, seen=application.revision, by=group.user, now=late)
    just = late - timedelta(seconds=1)
    sent = applications.submit_application(application, seen=application.revision, by=group.user, now=just)
    assert (sent.state, sent.submitted_at) == (ApplicationState.SUBMITTED, just)


def test_what_was_not_sent_in_time_is_kept_and_said_to_be_late(client, round_, group, clock):
    application = applied(round_, group, now=OPEN)
    clock.move_to(round_.closes_at)
    client.force_login(group.user)
    page = text(client.get(application.get_absolute_url()))
    assert "The round is closed. What you wrote is kept, and was not sent." in page and "A lunch club." in page
    question = round_.questions.first()
    refused = client.post(application.url("answer", question.pk), {"answer": "Later."})
    assert refused.status_code == 409 and "was not sent" in text(refused)


def test_before_it_opens_nobody_applies(funder, group):
    with time_machine.travel(moment(DAY), tick=False):
        round_ = published_round(funder, on=DAY)
        with pytest.raises(ValidationError, match="not open"):
            applied(round_, group, now=moment(DAY))


def test_it_is_taken_back_and_sent_again_while_the_round_is_open(client, round_, group):
    application = sent(round_, group)
    client.force_login(group.user)
    assert "draft again" in text(client.post(application.url("take-back"), follow=True))
    again = Application.objects.get()
    assert (again.state, again.submitted_at) == (ApplicationState.DRAFT, None)
    applications.submit_application(again, seen=again.revision, by=group.user, now=OPEN)
    with pytest.raises(applications.ApplicationMovedOn):
        applications.take_back(again, by=group.user, now=round_.closes_at)


def test_what_is_sent_does_not_change(round_, group):
    application = sent(round_, group)
    who = {"by": group.user, "now": OPEN}
    with pytest.raises(applications.ApplicationMovedOn, match="It is sent already"):
        applications.save_answer(application, round_.questions.first(), text="More", **who)


def test_words_that_are_missing_or_too_many(client, round_, group):
    application = applied(round_, group, now=OPEN)
    client.force_login(group.user)
    question, amount = round_.questions.all()
    page = client.post(application.url("answer", question.pk), {"answer": "word " * 21})
    assert "You wrote 21 words. Write 20 or fewer." in text(page)
    assert "word word" in page.content.decode()
    page = client.post(application.url("answer", amount.pk), {"answer": "a lot"})
    assert "Enter an amount in pounds" in text(page)
    applications.save_answer(application, question, text="", by=group.user, now=OPEN)
    empty = Application.objects.get()
    with pytest.raises(ValidationError, match="not answered yet"):
        applications.submit_application(empty, seen=empty.revision, by=group.user, now=OPEN)


@pytest.mark.django_db(transaction=True)
def test_two_people_send_the_same_application_and_it_is_sent_once(round_, group):
    application = applied(round_, group, now=OPEN)

    def send(_):
        try:
            return applications.submit_application(
                application, seen=application.revision, by=group.user, now=OPEN
            ).state
        except applications.ApplicationMovedOn:
            return "moved on"

    assert sorted(at_once(send)) == ["moved on", "moved on", "moved on", "submitted"]
    assert Notice.objects.filter(kind="funding.sent").count() == 1


def test_nobody_but_the_group_reads_a_word_before_the_round_closes(round_, group, funder, clock, caplog):
    """Any address, list, notice, feed, log: the funder's lead and staff included."""
    application = sent(round_, group)
    keep_all()
    staff = MembershipFactory(organisation=funder.organisation).user
    outsiders = {
        "anonymous": None,
        "the funder": funder.user,
        "the funder's staff": staff,
        "another group": MembershipFactory(lead=True).user,
        "officer and administrator": UserFactory(officer=True, administrator=True),
        "a Champion": UserFactory(champion=True),
    }
    question = round_.questions.first().pk
    own = [application.url(page) for page in ("application", "send", "take-back")] + [
        application.url("answer", question)
    ]
    paths = [*ADDRESSES, *own, round_.get_absolute_url(), reverse("funding:received", args=[round_.slug])]
    paths += ["/funding/", "/due/due-dates.csv", "/notices/?kind="]
    of_funding = paths[len(ADDRESSES) :]
    for role, user in outsiders.items():
        client = client_for(user)
        pages = [client.get(path) for path in paths]
        said = " ".join(page.getvalue().decode(errors="replace") for page in pages if page.status_code == 200)
        assert (role, re.findall("(?i)quagmark[a-z]+", said)) == (role, [])
        assert not any(HARBOUR in client.get(path).getvalue().decode(errors="replace") for path in of_funding), role
        statuses = {client.get(path).status_code for path in own}
        assert (role, statuses <= {404, 302, 405}) == (role, True)
    assert WORDS.lower() not in caplog.text.lower()
    assert not [each for each in Notice.objects.all() if WORDS in each.subject + each.body]
    feed = CalendarFeed.objects.create(user=funder.user)
    assert HARBOUR not in client_for(None).get(feed.get_absolute_url()).content.decode()


def test_once_it_has_closed_the_funder_reads_what_was_sent_and_no_draft(client, round_, group, funder, clock):
    application = sent(round_, group)
    other = MembershipFactory(lead=True, organisation__name="Example Late")
    late = applied(round_, other, now=OPEN)
    client.force_login(funder.user)
    received = reverse("funding:received", args=[round_.slug])
    assert "Not even their number is shown" in text(client.get(received))
    clock.move_to(round_.closes_at)
    client.force_login(funder.user)
    page = text(client.get(received))
    assert HARBOUR in page and "Example Late" not in page
    assert WORDS in text(client.get(application.get_absolute_url()))
    assert client.get(late.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        applications.take_back(application, by=funder.user, now=OPEN)


def test_a_draft_is_on_the_list_of_due_dates_until_it_is_sent(round_, group):
    application = applied(round_, group, now=OPEN)
    (due,) = all_due(ApplicationsDue())
    assert (due.due, emails(due)) == (date(2026, 12, 15), [group.user.email])
    applications.submit_application(application, seen=application.revision, by=group.user, now=OPEN)
    assert all_due(ApplicationsDue()) == []


def test_more_time_is_given_to_one_organisation_on_record(client, round_, group, funder, clock):
    written, other = applied(round_, group, now=OPEN), MembershipFactory(lead=True)
    clock.move_to(round_.closes_at)
    client.force_login(funder.user)
    said = {"organisation": group.organisation.pk, "until_at": "5pm", "reason": "The portal was down for an hour."}
    said |= {"until_on_day": "17", "until_on_month": "12", "until_on_year": "2026"}
    client.post(reverse("funding:more-time", args=[round_.slug]), said)
    client.logout()
    page = text(client.get(round_.get_absolute_url()))
    assert "More time was given to one organisation: The portal was down for an hour." in page and HARBOUR not in page
    assert Notice.objects.get(kind="funding.late").email == group.user.email
    now = round_.closes_at + timedelta(hours=1)
    with pytest.raises(ValidationError, match="not open"):
        applied(round_, other, now=now)
    with pytest.raises(ValidationError, match="given more time already"):
        again = {"until": now + timedelta(days=9), "reason": "Once more", "by": funder.user, "now": now}
        late.give_more_time(round_, organisation=group.organisation, **again)
    with pytest.raises(applications.ApplicationMovedOn):
        too_late = round_.closes_at + timedelta(days=2)
        applications.submit_application(written, seen=written.revision, by=group.user, now=too_late)
    (due,) = all_due(ApplicationsDue())
    assert due.due == date(2026, 12, 17)
    sent = applications.submit_application(written, seen=written.revision, by=group.user, now=now)
    assert sent.state == ApplicationState.SUBMITTED
    client.force_login(funder.user)
    received = reverse("funding:received", args=[round_.slug])
    assert client.get(sent.get_absolute_url()).status_code == 404, "it can still be taken back"
    assert "A lunch club" not in text(client.get(received))
    clock.move_to(too_late + timedelta(minutes=1))
    client.force_login(funder.user)
    assert HARBOUR in text(client.get(received))
    assert client.get(sent.get_absolute_url()).status_code == 200


def test_whoever_applied_is_told_that_the_round_is_cancelled(round_, group, funder):
    sent(round_, group)
    rounds.cancel_round(round_, reason="The money is needed elsewhere.", by=funder.user, now=OPEN)
    assert [each.email for each in Notice.objects.filter(kind="funding.cancelled")] == [group.user.email]


def test_nobody_asks_for_an_organisation_they_do_not_act_for(round_, group):
    other = MembershipFactory().organisation
    with pytest.raises(ValidationError, match="You do not act for"):
        services.ask_about_round(round_, organisation=other, text="Why?", by=group.user, now=OPEN)


def test_nobody_is_late_before_the_round_has_closed(round_, group, funder):
    with pytest.raises(ValidationError, match="nobody is late"):
        late.give_more_time(round_, organisation=group.organisation, until=OPEN, reason="x", by=funder.user, now=OPEN)


# --- The form -----------------------------------------------------------------


def test_questions_are_moved_and_removed_until_it_is_published(client, funder, clock):
    round_ = drafted_round(funder, on=DAY)
    client.force_login(funder.user)
    first, second = round_.questions.all()
    client.post(round_.draft_url("question-up", second.pk))
    assert [each.text for each in round_.questions.all()] == [second.text, first.text]
    client.post(round_.draft_url("question-remove", second.pk))
    assert [each.text for each in round_.questions.all()] == [first.text]
    page = client.post(round_.draft_url("question-add"), {"text": "", "kind": ""})
    assert "Error" in page.content.decode()
    published = rounds.publish_round(round_, seen=type(round_).objects.get().revision, by=funder.user, now=moment(DAY))
    with pytest.raises(drafts.RoundMovedOn):
        questions.remove_question(published, first, by=funder.user, now=moment(DAY))


def test_a_ready_made_round_has_its_short_form(funder, clock):
    made = {"ready_made": "small-grants", "by": funder.user, "now": moment(DAY)}
    round_ = drafts.begin_round(funder=funder.organisation, programme="Small", title="Small", **made)
    assert round_.questions.count() == 4


# --- Asking about a round -------------------------------------------------------


def test_an_answer_is_for_everyone_and_names_nobody(client, round_, group, funder):
    client.force_login(group.user)
    asked = {"organisation": group.organisation.pk, "text": "We, the harbour group, ask: can we buy a stove?"}
    assert "Your question is sent." in text(client.post(reverse("funding:ask", args=[round_.slug]), asked, follow=True))
    question = round_.asked.get()
    client.logout()
    assert "stove" not in text(client.get(round_.get_absolute_url()))
    assert [each.email for each in Notice.objects.filter(kind="funding.asked")] == [funder.user.email]
    (due,) = all_due(QuestionsAsked())
    assert (due.due, emails(due)) == (date(2026, 11, 9), [funder.user.email])
    client.force_login(funder.user)
    assert HARBOUR in text(client.get(reverse("funding:asked", args=[round_.slug])))
    answer = {"text": "Can we buy a stove?", "answer": "Yes, up to £500."}
    client.post(reverse("funding:answer-asked", args=[round_.slug, question.pk]), answer)
    client.logout()
    said = text(client.get(round_.get_absolute_url()))
    assert "Can we buy a stove?" in said and "Yes, up to £500." in said and "harbour" not in said.lower()
    assert Notice.objects.get(kind="funding.answered").email == group.user.email
    assert all_due(QuestionsAsked()) == []


def test_a_question_is_answered_once_and_none_is_asked_after_the_round_closed(client, round_, group, funder):
    ask = {"organisation": group.organisation, "text": "Why?", "by": group.user}
    question = services.ask_about_round(round_, **ask, now=OPEN)
    said = {"text": "Why?", "answer": "Because.", "by": funder.user, "now": OPEN}
    services.answer_about_round(question, **said)
    with pytest.raises(drafts.RoundMovedOn, match="answered it already"):
        services.answer_about_round(question, **said)
    with pytest.raises(drafts.RoundMovedOn, match="closed"):
        services.ask_about_round(round_, **ask, now=round_.closes_at)
    with pytest.raises(PermissionDenied):
        services.answer_about_round(question, **{**said, "by": group.user})


def test_an_answer_is_corrected_beside_what_it_said_and_whoever_applies_is_told(client, round_, group, funder):
    applied(round_, group, now=OPEN)
    said = {"answer": "Yes, up to £500.", "answered_at": OPEN}
    question = round_.asked.create(text="Can we buy a stove?", asked_at=OPEN, **said)
    client.force_login(funder.user)
    page = reverse("funding:correct-answer", args=[round_.slug, question.pk])
    assert client.get(reverse("funding:answer-asked", args=[round_.slug, question.pk]))["Location"] == page
    assert "everyone reads already" in text(client.post(page, {"answer": "Yes, up to £500."}))
    assert "The correction is published." in text(client.post(page, {"answer": "Yes, up to £800."}, follow=True))
    client.logout()
    read = text(client.get(round_.get_absolute_url()))
    assert "Yes, up to £800. Corrected on Wednesday 4 November 2026. Before, it said: Yes, up to £500." in read
    assert Notice.objects.get(kind="funding.corrected").email == group.user.email
    with pytest.raises(drafts.RoundMovedOn, match="stays as it is"):
        services.correct_answer(question, answer="No.", by=funder.user, now=round_.closes_at)
    with pytest.raises(PermissionDenied):
        services.correct_answer(question, answer="No.", by=group.user, now=OPEN)


def test_six_years_after_it_closed_applications_who_asked_and_who_read_names_are_gone(round_, group, funder):
    sent(round_, group)
    round_.names_read.create(user=funder.user, at=round_.closes_at)
    services.ask_about_round(round_, organisation=group.organisation, text="Why?", by=group.user, now=OPEN)
    soon, late = round_.closes_at + timedelta(days=6 * 365), round_.closes_at + timedelta(days=6 * 366)
    assert {count for model, count, _ in purge(now=soon) if model.startswith("funding")} == {0}
    gone = {model: count for model, count, _ in purge(now=late) if model.startswith("funding") and count}
    assert gone == {"funding.application": 1, "funding.namesread": 1, "funding.roundquestion": 1}
    assert not Application.objects.exists()
    assert (round_.asked.get().text, round_.asked.get().asked_by) == ("Why?", None)


def test_the_page_counts_words_and_not_letters(client, round_, group):
    application = applied(round_, group, now=OPEN)
    client.force_login(group.user)
    page = client.get(application.url("answer", round_.questions.first().pk)).content.decode()
    assert 'data-maxwords="20"' in page and "You can enter up to 20 words" in page and "characters" not in page


def test_a_tab_from_before_it_was_sent_says_so_and_gives_back_what_was_written(client, round_, group):
    application = submitted(round_, group, now=OPEN)
    client.force_login(group.user)
    question = application.round.questions.first()
    refused = client.post(application.url("answer", question.pk), {"answer": "Another lunch club."})
    assert refused.status_code == 409
    assert "It is sent already" in text(refused) and "Another lunch club." in text(refused)
    assert client.post(application.url("send"), {"seen": "1"}).status_code == 409
    assert Application.objects.get().state == "submitted"


def test_a_funder_does_not_apply_to_itself(client, round_, funder):
    client.force_login(funder.user)
    address = f"{round_.get_absolute_url()}apply/"
    page = text(client.post(address, {"organisation": funder.organisation.pk, "lot": round_.lots.get().pk}))
    assert "Example Council gives this money, so it cannot apply for it." in page
    assert not Application.objects.exists()
