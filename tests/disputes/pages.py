"""Disputes, in the states their two sides and everyone else can meet them in."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from compact_portal.dates import roll_forward
from disputes.services import drafts, settling, stages
from tests.factories.disputes import drafted, raised
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
    drafts.add_file(dispute, upload=upload, by=user, now=timezone.now())
    return dispute.draft_url("page", "files")


def begun(user) -> str:
    return drafts.begin_draft(by=user, now=timezone.now()).draft_url()


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


def referred(made, sides) -> None:
    more_time_agreed(made, sides)
    stages.restart_clock(made, by=sides.raiser, now=timezone.now())
    settling.refer_to_champions(made, reason="We see it differently.", by=sides.raiser, now=timezone.now())


def index_with_one(user) -> str:
    raised(sides_of(user), on=days_ago(3))
    return "/disputes/"


PAGES = [
    State("disputes, explained", "/disputes/"),
    State("disputes, with one's own", index_with_one, role="member"),
    State("raise a concern: the start", "/disputes/raise/"),
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
    State("dispute: refer it", dispute("refer"), role="member"),
    State("dispute: withdraw it", dispute("withdraw"), role="member"),
    State("dispute: pause the clock", dispute("pause"), role="member"),
    State("dispute: start the clock again", dispute("restart", then=more_time_agreed), role="member"),
    State("dispute: correct the start", dispute("correct-start", raising=False), role="lead"),
    State("dispute of others", lambda user: "/disputes/2026-001/", role="officer", status=404),
]
