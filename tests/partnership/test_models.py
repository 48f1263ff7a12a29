import pytest
from django.db import IntegrityError, transaction

from compact_portal.partnership.models import Partnership
from compact_portal.remembered import remembering

pytestmark = pytest.mark.django_db


def test_before_set_up_the_partnership_has_the_defaults_and_nothing_is_written():
    partnership = Partnership.current()

    assert (partnership.agenda_clear_days, partnership.minutes_due_days) == (5, 10)
    assert Partnership.objects.count() == 0


def test_saving_the_current_partnership_makes_the_one_row_and_keeps_it_one():
    for name in ("First name", "Second name"):
        partnership = Partnership.current()
        partnership.name = name
        partnership.save()

    assert list(Partnership.objects.values_list("pk", "name")) == [(1, "Second name")]


def test_the_database_refuses_a_second_partnership():
    Partnership().save()

    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.create(id=2, name="Another")


def test_within_a_request_the_partnership_is_read_once_and_a_save_is_seen(django_assert_num_queries):
    Partnership(name="Before").save()

    with remembering(), django_assert_num_queries(1):
        assert Partnership.current() is Partnership.current()
    with remembering():
        Partnership.current()
        Partnership(name="After").save(force_update=True)
        assert Partnership.current().name == "After"


def test_outside_of_a_request_what_others_saved_is_seen_at_once():
    Partnership(name="Before").save()
    Partnership.current()
    Partnership.objects.update(name="After")

    assert Partnership.current().name == "After"
