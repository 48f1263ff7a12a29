"""What somebody wrote in a draft is there when they come back, whichever button they pressed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disputes.services import drafts
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import drafted, moment
from tests.factories.people import UserFactory
from tests.reading import text

pytestmark = pytest.mark.django_db

NOW = moment(date(2026, 11, 2))


@pytest.fixture
def draft(client, world):
    client.force_login(world.raiser)
    return drafted(world, now=NOW)


@pytest.fixture
def clauses(draft):
    section = draft.commitments.get().clause.section
    words = ("notice of three months", "payment in advance", "notice of a visit")
    return [ClauseFactory(section=section, number=n, text=each) for n, each in enumerate(words, start=11)]


def ticked(draft) -> set[int]:
    return set(draft.commitments.values_list("clause", flat=True))


def test_other_words_are_looked_for_and_what_was_ticked_stays(client, draft, clauses):
    notice, payment, _ = clauses
    page = draft.draft_url("page", "commitments")
    client.post(f"{page}?words=notice", {"clauses": [notice.pk], "words": "payment", "find": "yes"})
    found = text(client.get(f"{page}?words=payment"))
    assert "payment in advance" in found and "notice of three months" in found
    assert "notice of a visit" not in found
    client.post(f"{page}?words=payment", {"clauses": [notice.pk, payment.pk]})
    assert ticked(draft) == {notice.pk, payment.pk}


def test_looking_for_words_leads_to_the_page_that_has_them(client, draft, clauses):
    page = draft.draft_url("page", "commitments")
    assert client.post(page, {"words": "a visit", "find": "yes"}).url == f"{page}?words=a+visit"
    assert ticked(draft) == set()


def test_words_that_no_commitment_has_can_be_changed(client, draft, clauses):
    draft.commitments.all().delete()
    page = draft.draft_url("page", "commitments")
    shown = client.get(f"{page}?words=zebra").content.decode()
    assert 'form="commitments"' in shown and '<form id="commitments" method="post"' in shown


def test_what_was_saved_in_another_tab_is_not_overwritten_unseen(client, draft):
    page = draft.draft_url("page", "better")
    seen = client.get(page).context["form"].initial["seen"]
    client.post(page, {"what_would_help": "An apology.", "seen": seen})
    twice = client.post(page, {"what_would_help": "An apology.", "seen": seen})
    assert twice.status_code == 302  # the same words are no conflict
    shown = client.post(page, {"what_would_help": "A meeting.", "seen": seen})
    assert "This page was saved since you opened it" in text(shown) and "A meeting." in shown.content.decode()
    draft.refresh_from_db()
    assert draft.what_would_help == "An apology."
    again = shown.context["form"]["seen"].value()
    client.post(page, {"what_would_help": "A meeting.", "seen": again})
    draft.refresh_from_db()
    assert draft.what_would_help == "A meeting."


def test_a_search_that_finds_nothing_says_so_beside_what_is_ticked(client, draft, clauses):
    page = draft.draft_url("page", "commitments")
    assert "No other commitment has all of these words" in text(client.get(f"{page}?words=zebra"))
    assert "No other commitment" not in text(client.get(f"{page}?words=payment"))


def test_a_long_file_name_keeps_its_ending(client, draft):
    letter = SimpleUploadedFile(f"{'a' * 300}.pdf", b"%PDF-1.7\n")
    client.post(draft.draft_url("page", "files"), {"upload": letter})
    name = draft.files.get().name
    assert name.endswith("a.pdf") and len(name) <= 200


def test_the_check_page_says_until_when_the_first_stage_lasts(client, draft, clock):
    clock.move_to(NOW)
    page = text(client.get(draft.draft_url("check")))
    assert "The time to talk it through begins today and ends on Monday 16 November 2026." in page


def test_a_file_that_was_chosen_is_added_when_one_goes_on(client, draft):
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7\n")
    client.post(draft.draft_url("no-more-files"), {"upload": letter})
    assert [file.name for file in draft.files.all()] == ["letter.pdf"]
    draft.refresh_from_db()
    assert draft.files_considered


def test_a_file_that_cannot_be_taken_says_why_when_one_goes_on(client, draft):
    said = text(client.post(draft.draft_url("no-more-files"), {"upload": SimpleUploadedFile("letter.exe", b"MZ")}))
    assert "is not a file we can take" in said
    assert not draft.files.exists()


def test_a_draft_is_among_ones_own_until_it_is_sent(client, world, draft):
    title = draft.title
    assert title in text(client.get("/disputes/")) and "Not sent yet" in text(client.get("/disputes/"))
    drafts.send_dispute(draft, by=world.raiser, now=NOW)
    assert "Not sent yet" not in text(client.get("/disputes/"))
    client.force_login(world.respondent)
    assert "Not sent yet" not in text(client.get("/disputes/"))


@pytest.mark.parametrize("page", ["happened", "commitments", "files"])
def test_going_back_after_it_is_sent_says_so_and_changes_nothing(client, world, draft, page):
    drafts.send_dispute(draft, by=world.raiser, now=NOW)
    back = client.post(draft.draft_url("page", page), {"title": "Other words", "find": "yes"})
    assert back.status_code == 409
    assert "This is sent, so its answers cannot be changed any more" in text(back)
    draft.refresh_from_db()
    assert draft.title != "Other words"


def test_somebody_else_learns_nothing_from_the_address_of_a_draft(client, world, draft):
    drafts.send_dispute(draft, by=world.raiser, now=NOW)
    client.force_login(world.respondent)
    assert client.get(draft.draft_url("page", "happened")).status_code == 404


def test_the_first_page_leads_back_to_a_draft_and_does_not_say_what_it_is_about(client, draft, world):
    page = client.get("/").content.decode()
    assert f'href="{draft.draft_url()}"' in page
    assert draft.title not in page
    drafts.send_dispute(draft, by=world.raiser, now=NOW)
    assert draft.draft_url() not in client.get("/").content.decode()


def test_only_who_acts_for_an_organisation_is_offered_to_raise_a_dispute(client, draft):
    offer = "Raise a dispute with an organisation"
    assert offer in client.get("/").content.decode()
    client.force_login(UserFactory())
    assert offer not in client.get("/").content.decode()
