"""Who may do what with a dispute. To everyone else it does not exist."""

import rules
from django.utils import timezone

from compact_portal.access.roles import is_officer
from compact_portal.people.queries import organisations_acted_for_by
from disputes import panels
from disputes.choices import ENDED, DisputeState, Manner, Outcome, Side
from disputes.models import Adviser, WithheldName
from disputes.sides import company_of, party_of, side_of


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
def is_responding(user, dispute) -> bool:
    return side_of(user, dispute) == Side.RESPONDING


@rules.predicate
def speaks(user, dispute) -> bool:
    """For the organisation that speaks for its side. Those who raised it together with it read, and may leave."""
    party = party_of(user, dispute)
    return party is not None and party.speaks


@rules.predicate
def is_one_of_several(user, dispute) -> bool:
    party = party_of(user, dispute)
    return party is not None and len(company_of(dispute, party.side)) > 1


@rules.predicate
def is_being_talked_through(user, dispute) -> bool:
    return dispute.state == DisputeState.TALKING


@rules.predicate
def is_running(user, dispute) -> bool:
    return dispute.is_running


@rules.predicate
def is_settled(user, dispute) -> bool:
    return dispute.state == DisputeState.SETTLED


@rules.predicate
def is_closed(user, dispute) -> bool:
    return dispute.state == DisputeState.CLOSED


@rules.predicate
def is_ended(user, dispute) -> bool:
    return dispute.state in ENDED


@rules.predicate
def is_redirected(user, dispute) -> bool:
    return dispute.outcome == Outcome.REDIRECTED


@rules.predicate
def is_referred(user, dispute) -> bool:
    return dispute.state == DisputeState.REFERRED


@rules.predicate
def is_on_the_panel(user, dispute) -> bool:
    return panels.seat_of(user, dispute, timezone.localdate()) is not None


@rules.predicate
def is_convening(user, dispute) -> bool:
    return panels.convenes(user, dispute, timezone.localdate())


@rules.predicate
def stands_apart(user, dispute) -> bool:
    return panels.stands_apart(user, dispute, timezone.localdate())


@rules.predicate
def is_administrator(user) -> bool:
    return user.is_authenticated and user.is_active and user.is_administrator


@rules.predicate
def has_opened_it(user, dispute) -> bool:
    """As an administrator, for a reason that both sides can read, and not too long ago."""
    if not is_administrator(user):
        return False
    return dispute.openings.filter(user=user, until__gt=timezone.now()).exists()


@rules.predicate
def is_named_adviser(user, dispute) -> bool:
    """Asked by email to advise, with nothing to do with either side."""
    if not user.is_authenticated or not user.is_active:
        return False
    named = Adviser.objects.named_for(user).filter(stage__dispute=dispute).exists()
    return named and panels.is_close_to_nobody(user, dispute, timezone.localdate())


@rules.predicate
def checks_the_name(user, dispute) -> bool:
    """The one Champion who was asked, as long as they stand apart."""
    if dispute.manner != Manner.THROUGH_REPRESENTATIVE or not user.is_authenticated:
        return False
    asked = WithheldName.objects.filter(dispute=dispute, checker=user.person_id, asked_at__isnull=False)
    return asked.exists() and panels.stands_apart(user, dispute, timezone.localdate())


rules.add_perm("disputes.raise_dispute", acts_for_an_organisation)
rules.add_perm("disputes.edit_draft", is_draft & is_raising & speaks)
rules.add_perm("disputes.view_dispute", ~is_draft & (is_on_a_side | is_on_the_panel | has_opened_it))
rules.add_perm("disputes.make_bundle", ~is_draft & (is_on_a_side | is_on_the_panel))
rules.add_perm("disputes.change_procedure", is_officer)
rules.add_perm("disputes.check_name", is_running & ~is_on_a_side & checks_the_name)
rules.add_perm("disputes.know_name", is_raising & speaks)
rules.add_perm("disputes.name_checker", is_running & is_raising & speaks)
rules.add_perm("disputes.break_glass", is_administrator)
rules.add_perm("disputes.move_clock", is_running & speaks)
# Nobody shortens the other side's time: only those it reached say that it reached them later.
rules.add_perm("disputes.correct_start", is_being_talked_through & is_responding)
rules.add_perm("disputes.confirm_settlement", is_being_talked_through & speaks)
rules.add_perm("disputes.withdraw_dispute", is_running & is_raising & speaks)
rules.add_perm("disputes.leave_group", is_running & is_raising & is_one_of_several)
rules.add_perm("disputes.manage_team", (is_draft & is_raising & speaks) | (~is_draft & is_on_a_side))
rules.add_perm("disputes.refer_dispute", is_being_talked_through & is_raising & speaks)
rules.add_perm("disputes.hear_dispute", is_referred & ~is_on_the_panel & stands_apart)
rules.add_perm("disputes.convene_dispute", is_referred & is_convening)
rules.add_perm("disputes.leave_panel", is_referred & is_on_the_panel)
rules.add_perm("disputes.add_file", (is_running & is_on_a_side) | (is_referred & is_on_the_panel))
rules.add_perm("disputes.send_statement", is_referred & speaks)
rules.add_perm("disputes.object_to_champion", is_referred & is_on_a_side)
rules.add_perm("disputes.name_adviser", is_referred & (is_convening | speaks))
rules.add_perm("disputes.agree_to_adviser", is_referred & speaks)
rules.add_perm("disputes.advise_dispute", is_referred & ~is_on_a_side & ~is_on_the_panel & is_named_adviser)
rules.add_perm("disputes.redirect_dispute", (is_being_talked_through & is_responding) | (is_referred & is_convening))
rules.add_perm("disputes.ask_to_look_again", is_ended & is_redirected & is_raising & speaks)
rules.add_perm("disputes.look_again", is_ended & is_redirected & is_on_the_panel)
rules.add_perm("disputes.reopen_dispute", is_ended & speaks)
rules.add_perm("disputes.answer_since", is_closed & is_raising)
rules.add_perm("disputes.report_action", ~is_draft & speaks)
rules.add_perm("disputes.add_to_learning", is_closed & speaks)
rules.add_perm("disputes.write_learning", is_settled & (is_on_a_side | is_on_the_panel))
