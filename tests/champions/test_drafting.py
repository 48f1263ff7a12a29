"""Writing the next version: what is saved, what is refused, and what stays findable."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from champions.choices import CompactState
from champions.models import Clause, CompactVersion
from champions.queries.compact import sections_of
from champions.services import clauses, drafting, glossary
from champions.services.compact import Decided, WrongState, launch_compact, take_step
from compact_portal.audit.queries import history_of
from tests.factories.champions import ClauseFactory, CompactVersionFactory, SectionFactory, published_compact
from tests.factories.people import UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def draft(officer):
    source = published_compact(period="2019 - 2022", slug="2019-2022")
    return drafting.start_draft(source, title="Example Compact", period="2027 - 2030", by=officer, now=NOW)


def words_of(version) -> list[str]:
    return [clause.text for section in sections_of(version) for clause in section.clause_list]


def promise(draft) -> Clause:
    return Clause.objects.get(section__version=draft, addressee="public-bodies")


def saved(clause, by, **changes):
    known = {"text": clause.text, "kind": clause.kind, "addressee": clause.addressee, "based_on": clause.revision}
    return clauses.save_clause(clause, **(known | changes), by=by, now=NOW)


def test_a_draft_says_what_the_version_before_said_and_each_clause_knows_where_it_came_from(draft):
    source = draft.follows

    assert words_of(draft) == words_of(source)
    assert [term.term for term in draft.glossary.all()] == [term.term for term in source.glossary.all()]
    assert promise(draft).predecessor == promise(source)
    assert (draft.slug, draft.state, draft.summary) == ("2027-2030", "draft", source.summary)


def test_a_second_draft_waits_for_the_first(draft, officer):
    with pytest.raises(ValidationError) as refused:
        drafting.start_draft(draft.follows, title="Another", period="2031 - 2034", by=officer, now=NOW)

    assert "Finish or discard it first" in refused.value.message_dict["period"][0]
    assert CompactVersion.objects.count() == 2


def test_a_period_that_has_a_compact_is_refused(officer):
    published_compact(period="2019 - 2022", slug="2019-2022")

    with pytest.raises(ValidationError):
        drafting.start_draft(None, title="Another", period="2019 - 2022", by=officer, now=NOW)


def test_nobody_but_officers_writes(draft):
    for service, arguments in (
        (drafting.discard_draft, {}),
        (drafting.add_section, {"number": "9", "title": "New", "kind": "section", "signed": ""}),
        (glossary.add_term, {"term": "New", "meaning": "New"}),
    ):
        with pytest.raises(PermissionDenied):
            service(draft, **arguments, by=UserFactory(champion=True), now=NOW)


def test_the_words_of_a_version_in_force_cannot_be_changed(officer):
    clause = ClauseFactory(section__version__in_force=True, text="As it was signed.")

    with pytest.raises(WrongState):
        saved(clause, officer, text="Something else.")
    with pytest.raises(WrongState):
        clauses.remove_clause(clause, by=officer, now=NOW)

    assert Clause.objects.get().text == "As it was signed."


def test_a_save_based_on_an_old_revision_overwrites_nothing(draft, officer):
    clause = promise(draft)
    theirs, mine = Clause.objects.get(pk=clause.pk), Clause.objects.get(pk=clause.pk)
    saved(theirs, officer, text="Their words.")

    with pytest.raises(clauses.Conflict) as conflict:
        saved(mine, officer, text="My words.", based_on=0)

    assert (conflict.value.mine, conflict.value.clause.text) == ("My words.", "Their words.")
    assert Clause.objects.get(pk=clause.pk).text == "Their words."


def test_clauses_are_numbered_in_the_order_of_reading(draft, officer):
    section = SectionFactory(version=draft)
    first = clauses.add_clause(section, text="One.", kind="text", addressee="everyone", by=officer, now=NOW)
    heading = clauses.add_clause(
        section, text="Then", kind="heading", addressee="everyone", after=first, by=officer, now=NOW
    )
    last = clauses.add_clause(
        section, text="Three.", kind="commitment", addressee="public-bodies", after=heading, by=officer, now=NOW
    )
    between = clauses.add_clause(
        section, text="Two.", kind="text", addressee="everyone", after=first, by=officer, now=NOW
    )

    clauses.move_clause(Clause.objects.get(pk=between.pk), up=True, by=officer, now=NOW)
    saved(Clause.objects.get(pk=heading.pk), officer, kind="text")

    listed = list(section.clauses.in_order().values_list("text", "number"))
    assert listed == [("Two.", 1), ("One.", 2), ("Then", 3), ("Three.", 4)]
    assert Clause.objects.get(pk=last.pk).addressee == "public-bodies"


def test_only_a_commitment_binds_one_side(draft, officer):
    clause = saved(promise(draft), officer, kind="principle")

    assert clause.addressee == "everyone"


def test_a_clause_nothing_points_at_is_removed_and_the_rest_are_counted_anew(draft, officer):
    section = SectionFactory(version=draft)
    gone, stays = ClauseFactory(section=section), ClauseFactory(section=section)

    clauses.remove_clause(gone, by=officer, now=NOW)

    assert list(section.clauses.values_list("pk", "number")) == [(stays.pk, 1)]


def test_a_clause_moves_to_the_end_of_another_section_and_stays_the_same_clause(draft, officer):
    old = ClauseFactory(section__version=draft.follows)
    here, there = SectionFactory(version=draft), SectionFactory(version=draft)
    first, moved, last = (ClauseFactory(section=here, text=text) for text in ("One.", "Two.", "Three."))
    ClauseFactory(section=there)
    clauses.name_predecessor(moved, predecessor=old, by=officer, now=NOW)

    clauses.move_to_section(moved, section=there, by=officer, now=NOW)

    moved.refresh_from_db()
    assert (moved.section, moved.position, moved.number, moved.predecessor) == (there, 2, 2, old)
    assert list(here.clauses.values_list("pk", "number")) == [(first.pk, 1), (last.pk, 2)]
    assert history_of(draft)[0].what == "Clause moved"


def test_a_heading_moves_without_a_number_and_to_its_own_section_nothing_moves(draft, officer):
    heading = ClauseFactory(section__version=draft, heading=True)
    empty = SectionFactory(version=draft)
    clauses.move_to_section(heading, section=empty, by=officer, now=NOW)
    again = clauses.move_to_section(heading, section=empty, by=officer, now=NOW)
    assert (again.section, again.position, again.number) == (empty, 1, None)


def test_a_clause_does_not_leave_its_version_and_a_retired_one_stays_where_it_is_found(draft, officer):
    clause = ClauseFactory(section__version=draft)
    with pytest.raises(ValidationError, match="a section of this draft"):
        clauses.move_to_section(clause, section=SectionFactory(), by=officer, now=NOW)
    clauses.retire_clause(clause, by=officer, now=NOW)
    with pytest.raises(ValidationError, match="Put it back before you move it"):
        clauses.move_to_section(clause, section=SectionFactory(version=draft), by=officer, now=NOW)


def test_only_officers_move_a_clause_and_only_while_it_is_written(draft, officer):
    clause, there = ClauseFactory(section__version=draft), SectionFactory(version=draft)
    with pytest.raises(PermissionDenied):
        clauses.move_to_section(clause, section=there, by=UserFactory(champion=True), now=NOW)
    CompactVersion.objects.filter(pk=draft.pk).update(state=CompactState.AGREED)
    with pytest.raises(WrongState):
        clauses.move_to_section(clause, section=there, by=officer, now=NOW)


def test_a_retired_clause_leaves_the_text_and_keeps_its_number(draft, officer):
    section = SectionFactory(version=draft)
    out, stays = ClauseFactory(section=section, text="Gone."), ClauseFactory(section=section, text="Stays.")

    clauses.retire_clause(out, by=officer, now=NOW)

    assert "Gone." not in words_of(draft)
    stays.refresh_from_db()
    assert stays.number == 2
    clauses.reinstate_clause(out, by=officer, now=NOW)
    assert words_of(draft)[-2:] == ["Gone.", "Stays."]


def test_a_new_clause_can_be_traced_to_one_of_the_version_before_and_only_once(draft, officer):
    old = promise(draft.follows)
    clauses.remove_clause(promise(draft), by=officer, now=NOW)
    section = draft.sections.first()
    new, other = (
        clauses.add_clause(section, text=text, kind="text", addressee="everyone", by=officer, now=NOW)
        for text in ("Written anew.", "Another.")
    )

    clauses.name_predecessor(new, predecessor=old, by=officer, now=NOW)

    assert Clause.objects.get(pk=old.pk).successor == new
    with pytest.raises(ValidationError):
        clauses.name_predecessor(other, predecessor=old, by=officer, now=NOW)


def test_a_section_with_clauses_is_not_removed(draft, officer):
    section = draft.sections.first()

    with pytest.raises(ValidationError, match="still has clauses"):
        drafting.remove_section(section, by=officer, now=NOW)

    assert draft.sections.filter(pk=section.pk).exists()


def test_two_sections_cannot_have_one_number(draft, officer):
    number = draft.sections.first().number

    with pytest.raises(ValidationError) as refused:
        drafting.add_section(draft, number=number, title="Again", kind="section", signed="", by=officer, now=NOW)

    assert "already" in refused.value.message_dict["number"][0]


def test_the_glossary_stays_in_the_order_of_the_alphabet(draft, officer):
    for term in ("zebra", "Apple"):
        glossary.add_term(draft, term=term, meaning="An example.", by=officer, now=NOW)

    assert [entry.term for entry in draft.glossary.all()] == ["Apple", "Co-production", "zebra"]
    with pytest.raises(ValidationError):
        glossary.add_term(draft, term="apple", meaning="Again.", by=officer, now=NOW)


def test_a_discarded_draft_leaves_the_version_before_as_it_was(draft, officer):
    source = draft.follows
    before = words_of(source)

    drafting.discard_draft(draft, by=officer, now=NOW)

    assert words_of(source) == before
    assert list(CompactVersion.objects.all()) == [source]


def test_each_step_says_when_and_where_it_was_decided(officer):
    version = CompactVersionFactory(state=CompactState.CONSIDERED)
    decided = Decided(date(2026, 11, 6), "Example Board, item 7", "https://example.org/minutes")

    version = take_step(version, "agree", decided=decided, by=officer, now=NOW)
    version = take_step(version, "adopt", decided=Decided(), by=officer, now=NOW)
    launch_compact(version, on=date(2026, 11, 20), minute_reference="Example Board, item 8", by=officer, now=NOW)

    assert list(version.steps.values_list("done", "on", "minute_reference")) == [
        ("agreed", date(2026, 11, 6), "Example Board, item 7"),
        ("adoption started", date(2026, 11, 20), ""),
        ("launched", date(2026, 11, 20), "Example Board, item 8"),
    ]
