"""Who sees all due dates, who adds bank holidays."""

import rules

from compact_portal.access.roles import is_administrator, is_officer


@rules.predicate
def is_added_by_hand(user, holiday) -> bool:
    return holiday.added_by_id is not None


rules.add_perm("deadlines.see_all_due_dates", is_officer)
rules.add_perm("deadlines.see_bank_holidays", is_administrator | is_officer)
rules.add_perm("deadlines.add_bank_holiday", is_administrator)
rules.add_perm("deadlines.remove_bank_holiday", is_administrator & is_added_by_hand)
