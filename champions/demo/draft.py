"""Two invented versions that follow the real one: one being adopted, one that will be consulted on."""

from datetime import datetime, timedelta

from django.utils import timezone

from champions.choices import Addressee, ClauseKind, SectionKind
from champions.models import Clause, CompactVersion, Section
from champions.services.clauses import add_clause, remove_clause, save_clause
from champions.services.compact import Decided, agree_compact, take_step
from champions.services.drafting import change_details, start_draft

#: How many weeks ago the Example Board decided on each step of the version that is being adopted.
AGO = (22, 8, 5, 4)

#: Clause of the version before → its invented words.
ADOPTED_WORDS = {"5.1/8": "Demo: create opportunities for groups to use what they know"}
REWORDED = {
    "5.1/7": "Demo: share visions and plans as early as possible, and in plain words",
    "8.2/3": "Demo: pay in advance where a group needs the money to begin",
    "8.2/4": "Demo: agree a timetable of actions with the organisation, and tell it twelve weeks before funding ends",
}
ADDED = "Demo: look at this Compact together once a year."
TAKEN_OUT = "5.1/11"
#: Left out: the names of real people, who have nothing to do with an invented draft. Where they stand in the Compact,
#: the draft says so. Part → (how many of its first clauses name nobody and stay, what stands in place of the rest)
NAMES_LEFT_OUT = {
    SectionKind.CONTACTS: (0, "Demo: the Compact names here whom to ask. The names are left out."),
    SectionKind.APPENDIX: (1, "Demo: the Compact names here the members of the partnership. The names are left out."),
}


def load_adopted_draft(source: CompactVersion, *, by, now: datetime) -> CompactVersion:
    """Agreed, and on its way through the signatories’ governance."""
    draft = demo_draft(source, "2023 - 2026", by=by, now=now)
    reword(draft, ADOPTED_WORDS, by=by, now=now)
    consult, consider, agree, adopt = (
        Decided(timezone.localdate(now) - timedelta(weeks=weeks), "Demo: Example Board, item 7") for weeks in AGO
    )
    draft = take_step(draft, "consult", decided=consult, by=by, now=now)
    draft = take_step(draft, "consider", decided=consider, by=by, now=now)
    draft = agree_compact(draft, decided=agree, by=by, now=now)
    return take_step(draft, "adopt", decided=adopt, by=by, now=now)


def load_open_draft(source: CompactVersion, *, by, now: datetime) -> CompactVersion:
    """A handful of changed clauses, ready to be consulted on."""
    draft = demo_draft(source, "2027 - 2030", by=by, now=now)
    reword(draft, REWORDED, by=by, now=now)
    last = clause_of(draft, "8.2/4")
    add_clause(last.section, text=ADDED, kind=last.kind, addressee=last.addressee, after=last, by=by, now=now)
    remove_clause(clause_of(draft, TAKEN_OUT), by=by, now=now)
    return draft


def demo_draft(source: CompactVersion, period: str, *, by, now: datetime) -> CompactVersion:
    draft = start_draft(source, title="Demo draft", period=period, by=by, now=now)
    for kind, (staying, words) in NAMES_LEFT_OUT.items():
        leave_names_out(draft.sections.get(kind=kind), staying, words, by=by, now=now)
    draft.refresh_from_db()
    summary = "An invented draft to try the portal with. Nobody has proposed it. It names no real people."
    return change_details(draft, title=draft.title, strapline="Invented", summary=summary, by=by, now=now)


def leave_names_out(section: Section, staying: int, words: str, *, by, now: datetime) -> None:
    first, *rest = section.clauses.select_related("section__version").in_order()[staying:]
    section.clauses.filter(pk__in=[clause.pk for clause in rest]).delete()
    said = {"text": words, "kind": ClauseKind.TEXT, "addressee": Addressee.EVERYONE}
    save_clause(first, **said, based_on=first.revision, by=by, now=now)


def clause_of(draft: CompactVersion, reference: str) -> Clause:
    number, _, clause = reference.partition("/")
    return Clause.objects.select_related("section__version").get(
        section__version=draft, section__number=number, number=clause
    )


def reword(draft: CompactVersion, words: dict[str, str], *, by, now: datetime) -> None:
    for reference, text in words.items():
        clause = clause_of(draft, reference)
        save_clause(
            clause, text=text, kind=clause.kind, addressee=clause.addressee, based_on=clause.revision, by=by, now=now
        )
