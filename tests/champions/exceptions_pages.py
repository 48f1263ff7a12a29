"""The exceptions register, the promotion log, interests, a Champion's own page."""

from datetime import date

from django.utils import timezone

from champions.models import Signatory
from tests.factories.champions import (
    ChampionFactory,
    ComplianceExceptionFactory,
    ExceptionReviewFactory,
    InterestFactory,
    PromotionFactory,
    SignatoryFactory,
    clause_in_force,
)
from tests.factories.people import MembershipFactory
from tests.rig.states import State, submit


def led_by(user) -> Signatory:
    return SignatoryFactory(organisation=user.memberships.get().organisation)


def register(user) -> str:
    ComplianceExceptionFactory(review_on=date(2026, 1, 5))
    ComplianceExceptionFactory(ended=True)
    return "/compact/exceptions/?state="


def many(user) -> str:
    ComplianceExceptionFactory.create_batch(41)
    return "/compact/exceptions/?page=2"


def narrowed(user) -> str:
    ComplianceExceptionFactory()
    return "/compact/exceptions/?state=ended"


def exception(user) -> str:
    return ExceptionReviewFactory(exception__review_on=date(2030, 1, 7)).exception.get_absolute_url()


def ended(user) -> str:
    found = ComplianceExceptionFactory(ended=True)
    ExceptionReviewFactory(exception=found, next_review_on=None)
    return found.get_absolute_url()


def own_exception(user) -> str:
    return ComplianceExceptionFactory(signatory=led_by(user)).get_absolute_url()


def new(user) -> str:
    led_by(user)
    clause = clause_in_force()
    return f"/compact/exceptions/new/?clause={clause.section.address}/{clause.number}"


def new_of_any(user) -> str:
    SignatoryFactory.create_batch(2)
    clause_in_force()
    return "/compact/exceptions/new/?clause=99/1"


def fill_in(page) -> None:
    page.get_by_label("Why can it not be kept?").fill("Our building has no lift.")
    page.get_by_label("What will you do about it?").fill("We look for another room.")
    for part, value in (("Day", "4"), ("Month", "3"), ("Year", str(timezone.localdate().year + 1))):
        page.get_by_label(part).fill(value)
    submit(page)


def review(user) -> str:
    return f"{ComplianceExceptionFactory().get_absolute_url()}review/"


def clause(user) -> str:
    return ComplianceExceptionFactory().clause.get_absolute_url()


def signatory(user) -> str:
    term = ChampionFactory()
    ComplianceExceptionFactory(signatory=term.signatory)
    PromotionFactory(signatory=term.signatory, note="In two parts.")
    PromotionFactory(signatory=term.signatory, reached=None)
    return term.signatory.get_absolute_url()


def vacant(user) -> str:
    ChampionFactory()
    SignatoryFactory()
    return "/champions/?vacant=yes"


def none_vacant(user) -> str:
    ChampionFactory()
    return "/champions/?vacant=yes"


def log(user) -> str:
    PromotionFactory.create_batch(21)
    PromotionFactory(reached=None)
    return "/champions/promotion/"


def log_narrowed(user) -> str:
    PromotionFactory()
    return "/champions/promotion/?kind=article"


def log_new(user) -> str:
    return f"{SignatoryFactory().get_absolute_url()}promotion/new/"


def log_edit(user) -> str:
    return PromotionFactory().get_absolute_url()


def log_remove(user) -> str:
    return f"{PromotionFactory().get_absolute_url()}remove/"


def interests(user) -> str:
    term = ChampionFactory()
    InterestFactory(person=term.person, since=date(2020, 1, 6), until=date(2030, 1, 7), note="Trustee")
    return f"/champions/interests/{term.person_id}/"


def no_interests(user) -> str:
    return f"/champions/interests/{ChampionFactory(person=user.person).person_id}/"


def interest_new(user) -> str:
    return f"/champions/interests/{ChampionFactory().person_id}/new/"


def interest_end(user) -> str:
    interest = InterestFactory(person=ChampionFactory().person)
    return f"/champions/interests/{interest.person_id}/{interest.pk}/end/"


def mine(user) -> str:
    term = ChampionFactory(person=user.person, ends_on=date(2090, 12, 31))
    ComplianceExceptionFactory(signatory=term.signatory)
    PromotionFactory(signatory=term.signatory)
    InterestFactory(person=user.person)
    return "/champions/mine/"


def mine_of_a_lead(user) -> str:
    led_by(user)
    return "/champions/mine/"


def home(user) -> str:
    ComplianceExceptionFactory(signatory=led_by(user))
    return "/"


def appoint(user) -> str:
    organisation = MembershipFactory().organisation
    return f"{SignatoryFactory(organisation=organisation).get_absolute_url()}appoint/"


PAGES = [
    State("exceptions register, empty", "/compact/exceptions/"),
    State("exceptions register", register),
    State("exceptions register", register, role="officer"),
    State("exceptions register, second page", many),
    State("exceptions register, nothing fits", narrowed),
    State("an exception", exception),
    State("an exception that ended", ended),
    State("an exception of one's own", own_exception, role="lead"),
    State("record an exception", new, role="lead"),
    State("record an exception to no such clause", new_of_any, role="officer"),
    State("record an exception, with errors", new, role="lead", act=submit),
    State("record an exception, checked", new, role="lead", act=fill_in),
    State("review an exception", review, role="officer"),
    State("review an exception, with errors", review, role="officer", act=submit),
    State("a clause that is not kept", clause, role="officer"),
    State("a signatory with exceptions and promotion", signatory),
    State("a signatory with exceptions and promotion", signatory, role="officer"),
    State("directory of vacant places", vacant),
    State("directory with no vacant place", none_vacant),
    State("promotion log, empty", "/champions/promotion/"),
    State("promotion log", log),
    State("promotion log, nothing fits", log_narrowed),
    State("add to the promotion log", log_new, role="officer"),
    State("add to the promotion log, with errors", log_new, role="officer", act=submit),
    State("change the promotion log", log_edit, role="officer"),
    State("remove from the promotion log", log_remove, role="officer"),
    State("a Champion's interests", interests, role="officer"),
    State("a Champion's own interests, none", no_interests, role="champion"),
    State("declare an interest", interest_new, role="officer"),
    State("declare an interest, with errors", interest_new, role="officer", act=submit),
    State("end an interest", interest_end, role="officer"),
    State("a Champion's own page", mine, role="champion"),
    State("a lead's own page, empty", mine_of_a_lead, role="lead"),
    State("home page of a lead with an exception", home, role="lead"),
    State("appoint a member", appoint, role="officer"),
]
