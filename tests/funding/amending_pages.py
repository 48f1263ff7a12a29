"""A published round that is amended, as its funder, an applicant and everyone see it."""

from datetime import timedelta

from django.utils import timezone

from compact_portal.dates import add_working_days
from funding.choices import Kind
from tests.factories.funding import a_funder, published_round, submitted, timetable
from tests.funding.amended import amended, confirmed, prepared
from tests.funding.pages import funder_of
from tests.rig.states import State, submit


def days_later(round_, days: int = 20):
    return add_working_days(timezone.localdate(round_.closes_at), days)


def open_round(funder, **answers):
    return published_round(funder, on=timezone.localdate() - timedelta(days=2), **answers)


def coming_round(funder):
    return published_round(funder, on=timezone.localdate() + timedelta(days=3))


def by(funder) -> dict:
    return {"by": funder.user, "now": timezone.now()}


def nothing_yet(make=open_round):
    return lambda user: f"{make(funder_of(user)).get_absolute_url()}amend/"


def with_changes(page: str = "", *, make=open_round, is_confirmed: bool = False, **changes):
    """Prepared, on one of its pages."""

    def path(user) -> str:
        funder = funder_of(user)
        round_ = make(funder)
        later = {"closes_on": days_later(round_)} if changes.get("material") else {}
        prepared(round_, **later, **changes, **by(funder))
        if is_confirmed:
            confirmed(round_, **by(funder))
        return f"{round_.get_absolute_url()}amend/{page}"

    return path


def quotation(funder):
    opened = timezone.localdate() - timedelta(days=1)
    return open_round(funder, kind=Kind.QUOTATION, **timetable(opened, days=60))


MATERIAL = {"budget": 60_000_00, "purpose": "Gardens and lunch clubs.\n\nNothing else.", "material": True}
LARGE = {"budget": 250_000_00, "material": True, "make": quotation}


def twice(funder):
    round_ = open_round(funder)
    first = amended(round_, closes_on=days_later(round_), **MATERIAL, **by(funder)).round
    return amended(first, closes_on=days_later(first, 3), reason="The hall is closed.", **by(funder)).round


def of_everyone(user) -> str:
    return twice(a_funder()).get_absolute_url()


def form(user) -> str:
    return f"{of_everyone(user)}form/"


def of_its_funder(user) -> str:
    return twice(funder_of(user)).get_absolute_url()


def of_an_applicant(*, is_sent: bool):
    def path(user) -> str:
        funder = a_funder()
        round_ = open_round(funder)
        made = submitted(round_, user.memberships.get(), now=timezone.now() - timedelta(hours=1))
        if not is_sent:
            type(made).objects.update(state="draft", submitted_at=None)
        amended(round_, closes_on=days_later(round_), **MATERIAL, **by(funder))
        return made.get_absolute_url()

    return path


def closed(user) -> str:
    round_ = published_round(funder_of(user), on=timezone.localdate() - timedelta(days=90))
    return f"{round_.get_absolute_url()}amend/"


def choose_no_day(page) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"[name=closes_on_{part}]").fill("")
    submit(page)


def choose_an_early_day(page) -> None:
    page.locator("[name=closes_on_year]").fill("2020")
    submit(page)


def write_nothing(page) -> None:
    for box in page.locator("main form textarea, main form input[type=text]").all():
        box.fill("")
    submit(page)


PAGES = [
    State("amend: not begun", nothing_yet(), role="lead"),
    State("amend: not begun, before it opens", nothing_yet(coming_round), role="lead"),
    State("amend: something is left", with_changes(closes_on=None), role="lead"),
    State("amend: all is done", with_changes(is_confirmed=True, **MATERIAL), role="lead"),
    State("amend: the round is closed", closed, role="lead", status=409),
    State("amend: words", with_changes("words/"), role="lead"),
    State("amend: words, with errors", with_changes("words/"), role="lead", act=write_nothing),
    State("amend: money", with_changes("money/"), role="lead"),
    State("amend: money, with errors", with_changes("money/"), role="lead", act=write_nothing),
    State("amend: reason", with_changes("reason/"), role="lead"),
    State("amend: reason, of what is material", with_changes("reason/", **MATERIAL), role="lead"),
    State("amend: reason, with errors", with_changes("reason/"), role="lead", act=write_nothing),
    State("amend: dates", with_changes("dates/"), role="lead"),
    State("amend: dates before it opens", with_changes("dates/", make=coming_round), role="lead"),
    State("amend: dates of what is material", with_changes("dates/", **MATERIAL), role="lead"),
    State("amend: dates, with errors", with_changes("dates/"), role="lead", act=choose_no_day),
    State("amend: dates, too early", with_changes("dates/"), role="lead", act=choose_an_early_day),
    State("amend: the check, to confirm", with_changes("check/"), role="lead"),
    State("amend: the check, confirmed", with_changes("check/", is_confirmed=True), role="lead"),
    State("amend: the check, with an answer to give anew", with_changes("check/", **LARGE), role="lead"),
    State("amend: one commitment", with_changes("check/lots/", **LARGE), role="lead"),
    State("amend: one commitment, with errors", with_changes("check/lots/", **LARGE), role="lead", act=submit),
    State("amend: publish", with_changes("publish/", is_confirmed=True, **MATERIAL), role="lead"),
    State("amend: publish with gaps", with_changes("publish/"), role="lead"),
    State("amend: drop it", with_changes("discard/"), role="lead"),
    State("round: amended, for everyone", of_everyone),
    State("round: amended, for its funder", of_its_funder, role="lead"),
    State("round: amended, the form to print", form),
    State("application: sent before the round was amended", of_an_applicant(is_sent=True), role="lead"),
    State("application: begun before the round was amended", of_an_applicant(is_sent=False), role="lead"),
]
