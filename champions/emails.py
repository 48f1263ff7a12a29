"""One function per message. Each writes notices; the worker sends them."""

from datetime import date, datetime

from champions.models import FormatRequest
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
