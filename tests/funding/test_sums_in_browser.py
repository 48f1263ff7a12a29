"""While a recommendation is typed, the page counts along."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories.funding import marked

pytestmark = pytest.mark.browser


@pytest.fixture
def recommending(visit, sign_in, funder, groups):
    """The page, and the two applications."""
    made = marked(funder, *groups, on=timezone.localdate() - timedelta(days=120))
    sign_in(funder.user)
    return visit(f"{made.round.get_absolute_url()}assessment/recommend/"), made.applications


def award(page, application, amount: str) -> None:
    page.check(f"input[name=verdict_{application.pk}][value=award]")
    page.fill(f"[name=amount_{application.pk}]", amount)
    page.keyboard.press("Tab")


def beside(page, application) -> str:
    return page.locator(f"[name=amount_{application.pk}] + p").inner_text()


def test_beside_each_award_stands_how_much_is_given_out_so_far(recommending):
    page, (first, second) = recommending
    assert beside(page, first) == beside(page, second) == ""
    award(page, first, "£12,500.50")
    assert beside(page, first) == "Awarded so far: £12,500.50 of £50,000"
    assert beside(page, second) == "", "nothing is awarded to it"
    award(page, second, "37500")
    assert beside(page, first) == beside(page, second)
    assert beside(page, second) == "Awarded so far: £50,000.50 of £50,000. That is £0.50 too much"
    page.check(f"input[name=verdict_{first.pk}][value=no]")
    assert (beside(page, first), beside(page, second)) == ("", "Awarded so far: £37,500 of £50,000")


def test_only_what_changed_is_told_to_a_reader_of_the_screen(recommending):
    page, (first, second) = recommending
    award(page, first, "100")
    award(page, second, "200")
    assert page.locator("p[role=status]").all_inner_texts() == ["Awarded so far: £300 of £50,000"]


def test_what_is_no_amount_counts_nothing(recommending):
    page, (first, _) = recommending
    award(page, first, "about 100")
    assert beside(page, first) == "Awarded so far: £0 of £50,000"


def test_how_much_is_asked_where_it_is_awarded_and_only_there(recommending):
    page, (first, second) = recommending
    amount = page.locator(f"[name=amount_{first.pk}]")
    expect(amount).to_be_hidden()
    award(page, first, "£500")
    page.check(f"input[name=verdict_{first.pk}][value=reserve]")
    expect(amount).to_be_hidden()
    page.check(f"input[name=verdict_{second.pk}][value=no]")
    for each in (first, second):
        page.fill(f"[name=reason_{each.pk}]", "Too little money.")
    page.get_by_role("button", name="Recommend this").click()
    expect(page.get_by_text("Your recommendation is saved.")).to_be_visible()
