"""How long disputes are kept."""

from compact_portal.audit.retention import Keep

PROCEDURE = Keep("Kept for good: the rules a dispute was raised under. Holds nothing personal.")
RECORD = Keep(
    "Kept for 6 years after it ended, the time in which a contract can be disputed in court. A draft is kept until its "
    "writer sends or removes it."
)

RETENTION = {
    "disputes.procedure": PROCEDURE,
    "disputes.procedurestage": PROCEDURE,
    **dict.fromkeys(
        [
            "disputes.dispute",
            "disputes.party",
            "disputes.teammember",
            "disputes.disputeclause",
            "disputes.agreedaction",
            "disputes.disputefile",
            "disputes.joinrequest",
            "disputes.opening",
            "disputes.reading",
            "disputes.sinceanswer",
            "disputes.stage",
            "disputes.clockchange",
            "disputes.extensionrequest",
            "disputes.settlement",
            "disputes.declaration",
            "disputes.panelmember",
            "disputes.timetable",
            "disputes.statement",
            "disputes.outcomedraft",
            "disputes.factcomment",
            "disputes.learningnote",
            "disputes.objection",
            "disputes.adviser",
            "disputes.redirect",
            "disputes.reopening",
        ],
        RECORD,
    ),
}
