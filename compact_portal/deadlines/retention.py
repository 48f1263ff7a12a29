"""How long due dates' own records keep personal data."""

from compact_portal.audit.retention import Keep

RETENTION = {
    "deadlines.bankholiday": Keep("Kept for good. Says which administrator added a day."),
    "deadlines.calendarfeed": Keep("Kept until its owner stops the calendar or leaves."),
}
