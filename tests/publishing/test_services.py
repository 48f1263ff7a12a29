import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.audit.queries import history_of
from compact_portal.publishing.choices import PublicationState
from compact_portal.publishing.models import Publication
from compact_portal.publishing.services import publish_document, render_again, withdraw_latest
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.publishing import AGENDA, PUBLISHED, PublicationFactory

pytestmark = pytest.mark.django_db


def publish(subject, document="agenda", **changes):
    words = {
        "title": "Agenda: Example Committee",
        "template": "meetings/documents/agenda_body.html",
        "data": AGENDA,
        "filename": "agenda-example",
        "by": UserFactory(officer=True),
        "at": PUBLISHED,
    }
    return publish_document(subject, document, **words | changes)


def test_each_edition_is_frozen_and_waits_to_be_rendered():
    standard, large = publish(OrganisationFactory(), data=AGENDA | {"mark": "Draft"})
    assert [(p.edition, p.filename, p.mark, p.state) for p in (standard, large)] == [
        ("standard", "agenda-example", "Draft", "pending"),
        ("large-print", "agenda-example-large-print", "Draft", "pending"),
    ]
    assert standard.data == large.data == AGENDA | {"mark": "Draft", "number": 1}


def test_numbers_count_up_for_each_document_of_each_record():
    one, other = OrganisationFactory(), OrganisationFactory()
    published = [publish(one), publish(one), publish(one, "minutes"), publish(other)]
    assert [standard.number for standard, _ in published] == [1, 2, 1, 1]
    assert [standard.data["number"] for standard, _ in published] == [1, 2, 1, 1]


def test_a_superseded_number_stays_and_the_latest_is_the_highest():
    organisation = OrganisationFactory()
    first, _ = publish(organisation)
    second, second_large = publish(organisation)
    agendas = Publication.objects.about(organisation).document("agenda")
    assert agendas.standard().latest() == second
    assert agendas.latest() == second
    assert agendas.large_print().latest() == second_large
    assert first in agendas
    assert agendas.document("minutes").latest() is None


def test_the_latest_number_is_withdrawn_and_the_ones_before_stay_public():
    organisation = OrganisationFactory()
    first, second = publish(organisation), publish(organisation)
    minutes = publish(organisation, "minutes")
    officer = UserFactory(officer=True)
    withdraw_latest(organisation, "agenda", by=officer, at=PUBLISHED)
    assert list(Publication.objects.public().order_by("pk")) == [*first, *minutes]
    assert [line.what for line in history_of(second[0])] == ["Withdrawn"]
    assert publish(organisation)[0].number == 3


def test_each_publication_is_hinted_to_the_worker_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        publish(OrganisationFactory())
    assert len(callbacks) == 2


def test_lists_leave_the_bytes_in_the_database(django_assert_num_queries):
    PublicationFactory(rendered=True)
    with django_assert_num_queries(1):
        publication = Publication.objects.rendered().get()
    assert publication.get_deferred_fields() == {"pdf"}


def test_an_officer_has_a_failed_publication_made_again():
    failed = PublicationFactory(state=PublicationState.FAILED, attempts=3, last_error="No words for a picture")
    assert render_again(failed, by=UserFactory(officer=True), now=PUBLISHED)
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (PublicationState.PENDING, 0)
    assert not render_again(failed, by=UserFactory(officer=True), now=PUBLISHED)


def test_nobody_else_does():
    failed = PublicationFactory(state=PublicationState.FAILED)
    with pytest.raises(PermissionDenied):
        render_again(failed, by=UserFactory(), now=PUBLISHED)
