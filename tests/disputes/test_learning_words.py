"""What was learned names nobody, and both sides read it before everyone does."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.notices.emails import message_for
from compact_portal.notices.models import Notice
from compact_portal.partnership.models import Partnership
from disputes.models import LearningAddition, LearningNote
from disputes.services import learning
from tests.disputes.hearings import NOW, told, words_told
from tests.factories.disputes import moment
from tests.reading import text

LEARNED = {"issue": "Short notice.", "change": "Three months.", "who": "Public bodies", "by_when": "Spring"}


@pytest.mark.parametrize("field", LEARNED)
@pytest.mark.parametrize("side", ["group", "council"])
def test_no_side_is_named_in_it(world, settled, field, side):
    name = getattr(world, side).name
    with pytest.raises(ValidationError, match="names nobody"):
        learning.close_dispute(settled, **LEARNED | {field: f"We told {name.upper()}"}, by=world.respondent, now=NOW)
    assert not LearningNote.objects.exists()


def test_the_other_side_reads_it_at_once(client, world, settled):
    learning.close_dispute(settled, **LEARNED, by=world.respondent, now=NOW)
    client.force_login(world.raiser)
    page = text(client.get(settled.get_absolute_url()))
    assert "What was learned Everyone can read this from Monday 21 December 2026. Short notice." in page


@pytest.fixture
def closed(clock, world, settled):
    clock.move_to(NOW)
    learning.close_dispute(settled, **LEARNED, by=world.respondent, now=NOW)
    settled.refresh_from_db()
    return settled


def test_closing_it_tells_everyone_else_that_they_can_add_to_what_was_learned(world, closed):
    assert told("closed") == {world.raiser.email, world.group_lead.email}
    words = words_told("closed")
    assert "from Monday 21 December 2026. You can add to it until then." in words
    assert LEARNED["issue"] not in words


def test_what_a_side_adds_is_read_by_the_other_at_once_and_by_everyone_later(client, world, closed, clock):
    client.force_login(world.raiser)
    address = closed.url("add-learning")
    client.post(address, {"text": "Groups ask for the reason."})
    assert text(client.post(address, {"text": "Groups ask in time."}, follow=True)).count("Groups ask in time.") == 2
    assert told("learning-added") == {world.respondent.email}
    client.force_login(world.respondent)
    assert "One side adds: Groups ask in time." in text(client.get(closed.get_absolute_url()))
    client.logout()
    assert "Groups ask" not in text(client.get("/disputes/"))
    clock.move_to(moment(date(2026, 12, 21)))
    for page in ("/disputes/", "/disputes/learning/"):
        assert "One side adds: Groups ask in time." in text(client.get(page))
    client.force_login(world.raiser)
    assert client.post(address, {"text": "Too late."}).status_code == 409


def test_what_a_side_adds_names_nobody_either(client, world, closed):
    client.force_login(world.raiser)
    page = text(client.post(closed.url("add-learning"), {"text": f"{world.council.name} was late."}))
    assert "this, and it names nobody" in page
    assert not LearningAddition.objects.exists()


def test_nobody_but_the_sides_adds_to_it_and_nobody_before_it_is_closed(client, world, settled):
    client.force_login(world.raiser)
    assert client.post(settled.url("add-learning"), {"text": "Early."}).status_code == 409
    with pytest.raises(PermissionDenied):
        learning.add_to_learning(settled, text="Early.", by=world.staff, now=NOW)


def test_an_answer_to_a_private_email_reaches_no_officer(world, dispute):
    Partnership.objects.update(contact_email="office@example.org")
    notices = Notice.objects.filter(private=True)
    assert notices.exists()
    assert [message_for(each).reply_to for each in notices] == [[]] * len(notices)
