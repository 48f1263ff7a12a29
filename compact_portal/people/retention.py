"""How long what we know about people is kept."""

from compact_portal.audit.retention import Keep

ACCOUNT = "Kept while the account is open; then with the records it wrote."

RETENTION = {
    "people.person": Keep("Kept as long as a record names the person: minutes are kept for good."),
    "people.user": Keep(ACCOUNT),
    "people.organisation": Keep("Kept for good. Says nothing about a person."),
    "people.membership": Keep("Kept as long as the account: it shows who could act for whom, and when."),
    "people.invitation": Keep("Kept as long as the organisation: it shows who was invited."),
    "people.setuplink": Keep("Kept for good. Holds hashes, nothing personal."),
}
