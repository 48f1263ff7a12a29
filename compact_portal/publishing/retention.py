"""How long publications are kept."""

from compact_portal.audit.retention import Keep

RETENTION = {
    "publishing.publication": Keep("Kept for good. What was published is a public record, with the names in it."),
}
