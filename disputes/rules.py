"""Who may do what with a dispute. To everyone else it does not exist."""

import rules

from compact_portal.people.queries import organisations_acted_for_by
from disputes.choices import DisputeState, Side
from disputes.sides import party_of, side_of


@rules.predicate
def acts_for_an_organisation(user) -> bool:
    return user.is_authenticated and user.is_active and bool(organisations_acted_for_by(user))


@rules.predicate
def is_draft(user, dispute) -> bool:
    return dispute.is_draft


@rules.predicate
def is_on_a_side(user, dispute) -> bool:
    return party_of(user, dispute) is not None


@rules.predicate
def is_raising(user, dispute) -> bool:
    return side_of(user, dispute) == Side.RAISING


@rules.predicate
def is_being_talked_through(user, dispute) -> bool:
    return dispute.state == DisputeState.TALKING


@rules.predicate
def is_running(user, dispute) -> bool:
    return dispute.is_running


rules.add_perm("disputes.raise_dispute", acts_for_an_organisation)
rules.add_perm("disputes.edit_draft", is_draft & is_raising)
rules.add_perm("disputes.view_dispute", ~is_draft & is_on_a_side)
rules.add_perm("disputes.move_clock", is_running & is_on_a_side)
rules.add_perm("disputes.confirm_settlement", is_being_talked_through & is_on_a_side)
rules.add_perm("disputes.withdraw_dispute", is_running & is_raising)
rules.add_perm("disputes.refer_dispute", is_being_talked_through & is_raising)
