from compact_portal.audit.retention import Keep

RETENTION = {
    "pages.heartbeat": Keep("One row, written over every half minute. Nothing personal."),
}
