"""An officer changes the procedure: a new version, for what is raised from then on."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from compact_portal.audit.models import AuditEvent
from disputes.models import Procedure, ProcedureStage
from disputes.services import drafts, stages
from disputes.services.procedures import put_procedure_in_force
from tests.at_once import at_once
from tests.factories.disputes import drafted, moment, raised, two_sides
from tests.factories.people import UserFactory
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
CHANGE = "/disputes/procedure/change/"

#: The Compact's two stages with a mediator between them.
ANSWERS = {
    "written_from": "1",
    "name": "Example procedure",
    "title_1": "Talk",
    "amount_1": "1",
    "unit_1": "weeks",
    "decided_by_1": "parties",
    "title_2": "See a mediator",
    "amount_2": "10",
    "unit_2": "working-days",
    "decided_by_2": "parties",
    "title_3": "Go to the Champions",
    "amount_3": "4",
    "unit_3": "weeks",
    "decided_by_3": "champions",
    "unit_4": "weeks",
    "decided_by_4": "parties",
    "rolls": "yes",
    "before": "5, 2",
    "after": "1, 5",
    "days_to_object": "3",
    "days_adviser_stays": "5",
    "days_to_look_again": "10",
    "months_to_reopen": "3",
}


@pytest.fixture
def officer(client, db):
    user = UserFactory(officer=True)
    client.force_login(user)
    return user


def put_in_force(client, **answers):
    number = Procedure.objects.in_use().first().number
    return client.post(CHANGE, {**ANSWERS, **answers, "seen": number}, follow=True)


def test_who_leaves_out_the_champions_reads_what_that_means_before_it_is_in_force(client, officer):
    words = "No stage is with the Champions"
    assert words not in text(client.post(CHANGE, ANSWERS))
    without = {name: value for name, value in ANSWERS.items() if not name.endswith("_3")}
    assert words in text(client.post(CHANGE, without))


def test_a_first_stage_without_a_name_is_the_only_thing_that_is_wrong(client, officer):
    form = client.post(CHANGE, ANSWERS | {"title_1": ""}).context["form"]
    assert list(form.errors) == ["title_1"]
    assert form.errors["title_1"] == ["Enter the name of stage 1"]


def test_what_is_raised_afterwards_follows_it_and_what_goes_on_keeps_its_own(client, officer, world, dispute):
    assert "Version 2 is in force." in text(put_in_force(client))
    later = raised(two_sides(), on=DAY)
    assert stages.current_stage(later).clock.due == date(2026, 11, 9)
    assert str(stages.current_stage(later).definition.following) == "Stage 2: See a mediator"
    assert stages.current_stage(dispute).clock.due == date(2026, 11, 16)
    assert dispute.procedure.number == 1


NOT_OWN = ("own_rolls_1", "own_before_1", "own_after_1", "own_rolls_3", "own_before_3")


def test_a_stage_may_have_a_rule_and_reminders_of_its_own(client, officer):
    own = {"own_rolls_2": "no", "own_before_2": "3", "own_after_3": "2, 4"}
    page = text(client.post(CHANGE, {**ANSWERS, **own}))
    assert "Dates stay on weekends and bank holidays. Reminders, in working days: Before: 3." in page
    put_in_force(client, **own)
    first, second, third = Procedure.objects.in_use().first().stages.all()
    assert [first.rolls, second.rolls, third.rolls] == [True, False, True]
    assert first.offsets == [-5, -2, 0, 1, 5]
    assert second.offsets == [-3, 0, 1, 5]
    assert third.offsets == [-5, -2, 0, 2, 4]
    form = client.get(CHANGE).context["form"]
    offered = {name: form.initial.get(name) for name in (*own, *NOT_OWN)}
    assert offered == {**own, **dict.fromkeys(NOT_OWN)}
    assert "stay on weekends" in text(client.get("/disputes/procedure/"))


def test_everyone_reads_the_new_stages(client, officer):
    put_in_force(client)
    client.logout()
    page = text(client.get("/disputes/"))
    assert "See a mediator, within 10 working days" in page
    assert "Avoid it escalating" not in page


def test_it_is_checked_before_it_is_in_force(client, officer):
    page = client.post(CHANGE, ANSWERS)
    said = text(page)
    assert "Stage 2 See a mediator, 10 working days. Ended by: the two sides." in said
    assert "Until now: Refer to Champions, 4 weeks." in said
    assert "Disputes that are going on keep the procedure they were raised under" in said
    assert Procedure.objects.count() == 1
    back = client.post(CHANGE, {**ANSWERS, "change": "yes"})
    assert 'value="See a mediator"' in back.content.decode()


def test_the_form_begins_with_what_is_in_force(client, officer):
    page = client.get(CHANGE).content.decode()
    for words in ('value="Avoid it escalating"', 'value="Refer to Champions"', 'value="5, 2"', 'value="1, 5"'):
        assert words in page


def test_reminders_are_kept_in_working_days(client, officer):
    put_in_force(client, before="10, 3", after="2")
    assert {tuple(stage.offsets) for stage in ProcedureStage.objects.filter(procedure__number=2)} == {(-10, -3, 0, 2)}


def test_a_date_need_not_move(client, officer):
    put_in_force(client, rolls="no", amount_1="5", unit_1="days")
    later = raised(two_sides(), on=DAY)
    assert stages.current_stage(later).clock.due == date(2026, 11, 7)  # a Saturday


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"title_1": ""}, "Error: Enter"),
        ({"amount_1": "0"}, "Enter 1 or more"),
        ({"amount_1": "60"}, "Enter 52 or less"),
        ({"amount_2": ""}, "Enter how long it lasts"),
        ({"title_2": ""}, "without a gap"),
        ({"title_2": "talk"}, "Give each stage a name of its own."),
        ({"before": "soon"}, "Enter whole numbers with commas between them"),
        ({"before": "40"}, "each from 1 to 20"),
        ({"before": "0"}, "each from 1 to 20"),
        ({"unit_1": ""}, "Choose what it is counted in."),
        ({"decided_by_2": ""}, "Choose who ends it."),
        ({"decided_by_1": "champions"}, "before those of the Champions"),
        ({"amount_4": "3"}, "Enter a name, or clear how long it lasts."),
        ({"months_to_reopen": "0"}, "Enter 1 or more"),
        ({"extension_cap_1": "60"}, "Enter 52 or less"),
        ({"extension_cap_1": "0"}, "Enter 1 or more"),
    ],
)
def test_bad_answers_are_said_and_change_nothing(client, officer, answers, words):
    page = put_in_force(client, **answers)
    assert "Error: Change the procedure" in page.content.decode()
    assert words.lower() in text(page).lower()
    assert 'value="Go to the Champions"' in page.content.decode()
    assert Procedure.objects.count() == 1


def test_of_two_officers_the_second_is_told_what_the_first_did(client, officer):
    stale = {**ANSWERS, "seen": 1}
    client.post(CHANGE, stale)
    for answers in ({**stale, "title_1": "Talk first"}, {**stale, "seen": 2}):
        page = client.post(CHANGE, answers, follow=True)
        assert "Version 2 was put in force while you wrote." in text(page)
        assert Procedure.objects.count() == 2


def test_a_draft_that_is_sent_afterwards_follows_the_new_one(client, officer, world):
    draft = drafted(world, now=moment(DAY))
    put_in_force(client)
    sent = drafts.send_dispute(draft, by=world.raiser, now=moment(DAY))
    assert (sent.procedure.number, stages.current_stage(sent).clock.due) == (2, date(2026, 11, 9))


def test_where_dates_stay_nobody_reads_that_they_move(client, officer):
    put_in_force(client, rolls="no")
    assert "moves to the next working day" not in text(client.get("/disputes/"))


def test_what_nobody_changed_is_no_new_version(client, officer):
    put_in_force(client)
    said = text(client.post(CHANGE, {**ANSWERS, "written_from": "2", "seen": "2"}))
    assert "Nothing is different from the version in force." in said
    assert Procedure.objects.count() == 2


def test_one_extension_adds_as_much_as_the_procedure_says(client, officer):
    put_in_force(client, extension_cap_1="3")
    sides = two_sides()
    later = raised(sides, on=DAY)
    with pytest.raises(ValidationError, match="Choose Monday 30 November 2026 or an earlier day"):
        stages.ask_for_more_time(later, due=date(2026, 12, 1), reason="Illness", by=sides.raiser, now=moment(DAY))
    stages.ask_for_more_time(later, due=date(2026, 11, 30), reason="Illness", by=sides.raiser, now=moment(DAY))


def test_a_procedure_of_many_stages_keeps_them_all_and_has_room_for_one_more(client, officer):
    rows = {f"title_{row}": f"Talk {row}" for row in range(1, 5)}
    put_in_force(client, **rows, amount_4="1", decided_by_3="parties", title_5="The panel")
    page = client.get(CHANGE).content.decode()
    assert 'name="title_5"' in page and 'name="title_6"' not in page
    rows |= {"title_5": "The panel", "amount_5": "4", "unit_5": "weeks", "decided_by_5": "champions"}
    put_in_force(client, **rows, amount_4="1", decided_by_3="parties", written_from="2")
    page = client.get(CHANGE).content.decode()
    assert 'value="The panel"' in page and 'name="title_6"' in page


def test_each_version_says_since_when_and_whether_disputes_follow_it(client, officer, world, dispute):
    put_in_force(client)
    said = text(client.get("/disputes/procedure/"))
    assert "In force since Monday 2 November 2026. Stage 1: Talk" in said
    assert "The portal began with it. Disputes that were raised under it are still going on." in said


def test_one_stage_alone_is_a_procedure(client, officer):
    put_in_force(client, title_2="", amount_2="", title_3="", amount_3="")
    assert [str(stage) for stage in Procedure.objects.in_use().first().stages.all()] == ["Stage 1: Talk"]


def test_the_trail_says_who_put_it_in_force(client, officer):
    put_in_force(client)
    event = AuditEvent.objects.about(Procedure.objects.get(number=2)).get()
    assert (event.verb, event.actor) == ("put in force", officer)
    assert "Stage 2: See a mediator, 10 working days" in event.details["what"]


def test_nobody_but_officers_finds_it(client, world):
    for user in (world.raiser, UserFactory(champion=True), UserFactory(administrator=True)):
        client.force_login(user)
        assert client.get(CHANGE).status_code == 403
        assert "Change the procedure" not in text(client.get("/disputes/"))


def test_earlier_versions_stay_to_be_read(client, officer):
    put_in_force(client)
    assert "Avoid it escalating" in text(client.get("/disputes/procedure/"))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_in_force_and_the_other_is_told():
    officer = UserFactory(officer=True)
    stage = {"title": "Talk", "amount": 1, "unit": "weeks", "decided_by": "parties", "rolls": True, "offsets": [0]}

    def put(_):
        try:
            return put_procedure_in_force(seen=1, stages=[stage], name="Example", by=officer, now=moment(DAY)).number
        except ValidationError as error:
            return error.messages[0]

    answers = sorted(map(str, at_once(put)))
    assert answers[0] == "2"
    assert all(answer.startswith("Version 2 was put in force") for answer in answers[1:])
