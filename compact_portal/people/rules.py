"""Who may do what with people and organisations."""

import rules

from compact_portal.access.roles import is_administrator, is_officer


@rules.predicate
def is_self(user, other) -> bool:
    return user == other


@rules.predicate
def is_member_of(user, organisation) -> bool:
    return user.is_authenticated and user.is_active and organisation.memberships.confirmed().filter(user=user).exists()


@rules.predicate
def is_lead_of(user, organisation) -> bool:
    return user.is_authenticated and organisation.memberships.leads().filter(user=user).exists()


@rules.predicate
def has_lead(user, organisation) -> bool:
    return organisation.memberships.leads().exists()


@rules.predicate
def is_invited(user, invitation) -> bool:
    return user.is_authenticated and user.is_active and user.email == invitation.email


@rules.predicate
def is_own_membership(user, membership) -> bool:
    return user.is_authenticated and user.is_active and membership.user_id == user.pk


rules.add_perm("people.see_people", is_officer | is_administrator)
rules.add_perm("people.give_roles", is_administrator)
rules.add_perm("people.deactivate_user", is_administrator & ~is_self)
rules.add_perm("people.see_organisations", is_officer | is_administrator)
rules.add_perm("people.see_organisation", is_officer | is_administrator | is_member_of)
rules.add_perm("people.decide_organisation", is_officer)
rules.add_perm("people.invite_organisation", is_officer)
# A lead looks after the members; officers step in only where there is nobody to do so.
rules.add_perm("people.manage_members", is_lead_of | (is_officer & ~has_lead))
rules.add_perm("people.answer_invitation", is_invited)
rules.add_perm("people.leave_organisation", is_own_membership)
