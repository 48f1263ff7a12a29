"""How long the Compact is kept."""

from champions.services.formats import forget_format_requests
from champions.services.interests import forget_interests
from compact_portal.audit.retention import Keep

RECORD = Keep("Kept for good: the agreement as it was signed, with the names of those who signed it.")

PEOPLE = Keep("Kept for good: shows who led on the Compact for whom, and when.")

REQUESTS = Keep(
    "Kept for 1 year after the answer, with the name and address of whoever asked. Then removed.",
    years=1,
    purge=forget_format_requests,
)

REGISTER = Keep("Kept for good: what a signatory told the public about keeping the Compact, and who wrote it.")

INTERESTS = Keep(
    "Kept for 6 years after it ended: shows why a Champion stayed out of a dispute. Then removed.",
    years=6,
    purge=forget_interests,
)

RETENTION = {
    "champions.complianceexception": REGISTER,
    "champions.exceptionreview": REGISTER,
    "champions.promotion": REGISTER,
    "champions.interest": INTERESTS,
    "champions.formatrequest": REQUESTS,
    "champions.signatory": RECORD,
    "champions.champion": PEOPLE,
    "champions.compactversion": RECORD,
    "champions.section": RECORD,
    "champions.clause": RECORD,
    "champions.glossaryterm": RECORD,
    "champions.procedurestage": RECORD,
}
