"""How long due dates' own records keep personal data."""

from compact_portal.audit.retention import Keep

RETENTION = {
    "deadlines.bankholiday": Keep("Kept for good. Says which administrator added a day."),
    "deadlines.duedate": Keep("Kept while the date is open; made from the records it tells of."),
    "deadlines.responsibility": Keep("Kept while the date is open; made from the records it tells of."),
    "deadlines.keptsource": Keep("Holds nothing personal."),
    "deadlines.reminded": Keep("Kept for good. Holds hashes, nothing personal."),
    "deadlines.calendarfeed": Keep("Kept until its owner stops the calendar or leaves."),
}
