"""Versions of a Compact. Every one is plainly an example."""

from datetime import UTC, date, datetime

import factory

from champions import models
from champions.choices import Addressee, ChampionRole, ClauseKind, CompactState, Format, InterestKind, PromotionKind
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class CompactVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CompactVersion

    class Params:
        in_force = factory.Trait(state=CompactState.IN_FORCE)
        adopting = factory.Trait(state=CompactState.ADOPTING)
        superseded = factory.Trait(state=CompactState.SUPERSEDED)

    title = "Example Compact"
    period = factory.Sequence(lambda n: f"{2020 + n} - {2023 + n}")
    slug = factory.LazyAttribute(lambda version: version.period.replace(" - ", "-"))
    summary = "An example of an agreement."


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Section

    version = factory.SubFactory(CompactVersionFactory)
    position = factory.LazyAttribute(lambda section: section.version.sections.count() + 1)
    number = factory.LazyAttribute(lambda section: str(section.position))
    title = "Example section"


class ClauseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Clause

    class Params:
        lead_in = factory.Trait(kind=ClauseKind.LEAD_IN, number=None)
        heading = factory.Trait(kind=ClauseKind.HEADING, number=None)
        public_bodies = factory.Trait(kind=ClauseKind.COMMITMENT, addressee=Addressee.PUBLIC_BODIES)
        voluntary_sector = factory.Trait(kind=ClauseKind.COMMITMENT, addressee=Addressee.VOLUNTARY_SECTOR)

    section = factory.SubFactory(SectionFactory)
    position = factory.LazyAttribute(lambda clause: clause.section.clauses.count() + 1)
    number = factory.LazyAttribute(lambda clause: clause.section.clauses.citable().count() + 1)
    text = "Work together from the start."


class GlossaryTermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.GlossaryTerm

    version = factory.SubFactory(CompactVersionFactory)
    position = factory.LazyAttribute(lambda term: term.version.glossary.count() + 1)
    term = "Co-production"
    meaning = "Deciding together, from the start."


class SignatoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Signatory

    organisation = factory.SubFactory(OrganisationFactory)
    since = date(2026, 1, 5)


class ChampionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Champion

    class Params:
        deputy = factory.Trait(role=ChampionRole.DEPUTY)

    signatory = factory.SubFactory(SignatoryFactory)
    person = factory.SubFactory(PersonFactory)
    job_title = "Head of Example Services"
    email = factory.Sequence(lambda n: f"champion-{n}@example.org")
    starts_on = date(2026, 2, 2)


class FormatRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.FormatRequest

    class Params:
        answered = factory.Trait(answered_at=datetime(2026, 11, 19, 9, tzinfo=UTC), answer="Sent by post.")

    format = Format.LANGUAGE
    language = "Example language"
    name = "Ada Example"
    email = "ada@example.org"
    address = "1 Example Street\nExampleton"
    asked_at = datetime(2026, 11, 18, 9, tzinfo=UTC)


class ComplianceExceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ComplianceException

    class Params:
        ended = factory.Trait(ended_on=date(2026, 11, 2), how_ended="We have a room with a ramp now.")

    signatory = factory.SubFactory(SignatoryFactory)
    clause = factory.LazyFunction(lambda: clause_in_force())
    why = "Our building has no lift."
    way_forward = "We look for another room."
    review_on = date(2027, 3, 1)
    recorded_at = datetime(2026, 10, 5, 9, tzinfo=UTC)


class ExceptionReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ExceptionReview

    exception = factory.SubFactory(ComplianceExceptionFactory)
    reviewed_on = date(2026, 10, 26)
    note = "We have seen two rooms."
    next_review_on = date(2027, 3, 1)


class PromotionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Promotion

    signatory = factory.SubFactory(SignatoryFactory)
    kind = PromotionKind.BRIEFING
    on = date(2026, 10, 5)
    title = factory.Sequence(lambda n: f"Example briefing {n}")
    audience = "new staff"
    reached = 12
    recorded_at = datetime(2026, 10, 6, 9, tzinfo=UTC)


class InterestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Interest

    class Params:
        ended = factory.Trait(ended_at=datetime(2026, 10, 7, 9, tzinfo=UTC))

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind = InterestKind.GOVERNS
    declared_at = datetime(2026, 10, 6, 9, tzinfo=UTC)


def clause_in_force(**fields) -> models.Clause:
    """One more clause of the version in force, which there is one of at most."""
    version = models.CompactVersion.objects.in_force().first() or CompactVersionFactory(in_force=True)
    section = version.sections.first() or SectionFactory(version=version)
    return ClauseFactory(section=section, **fields)


def published_compact(**fields) -> models.CompactVersion:
    """A version with facing commitments and a glossary, as everyone may read it."""
    from django.utils import timezone

    from champions.services.compact import publish_compact

    version = CompactVersionFactory(**({"in_force": True} | fields))
    section = SectionFactory(version=version, title="Sustainability")
    ClauseFactory(section=section, text="Co-production is a key aim.")
    for side, words in (("public_bodies", "Public bodies will:"), ("voluntary_sector", "The voluntary sector will:")):
        ClauseFactory(section=section, lead_in=True, text=words)
        ClauseFactory(section=section, **{side: True})
    GlossaryTermFactory(version=version)
    publish_compact(version, by=UserFactory(officer=True), now=timezone.now())
    return version
