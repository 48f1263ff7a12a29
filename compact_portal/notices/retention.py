"""How long the outbox remembers."""

from compact_portal.audit.retention import Keep
from compact_portal.notices.services import forget_notices

RETENTION = {
    "notices.notice": Keep(
        "Kept for 2 years. Then the words and the reader go; that something was sent stays.",
        years=2,
        purge=forget_notices,
    ),
}
