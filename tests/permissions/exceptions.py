"""The exceptions register, the promotion log, interests: public to read but for interests; their own to write."""

from tests.factories.champions import (
    ChampionFactory,
    ComplianceExceptionFactory,
    InterestFactory,
    PromotionFactory,
    SignatoryFactory,
)
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN_NOT_ALLOWED, Row

#: Group A leads one signatory. The champion is Champion of another one, which nobody leads.
LEAD_AND_OFFICERS = "in 200 403 200 403 403 403 in"
OFFICERS_ONLY = "in 403 403 200 403 403 403 in"
CHAMPION_AND_OFFICERS = "in 403 403 200 200 403 403 in"
#: To others a Champion's interests do not exist.
CHAMPION_AND_OFFICERS_FIND = "in 404 404 200 200 404 404 in"
CHAMPION_AND_OFFICERS_DO = "in 404 404 302 302 404 404 in"


def make(world):
    """After champions.py, by the alphabet: its signatory and its Compact are there."""
    world.exception = ComplianceExceptionFactory(signatory=world.signatory, clause=world.clause)
    world.promotion = PromotionFactory(signatory=world.signatory)
    world.served = SignatoryFactory()
    ChampionFactory(signatory=world.served, person=world.users["champion"].person)
    world.served_exception = ComplianceExceptionFactory(signatory=world.served, clause=world.clause)
    world.served_promotion = PromotionFactory(signatory=world.served)
    world.interest = InterestFactory(person=world.users["champion"].person)


def exception(world):
    return [world.exception.pk]


def served_exception(world):
    return [world.served_exception.pk]


def led(world):
    return [world.signatory.organisation.slug]


def served(world):
    return [world.served.organisation.slug]


def promotion(world):
    return [*led(world), world.promotion.pk]


def served_promotion(world):
    return [*served(world), world.served_promotion.pk]


def person(world):
    return [world.users["champion"].person_id]


def not_a_champion(world):
    return [world.users["group_b"].person_id]


def interest(world):
    return [*person(world), world.interest.pk]


NOBODYS = "in 404 404 404 404 404 404 in"

ROWS = [
    Row("compact:exceptions", get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:exceptions-csv", get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:exception", args=exception, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:exception-new", get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS),
    Row("compact:exception-review", args=exception, get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS),
    Row("compact:exception-review", args=served_exception, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Row("champions:csv", get=EVERYBODY, post=NOT_ALLOWED),
    Row("champions:promotion", get=EVERYBODY, post=NOT_ALLOWED),
    Row("champions:promotion-csv", get=EVERYBODY, post=NOT_ALLOWED),
    Row("champions:promotion-new", args=led, get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS),
    Row("champions:promotion-new", args=served, get=CHAMPION_AND_OFFICERS, post=CHAMPION_AND_OFFICERS),
    Row("champions:promotion-edit", args=promotion, get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS),
    Row("champions:promotion-edit", args=served_promotion, get=CHAMPION_AND_OFFICERS, post=CHAMPION_AND_OFFICERS),
    Row(
        "champions:promotion-remove",
        args=promotion,
        get=LEAD_AND_OFFICERS,
        post="in 302 403 302 403 403 403 in",
    ),
    # Leads, and today's Champions and deputies
    Row("champions:mine", get="in 200 404 404 200 404 404 in", post=SIGNED_IN_NOT_ALLOWED),
    Row("champions:interests", args=person, get=CHAMPION_AND_OFFICERS_FIND, post=SIGNED_IN_NOT_ALLOWED),
    Row("champions:interests", args=not_a_champion, get=NOBODYS, post=SIGNED_IN_NOT_ALLOWED),
    Row("champions:interest-new", args=person, get=CHAMPION_AND_OFFICERS_FIND, post=CHAMPION_AND_OFFICERS_FIND),
    Row("champions:interest-end", args=interest, get=CHAMPION_AND_OFFICERS_FIND, post=CHAMPION_AND_OFFICERS_DO),
]
