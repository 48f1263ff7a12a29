"""Who may read what is published, and who may ask for it again."""

import rules

from compact_portal.access.roles import is_officer


@rules.predicate
def is_public(user, publication) -> bool:
    return publication.is_public


rules.add_perm("publishing.see_publication", is_public | is_officer)
rules.add_perm("publishing.render_publication", is_officer)
