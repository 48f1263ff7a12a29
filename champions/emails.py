"""One function per message. Each writes notices; the worker sends them."""

from datetime import date, datetime

from champions.models import FormatRequest, Response
from compact_portal.notices.services import post_notice
from compact_portal.wording import long_date


def format_asked(request: FormatRequest, *, due: date, at: datetime) -> None:
    """A copy for whoever asked, if they can be reached by email. Officers see that it went out, not its words."""
    if not request.email:
        return
    post_notice(
        key=f"champions.format-asked:{request.pk}",
        kind="champions.format-asked",
        email=request.email,
        subject="We have your request for another format",
        body=(
            f"You asked for the Compact in another format: {request}.\n\n"
            f"We will send it, or tell you when you can have it, by {long_date(due)}."
        ),
        at=at,
        private=True,
    )


def response_sent(response: Response, *, at: datetime) -> None:
    """A copy for whoever answered a consultation, if they gave an address."""
    if not response.email:
        return
    late = "It came after the last day. We keep it and mark it as late.\n\n" if response.is_late else ""
    post_notice(
        key=f"champions.response-sent:{response.pk}",
        kind="champions.response-sent",
        email=response.email,
        subject=f"We have your response {response.reference}",
        body=(
            f"Thank you for answering the consultation on the {response.consultation.version}.\n\n"
            f"Your reference: {response.reference}\n"
            f"About: {response.subject}\n\n"
            f"{response.words}\n\n"
            f"{late}"
            "We will reply to every response in a report that everyone can read."
        ),
        at=at,
        private=True,
    )
