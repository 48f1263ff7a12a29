"""Who may do what with the Compact."""

import rules

from compact_portal.access.roles import is_officer


@rules.predicate
def is_public_version(user, version) -> bool:
    """In force, out to consultation or superseded: never a draft."""
    return version.is_public


rules.add_perm("champions.view_compact", is_public_version | is_officer)
rules.add_perm("champions.write_compact", is_officer)
