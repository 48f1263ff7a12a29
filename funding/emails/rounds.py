"""About rounds: applying, assessing, and what was decided."""

from datetime import datetime

from compact_portal.wording import date_and_time, long_date
from funding.emails.telling import acting_for, leads_of, people_of, tell
from funding.models import (
    Application,
    Assessor,
    Consortium,
    ConsortiumMember,
    LateException,
    Round,
    RoundQuestion,
)


def application_sent(application: Application, *, at: datetime) -> None:
    """To everyone whose application it is: what was sent, when, and where to read it again."""
    tell(
        people_of(application),
        key=f"funding.sent:{application.pk}:{application.revision}",
        subject=f"Your application is sent: {application.round}",
        words=(
            f"The application of {application.organisation} arrived on {date_and_time(at)}. Nobody reads it before "
            f"{date_and_time(application.closes_at)}; until then you can take it back and change it."
        ),
        address=application.get_absolute_url(),
        at=at,
    )


def asked_to_agree(application: Application, consortium: Consortium, *, at: datetime) -> None:
    """To the leads of the others on the portal, each time that something was changed."""
    members = consortium.members.filter(left_at=None, organisation__isnull=False)
    tell(
        leads_of(members.values("organisation")),
        key=f"funding.together:{application.pk}:{consortium.revision}",
        subject=f"Please agree: {application.round}",
        words=(
            f"{application.organisation} names you as one of those who apply together, or has changed the shares or "
            "what you agree on. Read it, then agree or leave. It can only be sent when all have agreed."
        ),
        address=application.url("together"),
        at=at,
    )


def member_left(application: Application, member: ConsortiumMember, reason: str, *, at: datetime) -> None:
    tell(
        leads_of([application.organisation]),
        key=f"funding.left:{member.pk}:{at.isoformat()}",
        subject=f"{member} has left your application: {application.round}",
        words=f"{f'They say: {reason} ' if reason else ''}Share anew, and send it before the round closes.",
        address=application.url("together"),
        at=at,
    )


def application_discarded(application: Application, *, at: datetime) -> None:
    """To those who were asked to take part."""
    there = [each.organisation_id for each in application.members if each.organisation_id and each.left_at is None]
    tell(
        acting_for(there),
        key=f"funding.discarded:{application.pk}:{at.isoformat()}",
        subject=f"An application was removed: {application.round}",
        words=f"{application.organisation} does not go on with the application that you were to take part in.",
        address=application.round.get_absolute_url(),
        at=at,
    )


def more_time_given(given: LateException, *, at: datetime) -> None:
    tell(
        leads_of([given.organisation]),
        key=f"funding.late:{given.pk}",
        subject=f"You have more time: {given.round}",
        words=f"{given.organisation} can send its application until {date_and_time(given.until)}.",
        address=given.round.get_absolute_url(),
        at=at,
    )


def more_time_ended(given: LateException, *, at: datetime) -> None:
    tell(
        leads_of([given.organisation]),
        key=f"funding.late-ended:{given.pk}",
        subject=f"You have no more time: {given.round}",
        words=f"{given.round.programme.funded_by} gave {given.organisation} more time by mistake, and ended it. "
        "Nothing can be sent any more. What you wrote is kept.",
        address=given.round.get_absolute_url(),
        at=at,
    )


def round_cancelled(round_: Round, *, at: datetime) -> None:
    """To everyone who has begun or sent an application."""
    tell(
        leads_of(round_.applications.values("organisation")),
        key=f"funding.cancelled:{round_.pk}",
        subject=f"Cancelled: {round_}",
        words="The round was cancelled. What you wrote is kept. The page says why.",
        address=round_.get_absolute_url(),
        at=at,
    )


def question_asked(question: RoundQuestion, *, at: datetime) -> None:
    tell(
        leads_of([question.round.programme.funder]),
        key=f"funding.asked:{question.pk}",
        subject=f"A question about {question.round}",
        words="Somebody who may apply asks something. Everyone reads the answer.",
        address=f"{question.round.get_absolute_url()}questions/",
        at=at,
    )


def question_answered(question: RoundQuestion, *, at: datetime) -> None:
    """To whoever asked; everyone else reads it on the page."""
    asked_by = question.asked_by
    tell(
        [asked_by] if asked_by and asked_by.is_active else [],
        key=f"funding.answered:{question.pk}",
        subject=f"Your question about {question.round} is answered",
        words="Everyone can read the question and the answer; nobody reads who asked.",
        address=question.round.get_absolute_url(),
        at=at,
    )


def answer_corrected(question: RoundQuestion, *, at: datetime) -> None:
    """To whoever asked, and to everyone who has begun or sent an application."""
    asked_by = question.asked_by
    asked_by = [asked_by] if asked_by and asked_by.is_active else []
    tell(
        dict.fromkeys([*asked_by, *leads_of(question.round.applications.values("organisation"))]),
        key=f"funding.corrected:{question.pk}:{at.isoformat()}",
        subject=f"An answer about {question.round} is corrected",
        words="The funder has corrected an answer that everyone reads. Look whether it changes what you write.",
        address=question.round.get_absolute_url(),
        at=at,
    )


def asked_to_assess(assessor: Assessor, *, at: datetime) -> None:
    tell(
        [assessor.user],
        key=f"funding.assess:{assessor.pk}:{at.isoformat()}",
        subject=f"You are asked to assess: {assessor.round}",
        words="When the round has closed we write again. First you say what you have to do with those who applied.",
        address=assessor.round.get_absolute_url(),
        at=at,
    )


def assessment_started(round_: Round, *, at: datetime) -> None:
    tell(
        [assessor.user for assessor in round_.assessors.current().select_related("user__person")],
        key=f"funding.assessing:{round_.pk}",
        subject=f"You can assess now: {round_}",
        words=f"First say whom you have to do with. Marks are due on {long_date(round_.marks_due)}.",
        address=f"{round_.get_absolute_url()}assessment/",
        at=at,
    )


def decision_announced(round_: Round, *, at: datetime) -> None:
    """To everyone who acts for an applicant, in one moment. None says how it ended: the page does."""
    for application in Application.objects.sent().filter(round=round_).select_related("organisation").with_members():
        tell(
            people_of(application),
            key=f"funding.announced:{application.pk}",
            subject=f"The decision is announced: {round_}",
            words=f"You can read what was decided about the application of {application.organisation}, and why.",
            address=application.get_absolute_url(),
            at=at,
        )
