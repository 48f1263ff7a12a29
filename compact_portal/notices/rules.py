"""Who may look at the outbox."""

import rules

from compact_portal.access.roles import is_administrator, is_officer

rules.add_perm("notices.see_notices", is_officer | is_administrator)
rules.add_perm("notices.try_again", is_officer | is_administrator)
