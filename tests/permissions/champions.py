"""The Compact: what is public is for everyone; a draft is there for officers alone."""

from compact_portal.publishing.choices import Edition
from tests.factories.champions import (
    ChampionFactory,
    ClauseFactory,
    CompactVersionFactory,
    FormatRequestFactory,
    SignatoryFactory,
)
from tests.factories.publishing import PublicationFactory
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN_NOT_ALLOWED, Row

OFFICERS_ONLY = "in 403 403 200 403 403 403 in"
#: Group A is the signatory, and its user leads it.
LEAD_AND_OFFICERS = "in 200 403 200 403 403 403 in"
#: Who asked for what is the officers' to know: to others who sign in it does not exist.
OFFICERS_FIND = "in 404 404 200 404 404 404 in"
OFFICERS = "404 404 404 200 404 404 404 404"


def make(world):
    world.compact = CompactVersionFactory(in_force=True)
    world.clause = ClauseFactory(section__version=world.compact)
    world.draft_compact = CompactVersionFactory()
    world.draft_clause = ClauseFactory(section__version=world.draft_compact)
    for version in (world.compact, world.draft_compact):
        for edition in Edition.values:
            PublicationFactory(
                rendered=True,
                subject_type="champions.compactversion",
                subject_id=version.pk,
                document="compact",
                edition=edition,
                number=1,
                template="champions/documents/compact_body.html",
                data={"title": str(version), "sections": [], "glossary": []},
            )

    world.signatory = SignatoryFactory(organisation=world.group_a.organisation)
    world.champion = ChampionFactory(signatory=world.signatory)
    world.format_request = FormatRequestFactory()


def format_request(world):
    return [world.format_request.pk]


def signatory(world):
    return [world.signatory.organisation.slug]


def champion(world):
    return [*signatory(world), world.champion.pk]


def version(world):
    return [world.compact.slug]


def draft(world):
    return [world.draft_compact.slug]


def clause(world):
    return [world.compact.slug, world.clause.section.address, world.clause.number]


def draft_clause(world):
    return [world.draft_compact.slug, world.draft_clause.section.address, world.draft_clause.number]


ROWS = [
    Row("compact:compact", get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:pdf", get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:large-print", get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:version", args=version, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:version", args=draft, get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:version-pdf", args=version, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:version-pdf", args=draft, get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:version-large-print", args=version, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:version-large-print", args=draft, get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:clause", args=clause, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:ask-for-format", get=EVERYBODY, post=EVERYBODY),
    Row("compact:format-asked", get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:format-requests", get=OFFICERS_ONLY, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:format-request", args=format_request, get=OFFICERS_FIND, post=OFFICERS_FIND),
    Row("champions:directory", get=EVERYBODY, post=NOT_ALLOWED),
    Row("champions:signatory", args=signatory, get=EVERYBODY, post=NOT_ALLOWED),
    Row("champions:signatory-new", get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Row("champions:appoint", args=signatory, get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS),
    Row("champions:contact", args=champion, get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS),
    Row("champions:end-term", args=champion, get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS),
    Row("compact:clause", args=draft_clause, get=OFFICERS, post=NOT_ALLOWED),
]
