"""Claim, render, stamp: each PDF is made once, however many workers there are and whatever happens to them."""

from datetime import timedelta

import pytest

from compact_portal.publishing.choices import LEASE, TRIES, WAITS, PublicationState
from compact_portal.publishing.models import Publication
from compact_portal.publishing.press import PUBLICATIONS
from tests.factories.publishing import PUBLISHED, PublicationFactory

pytestmark = pytest.mark.django_db

NOW = PUBLISHED


def at(moment):
    return lambda: moment


def test_a_publication_is_rendered_once():
    publication = PublicationFactory()
    assert PUBLICATIONS.render(publication.pk, now=NOW)
    assert not PUBLICATIONS.render(publication.pk, now=NOW)
    publication.refresh_from_db()
    pdf = bytes(publication.pdf)
    assert (publication.state, publication.pages, publication.bytes) == (PublicationState.RENDERED, 1, len(pdf))
    assert pdf.startswith(b"%PDF-")


def test_of_two_workers_one_gets_it():
    publication = PublicationFactory()
    assert PUBLICATIONS.claim(publication.pk, now=NOW) == publication
    assert PUBLICATIONS.claim(publication.pk, now=NOW) is None


def test_a_killed_rendering_is_picked_up_by_the_sweep_when_its_lease_has_run_out():
    publication = PublicationFactory()
    PUBLICATIONS.claim(publication.pk, now=NOW)
    assert PUBLICATIONS.sweep(clock=at(NOW + LEASE - timedelta(seconds=1))) == 0
    assert PUBLICATIONS.sweep(clock=at(NOW + LEASE + timedelta(seconds=1))) == 1


def test_a_slow_worker_does_not_replace_what_a_quicker_one_made():
    publication = PublicationFactory()
    slow = PUBLICATIONS.claim(publication.pk, now=NOW)
    assert PUBLICATIONS.render(publication.pk, now=NOW + LEASE + timedelta(seconds=1))
    made = Publication.objects.get().sha256
    assert not PUBLICATIONS.stamp(slow, b"%PDF-1.7 late", 1, now=NOW)
    assert Publication.objects.get().sha256 == made


def test_a_faulty_document_is_tried_again_and_then_given_up():
    publication = PublicationFactory(template="no/such/template.html")
    moment, waits = NOW, []
    for _ in range(TRIES):
        assert not PUBLICATIONS.render(publication.pk, now=moment)
        publication.refresh_from_db()
        waits.append(publication.next_attempt_at - moment)
        moment = publication.next_attempt_at
    assert waits == [*WAITS, timedelta(0)]
    assert (publication.state, publication.last_error) == (PublicationState.FAILED, "no/such/template.html")
    assert PUBLICATIONS.sweep(clock=at(moment + timedelta(days=9))) == 0


def test_a_faulty_document_does_not_keep_the_others_waiting():
    PublicationFactory(template="no/such/template.html")
    PublicationFactory()
    assert PUBLICATIONS.sweep(clock=at(NOW)) == 1


def test_what_kills_every_worker_is_given_up():
    publication = PublicationFactory()
    moment = NOW
    for _ in range(TRIES):
        assert PUBLICATIONS.claim(publication.pk, now=moment)
        moment += LEASE + timedelta(seconds=1)
    assert PUBLICATIONS.sweep(clock=at(moment)) == 0
    publication.refresh_from_db()
    assert (publication.state, publication.last_error) == (
        PublicationState.FAILED,
        "The worker stopped while making it.",
    )
