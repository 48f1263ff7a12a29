"""Who may do what with a round. Drafts exist for the funder's own people only."""

import rules
from django.db.models import QuerySet
from django.utils import timezone

from compact_portal.access.roles import is_officer
from compact_portal.people.choices import Sector
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_acted_for_by, organisations_led_by
from compact_portal.remembered import once_per_request
from compact_portal.written import written
from funding import panel
from funding.choices import ASSESSED, IN_THE_OPEN, ApplicationState, RoundState


@once_per_request
def funders_of(user) -> frozenset[int]:
    """The public bodies this user acts for, by their ids."""
    acted_for = organisations_acted_for_by(user) if user.is_authenticated and user.is_active else ()
    return frozenset(_public_bodies(sorted(acted_for)))


@written
def _public_bodies(organisations: list[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=organisations, sector=Sector.PUBLIC).values_list("pk", flat=True)


@rules.predicate
def acts_for_a_funder(user) -> bool:
    return bool(funders_of(user))


def acts_for_the_funder_of_programme(user, programme) -> bool:
    """Without a question of its own: the programme knows its funder."""
    if not user.is_authenticated or not user.is_active or programme.funder is None:
        return False
    return programme.funder.sector == Sector.PUBLIC and programme.funder_id in organisations_acted_for_by(user)


@rules.predicate
def acts_for_its_funder(user, round_) -> bool:
    return acts_for_the_funder_of_programme(user, round_.programme)


@rules.predicate
def is_draft(user, round_or_application) -> bool:
    return round_or_application.is_draft


@rules.predicate
def acts_for_an_applicant(user) -> bool:
    return user.is_authenticated and user.is_active and bool(organisations_acted_for_by(user))


@rules.predicate
def acts_for_the_applicant(user, application) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return application.organisation_id in organisations_acted_for_by(user)


@rules.predicate
def leads_the_applicant(user, application) -> bool:
    return user.is_authenticated and user.is_active and application.organisation_id in organisations_led_by(user)


@rules.predicate
def acts_for_a_member(user, application) -> bool:
    """Of those that apply together, as long as it has not left."""
    if not user.is_authenticated or not user.is_active:
        return False
    there = {each.organisation_id for each in application.members if each.left_at is None}
    return bool(there & organisations_acted_for_by(user))


@rules.predicate
def acts_for_this_organisation(user, organisation) -> bool:
    return user.is_authenticated and user.is_active and organisation.pk in organisations_acted_for_by(user)


@rules.predicate
def is_unsealed(user, application) -> bool:
    """Sent, and its time is over: then its funder reads it, and not a moment before. An assessment begins once the time
    of everyone is over. Of two stages this is the first; the second stays sealed in it (`funding.stages`)."""
    if not application.is_sent:
        return False
    round_ = application.round
    return round_.state in ASSESSED or round_.closes_for(application.organisation_id) <= timezone.now()


@rules.predicate
def acts_for_the_funder_of(user, application) -> bool:
    return acts_for_the_funder_of_programme(user, application.round.programme)


@rules.predicate
def stands_apart(user, application) -> bool:
    return panel.stands_apart(user, application)


@rules.predicate
def reads_names(user, application) -> bool:
    return panel.reads_names(user, application.round)


@rules.predicate
def is_assessor(user, round_) -> bool:
    return panel.assessor_of(user, round_) is not None


@rules.predicate
def is_without_names(user, round_) -> bool:
    return round_.is_anonymous


@rules.predicate
def is_being_assessed(user, round_) -> bool:
    """Or its first stage is looked at."""
    return round_.state in (RoundState.ASSESSING, RoundState.SIFTING)


@rules.predicate
def may_begin_to_read(user, application) -> bool:
    """Whoever assesses as well says whom they have to do with before they read a first stage."""
    if application.round.state != RoundState.SIFTING:
        return True
    assessor = panel.assessor_of(user, application.round)
    return assessor is None or assessor.declared_at is not None


@rules.predicate
def was_assessed(user, round_) -> bool:
    return round_.state in ASSESSED


@rules.predicate
def assesses(user, application) -> bool:
    """Has said whom they have to do with, and stands apart from this applicant."""
    assessor = panel.assessor_of(user, application.round)
    return assessor is not None and assessor.declared_at is not None and panel.stands_apart(user, application)


@rules.predicate
def is_to_be_marked(user, application) -> bool:
    return application.round.state == RoundState.ASSESSING and application.state == ApplicationState.ELIGIBLE


@rules.predicate
def has_finished_own_marks(user, application) -> bool:
    """Whoever marks it sees no mark of others before their own are locked; whoever does not, none before all are. Once
    it is announced, nobody has marks to give any more."""
    if application.round.state in IN_THE_OPEN:
        return True
    if panel.assessor_of(user, application.round) is None:
        return application.round.state != RoundState.ASSESSING or panel.is_marked(application)
    own = panel.assessment_of(user, application)
    return own is not None and own.is_finished


rules.add_perm("funding.start_round", acts_for_a_funder)
rules.add_perm("funding.edit_draft", is_draft & acts_for_its_funder)
rules.add_perm("funding.run_round", ~is_draft & acts_for_its_funder)
rules.add_perm("funding.apply", acts_for_an_applicant)
rules.add_perm("funding.edit_application", is_draft & acts_for_the_applicant)
can_read_own = acts_for_the_applicant | acts_for_a_member
can_pass_application = is_unsealed & acts_for_the_funder_of & stands_apart & may_begin_to_read
can_view_application = can_read_own | (can_pass_application & reads_names)
can_mark_application = is_to_be_marked & assesses
can_view_marks = is_unsealed & stands_apart & (acts_for_the_funder_of | assesses) & has_finished_own_marks

rules.add_perm("funding.view_application", can_view_application)
rules.add_perm("funding.read_names", reads_names)
rules.add_perm("funding.view_assessment", was_assessed & (is_assessor | acts_for_its_funder))
rules.add_perm("funding.open_names", ~is_draft & acts_for_its_funder & is_without_names & ~is_assessor)
rules.add_perm("funding.declare_interests", is_being_assessed & is_assessor)
rules.add_perm("funding.pass_application", can_pass_application)
rules.add_perm("funding.mark_application", can_mark_application)
rules.add_perm("funding.view_marks", can_view_marks)
rules.add_perm(
    "funding.read_papers", can_view_application | can_pass_application | can_mark_application | can_view_marks
)
rules.add_perm("funding.read_copy", can_read_own)
rules.add_perm("funding.answer_consortium", acts_for_a_member)
rules.add_perm("funding.withdraw_application", acts_for_the_applicant)
rules.add_perm("funding.run_award", acts_for_the_funder_of)
rules.add_perm("funding.answer_award", acts_for_the_applicant)
rules.add_perm("funding.view_award", acts_for_the_funder_of | acts_for_the_applicant)
rules.add_perm("funding.write_report", leads_the_applicant)
rules.add_perm("funding.reply_to_concern", leads_the_applicant)
rules.add_perm("funding.read_drafts_of_reports", acts_for_the_applicant)
rules.add_perm("funding.register", acts_for_this_organisation)
rules.add_perm("funding.record_round", is_officer)
