"""How long the Compact is kept."""

from champions.services.formats import forget_format_requests
from champions.services.interests import forget_interests
from champions.services.responses import forget_responders
from compact_portal.audit.retention import Keep

RECORD = Keep("Kept for good: the agreement as it was signed, with the names of those who signed it.")

PEOPLE = Keep("Kept for good: shows who led on the Compact for whom, and when.")

REQUESTS = Keep(
    "Kept for 1 year after the answer, with the name and address of whoever asked. Then removed.",
    years=1,
    purge=forget_format_requests,
)

ADOPTED = Keep("Kept for good: which body adopted the agreement, when, and what shows it.")

RESPONSES = Keep(
    "Name and email address are kept for 2 years after the report of the consultation, then removed. "
    "What was said, and for which organisation, is kept for good.",
    years=2,
    purge=forget_responders,
)

REGISTER = Keep("Kept for good: what a signatory told the public about keeping the Compact, and who wrote it.")

INTERESTS = Keep(
    "Kept for 6 years after it ended: shows why a Champion stayed out of a dispute. Then removed.",
    years=6,
    purge=forget_interests,
)

RETENTION = {
    "champions.adoption": ADOPTED,
    "champions.consultation": RECORD,
    "champions.response": RESPONSES,
    "champions.reply": Keep("Kept for good: what became of a response, why, and which officer said so."),
    "champions.complianceexception": REGISTER,
    "champions.exceptionreview": REGISTER,
    "champions.promotion": REGISTER,
    "champions.interest": INTERESTS,
    "champions.formatrequest": REQUESTS,
    "champions.signatory": RECORD,
    "champions.champion": PEOPLE,
    "champions.uploadededition": RECORD,
    "champions.compactversion": RECORD,
    "champions.compactstep": RECORD,
    "champions.section": RECORD,
    "champions.clause": RECORD,
    "champions.glossaryterm": RECORD,
    "champions.procedurestage": RECORD,
}
