"""The one message a notice becomes: plain text, the same Message-ID however often it is sent."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from compact_portal.notices.models import Notice
from compact_portal.partnership.models import Partnership

#: "-- " with the space is the line mail programs know as the start of a signature.
FOOTER = "\n".join(
    (
        "{body}",
        "",
        "-- ",
        "This message is from {partnership}.",
        "It was sent by a computer. You can see more at {url}",
        "",
    )
)


def message_for(notice: Notice) -> EmailMessage:
    """`notice` as an email. Auto-Submitted asks out-of-office replies not to answer it (RFC 3834).

    An answer to what is private goes to no officer, who may know nothing of it.
    """
    partnership = Partnership.current()
    answers_to = "" if notice.private else partnership.contact_email
    return EmailMessage(
        subject=notice.subject,
        body=FOOTER.format(body=notice.body.rstrip(), partnership=partnership.name, url=f"{settings.SITE_URL}/"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[notice.email],
        reply_to=[answers_to] if answers_to else None,
        headers={"Message-ID": message_id_of(notice.key), "Auto-Submitted": "auto-generated"},
    )


def message_id_of(key: str) -> str:
    """The Message-ID of the notice with this key: the mail server's chance to notice a second sending."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"
