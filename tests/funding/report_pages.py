"""Reports on awards, as the group and the funder see them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from funding.models import Report
from funding.services import awards, closing, reports
from tests.factories.funding import PNG
from tests.funding.award_pages import accept, announced
from tests.rig.states import State, submit

TOLD = {
    "happened": "The hall was open every evening, and a choir began in it.",
    "spent": 9_000_00,
    "explanation": "",
    "benefited": "Forty neighbours, half of them for the first time.",
    "learned": "Mondays are quiet.",
}


def of_a_report(
    page: str = "report",
    *,
    as_funder: bool = False,
    told: dict | None = None,
    is_sent: bool = False,
    answer: str = "",
    file: bool = False,
):
    def path(user) -> str:
        made, funder, group = announced(user, as_funder=as_funder)
        awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
        report, writer = Report.objects.get(), {"by": group.user, "now": made.now}
        if file:
            reports.add_file(report, upload=SimpleUploadedFile("the-hall-in-may.png", PNG), **writer)
            report = Report.objects.get()
        if told or is_sent:
            report = reports.save_report(report, seen=report.revision, **{**TOLD, **(told or {})}, **writer)
        if is_sent:
            report = reports.send_report(report, seen=report.revision, **writer)
        if answer == "accept":
            reports.accept_report(report, by=funder.user, now=made.now)
        if answer == "ask":
            reports.ask_about_report(report, question="How many came?", by=funder.user, now=made.now)
        return made.award.url(page) if page == "award" else report.url(page)

    return path


def of_a_paid_one(page: str, *, is_reported: bool = False, is_closed: bool = False):
    """For the funder: all of it is paid."""

    def path(user) -> str:
        made, funder, group = announced(user, as_funder=True)
        accept(made, funder, group)
        who = {"by": user, "now": made.now}
        awards.move_payment(made.award.payments.last(), "pay", paid_on=made.now.date(), **who)
        if is_reported:
            Report.objects.update(state="accepted", sent_at=made.now, accepted_at=made.now)
        if is_closed:
            closing.close_award(made.award, reason="The group has ended.", **who)
        return made.award.url(page)

    return path


def told_elsewhere(page: str, *, points: bool = False):
    """Another funder has accepted a report of the same organisation."""

    def path(user) -> str:
        made, *_ = announced(user, as_funder=False)
        other, other_funder, _ = announced(user, as_funder=False)
        for each in (made, other):
            awards.answer_offer(each.award, accepts=True, by=user, now=made.now)
        report, earlier = made.award.reports.get(), other.award.reports.get()
        reports.save_report(earlier, seen=0, **TOLD, by=user, now=made.now)
        reports.send_report(earlier, seen=1, by=user, now=made.now)
        earlier = reports.accept_report(earlier, by=other_funder.user, now=made.now)
        if points:
            reports.save_report(report, seen=0, stands_for=earlier, spent=1_000_00, by=user, now=made.now)
        return report.url(page)

    return path


def answer_with_nothing(page) -> None:
    page.get_by_label("We want to know more").check()
    submit(page)


def too_much(page) -> None:
    page.get_by_label("How much was spent?").fill("a lot")
    submit(page)


PAGES = [
    State("award: with a report to come, for the organisation", of_a_report("award"), role="lead"),
    State(
        "award: with a report that came, for the funder",
        of_a_report("award", as_funder=True, is_sent=True),
        role="lead",
    ),
    State("report: not begun", of_a_report(), role="lead"),
    State("report: not sent, for the funder", of_a_report(as_funder=True), role="lead"),
    State("report: draft with a file", of_a_report(told=TOLD, file=True), role="lead"),
    State("report: add a file", of_a_report("report-file-add"), role="lead"),
    State("report: add a file, with errors", of_a_report("report-file-add"), role="lead", act=submit),
    State("report: send, with a file", of_a_report("report-send", told=TOLD, file=True), role="lead"),
    State(
        "report: sent with a file, for the funder", of_a_report(as_funder=True, is_sent=True, file=True), role="lead"
    ),
    State("report: draft", of_a_report(told={"learned": ""}), role="lead"),
    State("report: ready to be sent", of_a_report(told=TOLD), role="lead"),
    State("report: sent", of_a_report(is_sent=True), role="lead"),
    State("report: sent, for the funder", of_a_report(as_funder=True, is_sent=True), role="lead"),
    State("report: something is asked", of_a_report(is_sent=True, answer="ask"), role="lead"),
    State("report: accepted", of_a_report(is_sent=True, answer="accept"), role="lead"),
    State("report: write", of_a_report("report-write"), role="lead"),
    State("report: write, with errors", of_a_report("report-write"), role="lead", act=too_much),
    State("report: cannot be written", of_a_report("report-write", is_sent=True), role="lead", status=409),
    State("report: send, something is missing", of_a_report("report-send", told={"learned": ""}), role="lead"),
    State("report: send, more was spent", of_a_report("report-send", told={"spent": 90_000_00}), role="lead"),
    State("report: send", of_a_report("report-send", told=TOLD), role="lead"),
    State("report: answer", of_a_report("report-answer", as_funder=True, is_sent=True), role="lead"),
    State(
        "report: answer, with errors",
        of_a_report("report-answer", as_funder=True, is_sent=True),
        role="lead",
        act=answer_with_nothing,
    ),
    State("award: last steps", of_a_paid_one("award"), role="lead"),
    State("award: close", of_a_paid_one("award-close", is_reported=True), role="lead"),
    State("award: close, a report is missing", of_a_paid_one("award-close"), role="lead"),
    State("award: close, with errors", of_a_paid_one("award-close"), role="lead", act=submit),
    State("award: closed without every report", of_a_paid_one("award", is_closed=True), role="lead"),
    State("report: write, told to another funder", told_elsewhere("report-write"), role="lead"),
    State("report: draft that points to another", told_elsewhere("report", points=True), role="lead"),
    State("report: send one that points to another", told_elsewhere("report-send", points=True), role="lead"),
]
