"""Who may do what with the Compact and its Champions."""

import rules

from compact_portal.access.roles import is_officer
from compact_portal.people.rules import is_lead_of


@rules.predicate
def is_public_version(user, version) -> bool:
    """In force, out to consultation or superseded: never a draft."""
    return version.is_public


@rules.predicate
def leads_signatory(user, signatory) -> bool:
    """A signatory's lead looks after its own Champion, and no other."""
    return is_lead_of(user, signatory.organisation)


rules.add_perm("champions.view_compact", is_public_version | is_officer)
rules.add_perm("champions.write_compact", is_officer)
rules.add_perm("champions.answer_format_request", is_officer)
rules.add_perm("champions.run_consultation", is_officer)
rules.add_perm("champions.see_responses", is_officer)
rules.add_perm("champions.add_signatory", is_officer)
rules.add_perm("champions.appoint_champion", leads_signatory | is_officer)
