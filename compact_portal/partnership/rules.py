"""Who changes the partnership's settings."""

import rules

from compact_portal.access.roles import is_administrator, is_officer

rules.add_perm("partnership.change_partnership", is_officer | is_administrator)
