"""How long the Compact is kept."""

from compact_portal.audit.retention import Keep

RECORD = Keep("Kept for good: the agreement as it was signed, with the names of those who signed it.")

PEOPLE = Keep("Kept for good: shows who led on the Compact for whom, and when.")

RETENTION = {
    "champions.signatory": RECORD,
    "champions.champion": PEOPLE,
    "champions.compactversion": RECORD,
    "champions.section": RECORD,
    "champions.clause": RECORD,
    "champions.glossaryterm": RECORD,
    "champions.procedurestage": RECORD,
}
