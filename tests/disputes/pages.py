"""Disputes, in the states their two sides and everyone else can meet them in."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from compact_portal.dates import roll_forward
from disputes.models import Dispute
from disputes.services import actions, draft_files, drafts, hearing, learning, settling, stages
from disputes.services.readings import note_reading
from tests.factories.champions import ChampionFactory, SignatoryFactory
from tests.factories.disputes import champions, drafted, moment, raised, two_sides
from tests.factories.people import MembershipFactory, OrganisationFactory
from tests.rig.states import State, submit


def sides_of(user, *, raising: bool = True) -> SimpleNamespace:
    """The signed-in user on one side, somebody else on the other."""
    own = user.memberships.get().organisation
    there = MembershipFactory(lead=True, organisation=OrganisationFactory(name="Example Borough Council", public=True))
    if raising:
        return SimpleNamespace(raiser=user, group=own, respondent=there.user, council=there.organisation)
    return SimpleNamespace(raiser=there.user, group=there.organisation, respondent=user, council=own)


def draft(page="", **answers):
    def path(user):
        dispute = drafted(sides_of(user), now=timezone.now(), **answers)
        return dispute.draft_url(*page.split()) if page else dispute.draft_url()

    return path


def with_a_file(user) -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile

    dispute = drafted(sides_of(user), now=timezone.now())
    upload = SimpleUploadedFile("a letter with a long name from the council.pdf", b"%PDF-1.7")
    draft_files.add_file(dispute, upload=upload, by=user, now=timezone.now())
    return dispute.draft_url("page", "files")


def begun(user) -> str:
    return drafts.begin_draft(by=user, now=timezone.now()).draft_url()


def first_page_with_a_draft(user):
    started(user)
    return "/"


def started(user) -> str:
    drafts.begin_draft(by=user, now=timezone.now())
    return "/disputes/raise/"


def days_ago(days: int):
    return timezone.localdate() - timedelta(days=days)


def dispute(page="", *, days=5, raising=True, then=None):
    def path(user):
        sides = sides_of(user, raising=raising)
        made = raised(sides, on=days_ago(days))
        argument = then(made, sides) if then else None
        extra = [argument.pk] if argument is not None else []
        return made.url(page, *extra) if page else made.get_absolute_url()

    return path


def more_time_asked(made, sides) -> None:
    due = roll_forward(made.stages.get().original_due + timedelta(days=3))
    stages.ask_for_more_time(made, due=due, reason="To meet the head", by=sides.raiser, now=timezone.now())


def more_time_agreed(made, sides) -> None:
    more_time_asked(made, sides)
    stages.answer_request_for_time(made, accepted=True, by=sides.respondent, now=timezone.now())
    stages.pause_clock(made, reason="Our manager is ill.", by=sides.respondent, now=timezone.now())


def written_down(made, sides):
    return settling.propose_settlement(
        made, terms="Three months’ notice next time.", by=sides.raiser, now=timezone.now()
    )


def written_down_and_not_answered(made, sides) -> None:
    written_down(made, sides)


def settled(made, sides) -> None:
    settling.answer_settlement(made, written_down(made, sides), confirmed=True, by=sides.respondent, now=timezone.now())


def action_agreed(made, sides):
    doing = {"text": "Meet twice a year", "side": "responding", "due": timezone.localdate()}
    now, words = timezone.now(), "We tell each other earlier."
    terms = settling.propose_settlement(made, terms=words, actions=[doing], by=sides.raiser, now=now)
    settling.answer_settlement(made, terms, confirmed=True, by=sides.respondent, now=now)
    return made.actions.get()


def agreed_to_do(made, sides) -> None:
    action_agreed(made, sides)


def action_done(made, sides):
    pk = action_agreed(made, sides).pk
    return actions.report_done(made, pk=pk, note="We met in May.", by=sides.respondent, now=timezone.now())


def read_by_both(made, sides) -> None:
    for user in (sides.raiser, sides.respondent):
        note_reading(made, user, now=timezone.now())


def referred(made, sides) -> None:
    more_time_agreed(made, sides)
    stages.restart_clock(made, by=sides.raiser, now=timezone.now())
    settling.refer_to_champions(made, reason="We see it differently.", by=sides.raiser, now=timezone.now())


def panel_of(user, sides, *, convening: bool) -> None:
    """The signed-in user is Champion of a public body that has no part in it, with one of a voluntary group."""
    others = champions()
    ChampionFactory(signatory=SignatoryFactory(organisation=OrganisationFactory(public=True)), person=user.person)
    made = referred_today(sides)
    for champion in (user, others.voluntary) if convening else ():
        hearing.declare_interest(made, has_interest=False, by=champion, now=timezone.now())
    return made


def referred_today(sides) -> Dispute:
    made = raised(sides, on=days_ago(7))
    return settling.refer_to_champions(made, reason="We see it differently.", by=sides.raiser, now=timezone.now())


def with_a_timetable(made, by) -> None:
    today = timezone.localdate()
    days = {
        "statements_due": roll_forward(today + timedelta(days=5)),
        "meeting_on": roll_forward(today + timedelta(days=9)),
    }
    outcome_due = stages.current_stage(made).clock.due
    hearing.set_timetable(made, **days, outcome_due=outcome_due, by=by, now=timezone.now())


def with_statements(made, sides, by) -> None:
    with_a_timetable(made, by)
    for user in (sides.raiser, sides.respondent):
        hearing.send_statement(made, text="This is how we see it.\nAnd what we ask for.", by=user, now=timezone.now())


def with_a_draft(made, sides, by) -> None:
    with_statements(made, sides, by)
    hearing.draft_outcome(made, outcome="clarified", text="Notice means three months.", by=by, now=timezone.now())
    hearing.comment_on_facts(made, text="The day is wrong.", by=sides.raiser, now=timezone.now())


def for_a_champion(page="", *, convening=True, then=None):
    def path(user):
        sides = two_sides()
        made = panel_of(user, sides, convening=convening)
        if then:
            then(made, sides, user)
        return made.url(page) if page else made.get_absolute_url()

    return path


def timetable(made, sides, by) -> None:
    with_a_timetable(made, by)


def referred_ones(user) -> str:
    panel_of(user, two_sides(), convening=False)
    return "/disputes/"


def at_stage_2(page="", *, raising=True, then=timetable):
    """For one of the two sides."""

    def path(user):
        sides = sides_of(user, raising=raising)
        others = champions()
        made = referred_today(sides)
        for champion in (others.public, others.voluntary):
            hearing.declare_interest(made, has_interest=False, by=champion, now=timezone.now())
        then(made, sides, others.public)
        return made.url(page) if page else made.get_absolute_url()

    return path


def learned(user) -> str:
    for _ in range(5):
        made = raised(two_sides(), on=days_ago(80))
        settling.withdraw_dispute(made, reason="In order.", by=made.begun_by, now=moment(days_ago(70)))
        learning.close_dispute(
            made,
            issue="A grant was reduced with a week’s notice.",
            change="Notice is three months from now on.",
            who="Public bodies",
            by_when="the next financial year",
            by=made.begun_by,
            now=moment(days_ago(70)),
        )
    return "/disputes/"


def closed(made, sides) -> None:
    settled(made, sides)
    said = {"issue": "Notice was short.", "change": "It is three months.", "who": "Public bodies", "by_when": "spring"}
    learning.close_dispute(made, **said, by=sides.respondent, now=timezone.now())


def added_to(made, sides) -> None:
    closed(made, sides)
    learning.add_to_learning(made, text="Groups ask sooner.", by=sides.raiser, now=timezone.now())


def index_with_one(user) -> str:
    raised(sides_of(user), on=days_ago(3))
    drafts.begin_draft(by=user, now=timezone.now())
    return "/disputes/"


def no_words_found(user) -> str:
    dispute = drafted(sides_of(user), now=timezone.now())
    drafts.save_commitments(dispute, clauses=[], by=user, now=timezone.now())
    return f"{dispute.draft_url('page', 'commitments')}?words=zebra"


def sent_already(user) -> str:
    dispute = drafted(sides_of(user), now=timezone.now())
    return drafts.send_dispute(dispute, by=user, now=timezone.now()).draft_url("page", "happened")


def withdrawn_meanwhile(page) -> None:
    page.get_by_label("Why could it not be resolved together?").fill("We see it differently.")
    made = Dispute.objects.get()
    settling.withdraw_dispute(made, reason="It is in order now.", by=made.begun_by, now=timezone.now())
    submit(page)
    page.get_by_role("heading", name="What you wrote").wait_for()


PAGES = [
    State("disputes, explained", "/disputes/"),
    State("disputes, with one's own", index_with_one, role="member"),
    State("raise a concern: the start", "/disputes/raise/"),
    State("waiting for you: a draft", first_page_with_a_draft, role="member"),
    State("raise a concern: the start, with a draft", started, role="member"),
    State("raise a concern: nothing answered yet", begun, role="member"),
    State("raise a concern: all answered", draft(), role="member"),
    *(
        State(f"raise a concern: {page}", draft(f"page {page}"), role="member")
        for page in ("matter", "who", "respondent", "commitments", "happened", "better", "files")
    ),
    State("raise a concern: files, with one", with_a_file, role="member"),
    State("raise a concern: files, with errors", draft("page files"), role="member", act=submit),
    State(
        "raise a concern: matter, with errors",
        lambda user: f"{begun(user)}matter/",
        role="member",
        act=submit,
    ),
    State("raise a concern: no commitment with these words", no_words_found, role="member"),
    State("raise a concern: it is sent already", sent_already, role="member", status=409),
    State("raise a concern: it may belong elsewhere", draft("elsewhere", matter="person"), role="member"),
    State("raise a concern: check", draft("check"), role="member"),
    State("raise a concern: check, with a gap", draft("check", title=""), role="member"),
    State("raise a concern: remove the draft", draft("discard"), role="member"),
    State("dispute: sent", dispute("sent"), role="member"),
    State("dispute: stage 1, for who raised it", dispute(), role="member"),
    State("dispute: stage 1, for the other side", dispute(raising=False), role="lead"),
    State("dispute: overdue", dispute(days=30), role="member"),
    State("dispute: more time asked for", dispute(raising=False, then=more_time_asked), role="lead"),
    State("dispute: more time agreed, and paused", dispute(then=more_time_agreed), role="member"),
    State("dispute: agreement written down", dispute(then=written_down_and_not_answered), role="member"),
    State("dispute: settled", dispute(then=settled), role="member"),
    State("dispute: referred", dispute(days=12, then=referred), role="member"),
    State("dispute: how the dates were worked out", dispute("how", days=12, then=referred), role="member"),
    State("dispute: ask for more time", dispute("more-time"), role="member"),
    State("dispute: ask for more time, with errors", dispute("more-time"), role="member", act=submit),
    State(
        "dispute: answer about more time", dispute("answer-more-time", raising=False, then=more_time_asked), role="lead"
    ),
    State("dispute: no question about more time", dispute("answer-more-time"), role="member", status=409),
    State("dispute: write down what was agreed", dispute("agree"), role="member"),
    State(
        "dispute: is this what was agreed", dispute("answer-agreement", raising=False, then=written_down), role="lead"
    ),
    State(
        "dispute: take back what was written down",
        dispute("take-back", then=written_down_and_not_answered),
        role="member",
    ),
    State("dispute: refer it", dispute("refer"), role="member"),
    State("dispute: refer it, too late", dispute("refer"), role="member", act=withdrawn_meanwhile, status=409),
    State("dispute: withdraw it", dispute("withdraw"), role="member"),
    State("dispute: pause the clock", dispute("pause"), role="member"),
    State("dispute: start the clock again", dispute("restart", then=more_time_agreed), role="member"),
    State("dispute: correct the start", dispute("correct-start", raising=False), role="lead"),
    State("dispute: add a file", dispute("add-file"), role="member"),
    State("dispute: add a file, with the Champions", at_stage_2("add-file"), role="member"),
    State("dispute: add a file, with errors", at_stage_2("add-file"), role="member", act=submit),
    State("dispute: something was agreed to be done", dispute(raising=False, then=agreed_to_do), role="lead"),
    State("dispute: say that it is done", dispute("action", raising=False, then=action_agreed), role="lead"),
    State("dispute: is it done", dispute("action", then=action_done), role="member"),
    State("dispute: agreement, with errors", dispute("agree"), role="member", act=submit),
    State("dispute: who has read it", dispute("readers", then=read_by_both), role="member"),
    State("dispute: open one that is not yours", "/disputes/open-one/", role="administrator"),
    State("dispute: open one that is not yours, with errors", "/disputes/open-one/", role="administrator", act=submit),
    State("disputes, with learning and totals", learned),
    State("all that was learned", lambda user: f"{learned(user)}learning/"),
    State("all that was learned: nothing yet", "/disputes/learning/"),
    State("disputes, for a Champion", referred_ones, role="champion"),
    State("dispute: before a Champion opens it", for_a_champion("hear", convening=False), role="champion"),
    State("dispute: taken up, for the convening Champion", for_a_champion(), role="champion"),
    State("dispute: set the timetable", for_a_champion("timetable"), role="champion"),
    State("dispute: set the timetable, with errors", for_a_champion("timetable"), role="champion", act=submit),
    State("dispute: statements, for the Champion", for_a_champion(then=with_statements), role="champion"),
    State("dispute: write the outcome", for_a_champion("outcome", then=with_statements), role="champion"),
    State("dispute: issue the outcome", for_a_champion("issue", then=with_a_draft), role="champion"),
    State(
        "dispute: issue the outcome too early", for_a_champion("issue", then=with_a_draft), role="champion", act=submit
    ),
    State("dispute: issue without a draft", for_a_champion("issue"), role="champion"),
    State("dispute: step down", for_a_champion("leave"), role="champion"),
    State("dispute: a statement is asked for", at_stage_2(), role="member"),
    State("dispute: your statement", at_stage_2("statement", raising=False), role="lead"),
    State("dispute: draft outcome, for a side", at_stage_2(raising=False, then=with_a_draft), role="lead"),
    State("dispute: comment on the facts", at_stage_2("comment", raising=False, then=with_a_draft), role="lead"),
    State("dispute: what was learned", dispute("close", then=settled), role="member"),
    State("dispute: closed, and a side added to what was learned", dispute(then=added_to), role="member"),
    State("dispute: add to what was learned", dispute("add-learning", then=added_to), role="member"),
    State(
        "dispute: add to what was learned, with errors", dispute("add-learning", then=closed), role="member", act=submit
    ),
    State("dispute of others", lambda user: "/disputes/2026-001/", role="officer", status=404),
]
