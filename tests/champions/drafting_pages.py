"""Writing the next version, comparing and moving it on."""

from datetime import UTC, datetime

from champions.models import Clause
from champions.services.clauses import add_clause, retire_clause
from champions.services.compact import Decided, take_step
from champions.services.drafting import start_draft
from tests.factories.champions import (
    AdoptionFactory,
    CompactVersionFactory,
    ProcedureStageFactory,
    ResponseFactory,
    SectionFactory,
    SignatoryFactory,
    published_compact,
)
from tests.factories.people import UserFactory
from tests.rig.states import State, submit

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DECIDED = Decided(NOW.date(), "Example Board, item 7", "https://example.org/minutes")


def draft():
    officer = UserFactory(officer=True)
    version = start_draft(published_compact(), title="Example Compact", period="2199 - 2202", by=officer, now=NOW)
    section = version.sections.first()
    ProcedureStageFactory(section=section)
    SectionFactory(version=version, position=99, number="99", title="Working together")
    gone, reworded = section.clauses.citable()[:2]
    retire_clause(gone, by=officer, now=NOW)
    Clause.objects.filter(pk=reworded.pk).update(text="Work together, from the first day on.")
    add_clause(section, text="New words.", kind="text", addressee="everyone", by=officer, now=NOW)
    version.refresh_from_db()
    return version


def page(name, at=None):
    """The address of a page of a draft; `at` picks a part of it."""
    return lambda user: (lambda version: version.url(name, *([at(version).pk] if at else [])))(draft())


def a_section(version):
    return version.sections.first()


def a_clause(version):
    return a_section(version).clauses.applying().citable().exclude(predecessor=None).first()


def a_stage(version):
    return a_section(version).stages.get()


def a_term(version):
    return version.glossary.get()


def relied_on(user) -> str:
    clause = a_clause(draft())
    ResponseFactory(clause=clause, consultation__version=clause.section.version)
    return clause.section.version.url("clause-remove", clause.pk)


def empty_section(user) -> str:
    section = SectionFactory()
    return section.version.url("section", section.pk)


def compared(user) -> str:
    version = draft()
    return version.url("comparison", version.follows.slug)


def the_same(user) -> str:
    version = published_compact()
    return version.url("comparison", version.slug)


def agreed(user) -> str:
    version = CompactVersionFactory(state="considered")
    take_step(version, "agree", decided=DECIDED, by=UserFactory(officer=True), now=NOW)
    return version.url("history")


def step(user) -> str:
    version = CompactVersionFactory(adopting=True, follows=CompactVersionFactory(in_force=True))
    AdoptionFactory(version=version, adopted=True)
    AdoptionFactory(version=version, declined=True)
    SignatoryFactory.create_batch(2)
    return version.url("step", "launch")


def saved_clause(user) -> str:
    clause = a_clause(draft())
    Clause.objects.filter(pk=clause.pk).update(saved_by=UserFactory(), saved_at=NOW)
    return clause.section.version.url("clause-edit", clause.pk)


def overtaken(page) -> None:
    """As if the form had been opened before the other officer saved."""
    page.get_by_label("Words").fill("My words.")
    page.locator("input[name=revision]").evaluate("input => { input.value = 99 }")
    submit(page)
    page.get_by_role("heading", name="Your text", exact=True).wait_for()


OFFICERS = [
    ("no drafts yet", "/compact/drafts/"),
    ("versions of the Compact", lambda user: draft() and "/compact/drafts/"),
    ("write the next Compact", "/compact/drafts/new/"),
    ("write the next Compact, with errors", "/compact/drafts/new/", submit),
    ("a draft", page("draft")),
    ("an empty draft", lambda user: CompactVersionFactory().url("draft")),
    ("a draft as it stands", page("draft-text")),
    ("the cover of a draft", page("cover")),
    ("discard a draft", page("discard")),
    ("add a section", page("section-new")),
    ("add a section, with errors", page("section-new"), submit),
    ("a section of a draft", page("section", a_section)),
    ("an empty section of a draft", empty_section),
    ("heading of a section", page("section-heading", a_section)),
    ("add a clause", page("clause-new", a_section)),
    ("add a clause, with errors", page("clause-new", a_section), submit),
    ("change a clause", page("clause-edit", a_clause)),
    ("move a clause to another section", page("clause-section", a_clause)),
    ("move a clause to another section, with errors", page("clause-section", a_clause), submit),
    ("take a clause out", page("clause-remove", a_clause)),
    ("take out a clause that others rely on", relied_on),
    ("where a clause comes from", page("clause-predecessor", a_clause)),
    ("glossary of a draft", page("glossary")),
    ("glossary of an empty draft", lambda user: CompactVersionFactory().url("glossary")),
    ("explain a term", page("term-new")),
    ("explain a term, with errors", page("term-new"), submit),
    ("change a term", page("term", a_term)),
    ("change a stage", page("stage", a_stage)),
    ("launch the Compact", step),
    ("check before the Compact is launched", step, submit),
    ("two versions compared", compared),
    ("how a version came about", agreed),
]

PAGES = [
    *(State(title, path, role="officer") for title, path, *act in OFFICERS if not act),
    *(State(title, path, role="officer", act=act[0]) for title, path, *act in OFFICERS if act),
    State("a clause that another officer was quicker with", saved_clause, role="officer", act=overtaken, status=409),
    State("find a clause", lambda user: published_compact().url("clauses")),
    State("find a clause that is not there", lambda user: f"{published_compact().url('clauses')}?words=zebra"),
    State("a version compared with itself", the_same),
    State("how a version came about, not recorded", lambda user: published_compact().url("history")),
]
