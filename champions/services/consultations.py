"""Consulting on a version: opening, extending and closing the window, and publishing what came of it."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions.models import CompactVersion, Consultation
from champions.models.consultations import USUAL_WINDOW
from champions.queries.consultations import unanswered
from champions.reports import responses_report
from champions.services.compact import Decided, move, publish_compact, refuse_step
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.publishing.models import Publication
from compact_portal.publishing.services import publish_document, withdraw_latest
from compact_portal.wording import count_of, long_date

RUN = "champions.run_consultation"


#: The longest that people can be asked from today on (our rule): one mistyped year would hold up the next version.
LONGEST_WINDOW = timedelta(weeks=52)


def usual_closing(opens_on: date) -> date:
    return opens_on + USUAL_WINDOW


@transaction.atomic
def open_consultation(
    version: CompactVersion,
    *,
    introduction: str,
    closes_on: date | None = None,
    reason: str = "",
    minute_reference: str = "",
    minute_url: str = "",
    seen: int | None = None,
    by,
    now: datetime,
) -> Consultation:
    """Put a draft out to consultation from today, for 12 weeks if nothing else is said, and publish its text.

    Raises ValidationError for a day that is not to come, a window shorter than 12 weeks without a reason, or words
    other than those of the revision that was `seen`; WrongState when the version is no draft.
    """
    require(by, RUN)
    opens_on = timezone.localdate(now)
    closes_on = closes_on or usual_closing(opens_on)
    refuse_window(opens_on, closes_on, reason)
    decided = Decided(minute_reference=minute_reference, minute_url=minute_url)
    version = move(version, "consult", seen=seen, decided=decided, by=by, now=now, closes=closes_on.isoformat())
    version.save()
    consultation = Consultation.objects.create(
        version=version, opens_on=opens_on, closes_on=closes_on, reason=reason, introduction=introduction
    )
    record(consultation, "opened", by=by, at=now, closes=closes_on.isoformat(), reason=reason)
    publish_compact(version, by=by, now=now)
    return consultation


def check_opening(version: CompactVersion, *, closes_on: date, reason: str, today: date) -> None:
    """What must hold before a consultation can be opened. Raises ValidationError or WrongState."""
    refuse_step(version, "consult")
    refuse_window(today, closes_on, reason)


def refuse_window(opens_on: date, closes_on: date, reason: str) -> None:
    if closes_on <= opens_on:
        raise ValidationError({"closes_on": "The last day must be later than today."})
    refuse_far_off(opens_on, closes_on)
    usual = usual_closing(opens_on)
    if closes_on < usual and not reason.strip():
        raise ValidationError(
            {"reason": f"Enter why people get less than 12 weeks, or choose {long_date(usual)} or a later day."}
        )


def refuse_far_off(today: date, closes_on: date) -> None:
    """Nothing else can be written while people are asked, and nobody can bring the last day forward."""
    last = today + LONGEST_WINDOW
    if closes_on > last:
        raise ValidationError({"closes_on": f"Choose {long_date(last)} or an earlier day. Check the year."})


@transaction.atomic
def extend_consultation(consultation: Consultation, *, closes_on: date, by, now: datetime) -> Consultation:
    """Give people longer. What came between the two last days is no longer late."""
    consultation = locked(consultation, by)
    earlier = consultation.closes_on
    if closes_on <= max(earlier, timezone.localdate(now)):
        raise ValidationError({"closes_on": f"Choose a day after today and after {long_date(earlier)}."})
    refuse_far_off(timezone.localdate(now), closes_on)
    consultation.closes_on = closes_on
    consultation.save(update_fields=["closes_on"])
    consultation.responses.late().update(is_late=False)
    record(consultation, "extended", by=by, at=now, **{"from": earlier.isoformat(), "to": closes_on.isoformat()})
    return consultation


@transaction.atomic
def close_consultation(
    consultation: Consultation, *, minute_reference: str = "", minute_url: str = "", by, now: datetime
) -> Consultation:
    """End it once its last day has passed: from now on no response is taken, not even a late one."""
    consultation = locked(consultation, by)
    if timezone.localdate(now) <= consultation.closes_on:
        raise ValidationError(
            f"People can answer until {long_date(consultation.closes_on)}. Close the consultation after that day."
        )
    decided = Decided(minute_reference=minute_reference, minute_url=minute_url)
    move(consultation.version, "consider", decided=decided, by=by, now=now).save()
    consultation.closed_at = now
    consultation.save(update_fields=["closed_at"])
    record(consultation, "closed", by=by, at=now)
    return consultation


@transaction.atomic
def withdraw_consultation(consultation: Consultation, *, by, now: datetime) -> CompactVersion:
    """Take back one that was opened by mistake: the version is a draft again, and nothing of it stays public.

    The trail and the steps of the version say that it happened. Raises ValidationError once somebody has answered:
    what people said is kept, and gets a reply.
    """
    consultation = locked(consultation, by)
    refuse_withdrawal(consultation)
    version = move(consultation.version, "withdraw", by=by, now=now)
    version.save()
    withdraw_latest(version, "compact", by=by, at=now)
    record(consultation, "withdrawn", by=by, at=now, opened=consultation.opens_on.isoformat())
    consultation.delete()
    return version


def refuse_withdrawal(consultation: Consultation) -> None:
    refuse_closed(consultation)
    if there := consultation.responses.count():
        raise ValidationError(
            f"{count_of(there, 'response')} came in already, so the consultation cannot be withdrawn. Close it after "
            "its last day and reply to what people said. You can go back to the draft then."
        )


def locked(consultation: Consultation, by) -> Consultation:
    """The consultation as it is now, while it has not been closed."""
    require(by, RUN)
    found = Consultation.objects.select_for_update(of=("self",)).select_related("version").get(pk=consultation.pk)
    refuse_closed(found)
    return found


def refuse_closed(consultation: Consultation) -> None:
    if consultation.closed_at:
        raise ValidationError(f"The consultation was closed on {long_date(consultation.closed_at)}.")


@transaction.atomic
def publish_responses_report(consultation: Consultation, *, by, now: datetime) -> list[Publication]:
    """Show everyone what people said and what changed. A correction is the next edition.

    Raises ValidationError while responses are still taken, or wait for a reply.
    """
    require(by, RUN)
    found = Consultation.objects.select_for_update(of=("self",)).select_related("version").get(pk=consultation.pk)
    refuse_report(found)
    found.report_published_at = now
    found.save(update_fields=["report_published_at"])
    record(found, "reported", by=by, at=now)
    report = responses_report(found)
    return publish_document(
        found,
        "responses-report",
        title=report["title"],
        template="champions/documents/responses_body.html",
        data=report,
        filename=f"responses-{found.version.slug}",
        by=by,
        at=now,
    )


def refuse_report(consultation: Consultation) -> None:
    if consultation.closed_at is None:
        raise ValidationError("Close the consultation first. People can still answer.")
    if left := unanswered(consultation):
        needs = "needs" if left == 1 else "need"
        raise ValidationError(f"{count_of(left, 'response')} still {needs} a reply. The report can be published then.")
