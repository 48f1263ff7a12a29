"""How long what can be found keeps personal data."""

from compact_portal.audit.retention import Keep

RETENTION = {
    "search.searchentry": Keep("Kept while the record can be found; made from the record it tells of."),
    "search.word": Keep("Kept while it stands in something that can be found; made from those records."),
    "search.place": Keep("Holds nothing personal."),
    "search.inquestion": Keep("Kept until the record is read again, a moment after its change."),
    "search.indexedsource": Keep("Holds nothing personal."),
}
