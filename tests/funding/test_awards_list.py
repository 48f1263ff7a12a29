"""The list of awards: narrowed by name, programme and financial year, and sorted."""

from datetime import date

import pytest

from funding.models import Award, Programme
from funding.services import awards
from tests.factories.funding import awarded
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]


@pytest.fixture
def award(funder, group, clock) -> Award:
    made = awarded(funder, group, on=date(2026, 11, 2))
    clock.move_to(made.now)
    return awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("to=harbour", True),
        ("to=Somebody+else", False),
        ("year=2026", True),
        ("year=2020", True),  # nothing was awarded then, so that nobody can choose it
        ("year=soon", True),
        ("to=harbour&year=2026&programme={programme}", True),
        ("to=somebody&year=2026&programme={programme}", False),
    ],
)
def test_the_list_is_narrowed(client, award, asked, is_found):
    page = text(client.get("/funding/awards/?" + asked.format(programme=award.round.programme_id)))
    assert (award.reference in page) is is_found
    assert ("No award fits. Show all awards" in page) is not is_found


def test_one_chooses_among_programmes_in_which_something_was_awarded(client, award, funder):
    Programme.objects.create(name="Nothing so far", funder=funder.organisation)
    page = text(client.get("/funding/awards/"))
    assert f"{award.round.programme} ({funder.organisation})" in page and "2026 to 2027" in page
    assert "Nothing so far" not in page
