"""Writing the Compact: officers write, and to everyone else who signs in a draft is not there."""

from tests.factories.champions import (
    ClauseFactory,
    CompactVersionFactory,
    GlossaryTermFactory,
    ProcedureStageFactory,
    SectionFactory,
)
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN_NOT_ALLOWED, Row

OFFICERS_ONLY = "in 403 403 200 403 403 403 in"
#: Those who do not write it cannot tell a draft from an address that never was.
WRITERS = "in 404 404 200 404 404 404 in"
WRITERS_GO_ON = "in 404 404 302 404 404 404 in"
#: For whom the address answers; without an answer to it the form comes back.
TOLD = "in 404 404 422 404 404 404 in"
OFFICERS = "404 404 404 200 404 404 404 404"


def make(world):
    world.written = CompactVersionFactory(slug="being-written", follows=CompactVersionFactory(superseded=True))
    world.written_section = SectionFactory(version=world.written)
    world.written_clause = ClauseFactory(section=world.written_section)
    world.written_stage = ProcedureStageFactory(section=world.written_section)
    world.written_term = GlossaryTermFactory(version=world.written)
    world.agreed = CompactVersionFactory(slug="agreed", state="agreed")


def version(world):
    return [world.written.slug]


def with_pk(name):
    return lambda world: [world.written.slug, getattr(world, name).pk]


def step(world):
    return [world.agreed.slug, "adopt"]


def no_step(world):
    return [world.agreed.slug, "launch"]


def pair(world):
    return [world.compact.slug, world.written.follows.slug]


def pair_with_a_draft(world):
    return [world.written.slug, world.compact.slug]


def public_version(world):
    return [world.compact.slug]


SECTION, CLAUSE = with_pk("written_section"), with_pk("written_clause")
TERM, STAGE = with_pk("written_term"), with_pk("written_stage")

ROWS = [
    Row("compact:drafts", get=OFFICERS_ONLY, post=SIGNED_IN_NOT_ALLOWED),
    # One version is written at a time, and there is one: officers are led to it.
    Row("compact:draft-new", get="in 403 403 302 403 403 403 in", post=OFFICERS_ONLY),
    Row("compact:draft", args=version, get=WRITERS, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:draft-text", args=version, get=WRITERS, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:cover", args=version, get=WRITERS, post=WRITERS),
    Row("compact:discard", args=version, get=WRITERS, post=WRITERS_GO_ON),
    Row("compact:section-new", args=version, get=WRITERS, post=WRITERS),
    Row("compact:section", args=SECTION, get=WRITERS, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:section-heading", args=SECTION, get=WRITERS, post=WRITERS),
    Row("compact:section-move", args=SECTION, get=SIGNED_IN_NOT_ALLOWED, post=WRITERS_GO_ON),
    Row("compact:section-remove", args=SECTION, get=SIGNED_IN_NOT_ALLOWED, post=WRITERS_GO_ON),
    Row("compact:clause-new", args=SECTION, get=WRITERS, post=WRITERS),
    Row("compact:clause-edit", args=CLAUSE, get=WRITERS, post=WRITERS),
    Row("compact:clause-save", args=CLAUSE, get=SIGNED_IN_NOT_ALLOWED, post=TOLD),
    Row("compact:clause-move", args=CLAUSE, get=SIGNED_IN_NOT_ALLOWED, post=WRITERS_GO_ON),
    Row("compact:clause-section", args=CLAUSE, get=WRITERS, post=WRITERS),
    Row("compact:clause-remove", args=CLAUSE, get=WRITERS, post=WRITERS_GO_ON),
    Row("compact:clause-reinstate", args=CLAUSE, get=SIGNED_IN_NOT_ALLOWED, post=WRITERS_GO_ON),
    Row("compact:clause-predecessor", args=CLAUSE, get=WRITERS, post=WRITERS),
    Row("compact:glossary", args=version, get=WRITERS, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:term-new", args=version, get=WRITERS, post=WRITERS),
    Row("compact:term", args=TERM, get=WRITERS, post=WRITERS),
    Row("compact:term-remove", args=TERM, get=SIGNED_IN_NOT_ALLOWED, post=WRITERS_GO_ON),
    Row("compact:stage", args=STAGE, get=WRITERS, post=WRITERS),
    Row("compact:step", args=step, get=WRITERS, post=WRITERS),
    Row("compact:step", args=no_step, get="in 404 404 404 404 404 404 in", post="in 404 404 404 404 404 404 in"),
    Row("compact:clauses", args=public_version, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:clauses", args=version, get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:history", args=public_version, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:history", args=version, get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:comparison", args=pair, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:comparison", args=pair_with_a_draft, get=OFFICERS, post=NOT_ALLOWED),
]
