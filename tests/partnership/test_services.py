from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import AuditEvent
from compact_portal.partnership.logos import UploadedLogo
from compact_portal.partnership.models import Partnership
from compact_portal.partnership.services import ChangedMeanwhile, change_partnership
from compact_portal.people.models import User

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def officer():
    return User.objects.create_user("officer@example.org", is_officer=True)


def change(by, revision=0, **fields):
    return change_partnership(revision=revision, by=by, now=NOW, **fields)


def test_a_change_is_saved_and_the_trail_says_from_what_to_what(officer):
    change(officer, name="Example partnership", area="Exampleshire")

    assert Partnership.current().name == "Example partnership"
    event = AuditEvent.objects.get()
    assert (event.verb, event.details["name"]) == (
        "changed",
        {"from": "Compact partnership", "to": "Example partnership"},
    )


def test_saving_without_a_change_leaves_no_trace(officer):
    change(officer, name="Compact partnership")

    assert AuditEvent.objects.count() == 0


def test_a_form_opened_before_someone_else_saved_is_refused_with_what_they_saved(officer):
    change(officer, name="Theirs")

    with pytest.raises(ChangedMeanwhile) as refused:
        change(officer, name="Mine")

    assert refused.value.partnership.name == "Theirs"
    assert Partnership.current().name == "Theirs"


def test_a_logo_is_replaced_by_a_new_row_and_can_be_taken_away(officer):
    first = change(officer, logo=UploadedLogo(b"one", "image/png")).logo_url
    second = change(officer, revision=1, logo=UploadedLogo(b"two", "image/png")).logo_url
    without = change(officer, revision=2, remove_logo=True).logo_url

    assert first != second
    assert without == ""


def test_a_pale_colour_is_refused_by_the_service_too(officer):
    with pytest.raises(ValidationError):
        change(officer, brand_colour="#ffff00")

    assert Partnership.current().brand_colour == "#0f5257"


def test_a_member_may_not_change_the_partnership():
    with pytest.raises(PermissionDenied):
        change(User.objects.create_user("member@example.org"), name="Mine")
