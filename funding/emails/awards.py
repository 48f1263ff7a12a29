"""About awards: the offer, the money, reports, and concerns."""

from datetime import datetime

from compact_portal.wording import long_date
from funding.emails.telling import acting_for, leads_of, tell
from funding.models import (
    Award,
    Concern,
    ConcernReply,
    Payment,
    Report,
)


def offer_answered(award: Award, *, at: datetime) -> None:
    tell(
        leads_of([award.round.programme.funder]),
        key=f"funding.offer-answered:{award.pk}",
        subject=f"An award is {award.get_state_display().lower()}: {award.reference}",
        words="The page says what comes next.",
        address=award.get_absolute_url(),
        at=at,
    )


def reserve_offered(award: Award, *, at: datetime) -> None:
    tell(
        acting_for([award.organisation_id]),
        key=f"funding.reserve-offered:{award.pk}",
        subject=f"There is an offer for you: {award.round}",
        words="Your application was in reserve, and money became free. The page says how much it is.",
        address=award.get_absolute_url(),
        at=at,
    )


def payment_moved(award: Award, payment: Payment, *, at: datetime) -> None:
    tell(
        leads_of([award.organisation]),
        key=f"funding.payment:{payment.pk}:{at.isoformat()}",
        subject=f"{payment} of {award.reference}: {payment.get_state_display().lower()}",
        words="The page of the award says how much it is and why.",
        address=award.get_absolute_url(),
        at=at,
    )


def report_sent(report: Report, *, at: datetime) -> None:
    tell(
        leads_of([report.award.round.programme.funder]),
        key=f"funding.report-sent:{report.pk}:{report.revision}",
        subject=f"A report came: {report.award.reference}",
        words=f"Read it by {long_date(report.answer_due)}. You can accept it or ask for more.",
        address=report.get_absolute_url(),
        at=at,
    )


def report_answered(report: Report, *, at: datetime) -> None:
    """Accepted, or something is asked."""
    tell(
        leads_of([report.award.organisation]),
        key=f"funding.report-answered:{report.pk}:{report.revision}",
        subject=f"Your report on {report.award.reference}: {report.get_state_display().lower()}",
        words="The page of the report says what comes next.",
        address=report.get_absolute_url(),
        at=at,
    )


def award_closed(award: Award, *, at: datetime) -> None:
    tell(
        acting_for([award.organisation_id]),
        key=f"funding.award-closed:{award.pk}",
        subject=f"Your award is closed: {award.reference}",
        words="Nothing more is to be done. The page of the award stays.",
        address=award.get_absolute_url(),
        at=at,
    )


def concern_moved(concern: Concern, what: str, *, at: datetime) -> None:
    """To everyone who acts for the group: the funder has done something. The page says what."""
    tell(
        acting_for([concern.award.organisation_id]),
        key=f"funding.concern:{concern.pk}:{what}:{at.isoformat()}",
        subject=f"{what}: {concern.award.reference}",
        words="It is about how your award goes. The page says what comes next, and you can reply there.",
        address=concern.get_absolute_url(),
        at=at,
    )


def concern_replied(said: ConcernReply, *, at: datetime) -> None:
    award = said.concern.award
    tell(
        leads_of([award.round.programme.funder]),
        key=f"funding.concern-reply:{said.pk}",
        subject=f"{award.organisation} replies: {award.reference}",
        words="It is about the concern that you raised.",
        address=said.concern.get_absolute_url(),
        at=at,
    )
