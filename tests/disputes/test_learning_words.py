"""What was learned names nobody, and both sides read it before everyone does."""

import pytest
from django.core.exceptions import ValidationError

from compact_portal.notices.emails import message_for
from compact_portal.notices.models import Notice
from compact_portal.partnership.models import Partnership
from disputes.models import LearningNote
from disputes.services import learning
from tests.disputes.hearings import NOW
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


def test_an_answer_to_a_private_email_reaches_no_officer(world, dispute):
    Partnership.objects.update(contact_email="office@example.org")
    notices = Notice.objects.filter(private=True)
    assert notices.exists()
    assert [message_for(each).reply_to for each in notices] == [[]] * len(notices)
