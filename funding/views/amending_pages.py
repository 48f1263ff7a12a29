"""The pages on which a round is amended: the form of each, what is said above it, and how it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from compact_portal.addresses import address
from compact_portal.forms import PortalForm
from compact_portal.wording import long_date
from funding import amended as rules
from funding.choices import NO, YES
from funding.forms import amending as forms
from funding.models import Amendment, Round
from funding.services import amending as services


@dataclass(frozen=True, slots=True)
class Prepared:
    """The round, what is prepared to be changed in it, and the moment of the request."""

    round: Round
    amendment: Amendment
    now: datetime

    def url(self, page: str = "amend", *extra) -> str:
        return address(f"funding:{page}", self.round.slug, *extra)

    @property
    def left(self) -> dict[str, str]:
        return rules.left(self.round, self.amendment, self.now)


def words_form(there: Prepared, posted) -> PortalForm:
    names = ("purpose", "who_can_apply")
    return forms.AmendedWordsForm(posted, initial={name: getattr(there.amendment, name) for name in names})


def money_form(there: Prepared, posted) -> PortalForm:
    budgets = {f"budget_{number}": pence for number, pence in there.amendment.budgets.items()}
    return forms.AmendedMoneyForm(posted, lots=there.round.lot_list, initial=budgets)


def reason_form(there: Prepared, posted) -> PortalForm:
    """What is always material is proposed to be."""
    said = there.amendment.is_material
    is_material = True if rules.always_material(there.round, there.amendment) else said
    chosen = {} if is_material is None else {"is_material": YES if is_material else NO}
    return forms.AmendedReasonForm(posted, initial={"reason": there.amendment.reason, **chosen})


def dates_form(there: Prepared, posted) -> PortalForm:
    has_opened = rules.has_opened(there.round, there.now)
    given = {"has_opened": has_opened, "has_two_stages": there.round.has_two_stages}
    return forms.AmendedDatesForm(posted, **given, initial=forms.dates_of(there.amendment))


def money_lead(there: Prepared) -> str:
    return "Other money always changes whether people apply, so they need enough time afterwards."


def words_lead(there: Prepared) -> str:
    return (
        "A change here always changes what applicants write, or whether they apply: they need enough time afterwards."
    )


def reason_lead(there: Prepared) -> str:
    always = rules.always_material(there.round, there.amendment)
    return rules.immaterial_refused(always) if always else ""


def dates_lead(there: Prepared) -> str:
    """The earliest day that is allowed, and why."""
    material = rules.is_material(there.round, there.amendment)
    earliest = long_date(rules.earliest_close(there.round, there.amendment, there.now, material=material))
    if material:
        rule = rules.rule_in_words(there.round, there.now)
        return f"What you change matters to applicants. {rule} It can close on {earliest}, or later."
    return f"It can close when it did, or later: {earliest} is the first day. The time to apply does not get shorter."


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, what is said above its form, the form, and how that is saved."""

    title: str
    lead: Callable[[Prepared], str]
    form: Callable[[Prepared, object], PortalForm]
    save: Callable[..., object]


PAGES = {
    "words": Page(
        "What it is for, and who can apply",
        words_lead,
        words_form,
        lambda round_, form, **who: services.save_words(round_, **form.said, **who),
    ),
    "money": Page(
        "How much money there is",
        money_lead,
        money_form,
        lambda round_, form, **who: services.save_money(round_, budgets=form.budgets, **who),
    ),
    "reason": Page(
        "What changes, and why",
        reason_lead,
        reason_form,
        lambda round_, form, **who: services.save_reason(round_, **form.said, **who),
    ),
    "dates": Page(
        "The dates",
        dates_lead,
        dates_form,
        lambda round_, form, **who: services.save_dates(round_, **form.said, **who),
    ),
}
