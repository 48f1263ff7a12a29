"""Versions of a Compact. Every one is plainly an example."""

from datetime import UTC, date, datetime

import factory
from django.core.files.base import ContentFile

from champions import models
from champions.choices import (
    Addressee,
    Capacity,
    ChampionRole,
    ClauseKind,
    CompactState,
    EditionKind,
    Format,
    InterestKind,
    Outcome,
    PromotionKind,
)
from tests.factories.files import clean_pdf
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class CompactVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CompactVersion

    class Params:
        in_force = factory.Trait(state=CompactState.IN_FORCE)
        agreed = factory.Trait(state=CompactState.AGREED)
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


class ProcedureStageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ProcedureStage

    section = factory.SubFactory(SectionFactory)
    name = "1"
    title = "Talk to each other"
    text = "Both sides meet."
    within = "within 2 weeks"


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


class AdoptionFactory(factory.django.DjangoModelFactory):
    """Planned; or adopted=True, declined=True, evident=True (adopted, with a file that shows it)."""

    class Meta:
        model = models.Adoption

    class Params:
        adopted = factory.Trait(adopted_on=date(2026, 11, 2), minute_reference="Example Board, item 4")
        declined = factory.Trait(declined_on=date(2026, 11, 3), declined_reason="Our trustees decide next year.")
        evident = factory.Trait(
            adopted=True,
            minute_url="https://example.org/minutes",
            evidence=factory.LazyFunction(lambda: ContentFile(clean_pdf(), name="minutes.pdf")),
            evidence_type="application/pdf",
            evidence_size=factory.LazyFunction(lambda: len(clean_pdf())),
        )

    version = factory.SubFactory(CompactVersionFactory, adopting=True)
    signatory = factory.SubFactory(SignatoryFactory)
    route = "Example Board"
    expected_on = date(2026, 12, 14)
    revision = 1


class UploadedEditionFactory(factory.django.DjangoModelFactory):
    """A PDF; or video=True (a link), translated=True, removed=True."""

    class Meta:
        model = models.UploadedEdition

    class Params:
        removed = factory.Trait(removed_at=datetime(2026, 11, 19, 9, tzinfo=UTC))
        translated = factory.Trait(kind=EditionKind.LANGUAGE, title="Umowa", language="Polish", language_code="pl")
        video = factory.Trait(
            kind=EditionKind.SIGNED, title="In sign language", file="", link="https://example.org/video", size=None
        )

    version = factory.SubFactory(CompactVersionFactory, in_force=True)
    kind = EditionKind.EASY_READ
    title = factory.Sequence(lambda n: f"Easy Read {n}")
    file = factory.LazyFunction(lambda: ContentFile(clean_pdf(), name="easy-read.pdf"))
    content_type = "application/pdf"
    size = factory.LazyFunction(lambda: len(clean_pdf()))
    uploaded_at = datetime(2026, 11, 18, 9, tzinfo=UTC)


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


class ConsultationFactory(factory.django.DjangoModelFactory):
    """Open for 12 weeks since 2 November 2026; `closed` is over, and its responses are considered."""

    class Meta:
        model = models.Consultation

    class Params:
        closed = factory.Trait(
            version=factory.SubFactory(CompactVersionFactory, state=CompactState.CONSIDERED),
            opens_on=date(2026, 8, 3),
            closes_on=date(2026, 10, 26),
            closed_at=datetime(2026, 10, 27, 9, tzinfo=UTC),
        )

    version = factory.SubFactory(CompactVersionFactory, state=CompactState.CONSULTATION)
    opens_on = date(2026, 11, 2)
    closes_on = date(2027, 1, 25)
    introduction = "This version says more about funding.\n\nTell us whether the new section is clear."


class ResponseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Response

    class Params:
        person = factory.Trait(capacity=Capacity.PERSON, organisation="")
        late = factory.Trait(is_late=True, sent_at=datetime(2027, 1, 26, 9, tzinfo=UTC))

    consultation = factory.SubFactory(ConsultationFactory)
    about = factory.LazyAttribute(lambda response: response.clause.reference if response.clause else "")
    quoted = factory.LazyAttribute(lambda response: response.clause.text if response.clause else "")
    clause = None
    words = "Say more about rural groups.\n\nThey have the longest way."
    capacity = Capacity.ORGANISATION
    organisation = factory.Sequence(lambda n: f"Example Group {n}")
    name = "Ada Example"
    email = "ada@example.org"
    sent_at = datetime(2026, 11, 18, 9, tzinfo=UTC)


class ReplyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Reply

    response = factory.SubFactory(ResponseFactory)
    outcome = Outcome.CHANGED
    reason = "We added a sentence about rural groups."
    replied_by = factory.SubFactory(UserFactory, officer=True)
    replied_at = datetime(2026, 11, 19, 9, tzinfo=UTC)


def reported_consultation() -> models.Consultation:
    """Closed and answered, with its report for everyone to read."""
    from django.utils import timezone

    from champions.services.consultations import publish_responses_report

    clause = ClauseFactory(section__version__state=CompactState.CONSIDERED)
    consultation = ConsultationFactory(closed=True, version=clause.section.version)
    for fields in ({"late": True}, {"person": True, "clause": clause}, {"clause": clause}):
        ReplyFactory(response=ResponseFactory(consultation=consultation, **fields))
    publish_responses_report(consultation, by=UserFactory(officer=True), now=timezone.now())
    consultation.refresh_from_db()
    return consultation
