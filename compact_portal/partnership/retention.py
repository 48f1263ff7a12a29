"""The partnership's settings hold its public contact details only."""

from compact_portal.audit.retention import Keep

RETENTION = {
    "partnership.partnership": Keep("Kept until it is changed. Holds public contact details."),
    "partnership.logo": Keep("Kept for good: pages already published show it. Nothing personal."),
}
