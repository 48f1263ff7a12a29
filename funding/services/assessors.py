"""Who assesses a round: asked by email, and what they have to do with the applicants before they read a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Membership, Organisation, User
from compact_portal.remembered import forget
from compact_portal.wording import long_date
from funding.choices import AssessmentState, InterestLevel, Phase, RoundState
from funding.emails import rounds as emails
from funding.models import Application, Assessment, Assessor, ConsortiumMember, DeclaredInterest, Round
from funding.queries import applicants_of
from funding.services.drafts import RUN, RoundMovedOn, lock

#: Assessors can be added.
BEFORE_MARKS_ARE_AGREED = (RoundState.PUBLISHED, RoundState.SIFTING, RoundState.INVITED, RoundState.ASSESSING)
DECLARE = "funding.declare_interests"
OPEN_NAMES = "funding.open_names"


@transaction.atomic
def add_assessor(round_: Round, *, email: str, by, now: datetime) -> Assessor:
    """Somebody who signs in with this address; who was taken off can come back. Raises ValidationError for an address
    that nobody signs in with, and for somebody who assesses already."""
    held = lock(round_)
    require(by, RUN, held)
    if held.state not in BEFORE_MARKS_ARE_AGREED:
        raise RoundMovedOn(held, "Nobody can be added any more: the marks are agreed.")
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise ValidationError({"email": "Nobody signs in with this address. Check it, or ask for an account for them."})
    if held.is_anonymous and (read := held.names_read.filter(user=user).first()):
        knows = f"{user} read who applied on {long_date(read.at)}, and this round is assessed without names."
        raise ValidationError({"email": f"{knows} Ask somebody else."})
    assessor, is_new = held.assessors.get_or_create(user=user, defaults={"added_at": now})
    if not is_new and assessor.removed_at is None:
        raise ValidationError({"email": f"{user} assesses this round already."})
    assessor.removed_at = None
    assessor.save()
    record(held, "assessor added", by=by, at=now, who=user.name)
    emails.asked_to_assess(assessor, at=now)
    forget()
    return assessor


def competing(round_: Round, assessors: Iterable[Assessor], now: datetime) -> set[int]:
    """Those, by their ids, who act for an applicant. They stand aside from it, and would judge those it competes with:
    the funder reads it and decides. Nobody before the round has closed for everyone: it would tell who applies."""
    if round_.phase(now) in (Phase.COMING, Phase.OPEN) or round_.exceptions.filter(until__gt=now).exists():
        return set()
    applied = [party for party in applicants_of(round_) if isinstance(party, int)]
    acting = Membership.objects.confirmed().filter(organisation__in=applied).values_list("user", flat=True)
    users = set(acting.filter(user__in=[each.user_id for each in assessors]))
    return {each.pk for each in assessors if each.user_id in users}


@transaction.atomic
def open_names(round_: Round, *, by, now: datetime) -> None:
    """Where applications are assessed without names, somebody of the funder who does not assess reads them with. Raises
    RoundMovedOn as long as they are sealed."""
    held = lock(round_)
    require(by, OPEN_NAMES, held)
    if held.closes_at is None or held.closes_at > now:
        raise RoundMovedOn(held, "Applications are sealed until the round closes. Not even their number is shown.")
    _, is_new = held.names_read.get_or_create(user=by, defaults={"at": now})
    if is_new:
        record(held, "names read", by=by, at=now)
    forget()


@transaction.atomic
def remove_assessor(assessor: Assessor, *, by, now: datetime) -> None:
    """Raises ValidationError once they have locked marks: what is judged stays judged; RoundMovedOn once the marks are
    agreed."""
    held = lock(assessor.round)
    require(by, RUN, held)
    if held.state not in BEFORE_MARKS_ARE_AGREED:
        raise RoundMovedOn(held, "Nobody can be removed any more: the marks are agreed.")
    if assessor.assessments.filter(state=AssessmentState.LOCKED).exists():
        raise ValidationError(f"{assessor} has locked marks already. They stay.")
    assessor.removed_at = now
    assessor.save()
    record(held, "assessor removed", by=by, at=now, who=assessor.user.name)
    forget()


@dataclass(frozen=True, slots=True)
class Applicant:
    """One with whom somebody may have to do. `party` is as in `Application.parties`; `asked` names it in a form."""

    party: int | str
    name: str
    asked: str
    organisation: Organisation | None = None

    def __str__(self) -> str:
        return self.name


def applicants(round_: Round) -> list[Applicant]:
    """Whose applications are assessed, by name: an assessor reads these before anything else. Those that apply
    together are among them; the last are those outside the portal."""
    here = Organisation.objects.filter(pk__in=[each for each in applicants_of(round_) if isinstance(each, int)])
    sent = Application.objects.sent().filter(round=round_)
    outside = ConsortiumMember.objects.filter(consortium__application__in=sent, organisation=None)
    by_party = {each.party: each for each in outside.order_by("-pk")}  # several may have written the same name
    found = [Applicant(each.pk, each.name, f"{each.pk}", each) for each in here.by_name()]
    return found + [
        Applicant(party, each.name, f"outside_{each.pk}")
        for party, each in sorted(by_party.items(), key=lambda pair: pair[0])
    ]


@transaction.atomic
def declare_interests(
    assessor: Assessor, *, levels: Mapping[int | str, tuple[str, str]], by, now: datetime
) -> Assessor:
    """`levels` has for each applicant, by its `party`, an InterestLevel and the reason. It can be declared again, to
    add what came up later; whoever stands aside then, takes their marks with them.

    Raises ValidationError for an applicant without an answer, and for an interest without a reason.
    """
    held = lock(assessor.round)
    require(by, DECLARE, held)
    assessor = held.assessors.get(pk=assessor.pk)
    for applicant in applicants(held):
        level, reason = levels.get(applicant.party, ("", ""))
        if level not in InterestLevel:
            raise ValidationError(f"Say what you have to do with {applicant}.")
        if level != InterestLevel.NONE and not reason.strip():
            raise ValidationError(f"Say what you have to do with {applicant}, in a few words.")
        declare(assessor, applicant, level, reason)
    assessor.declared_at = now
    assessor.save()
    stand_aside(assessor, now)
    number = assessor.interests.exclude(level=InterestLevel.NONE).count()
    record(held, "interests declared", by=by, at=now, number=number)
    forget()
    return assessor


def declare(assessor: Assessor, applicant: Applicant, level: str, reason: str) -> None:
    """What was decided about the same words before stays decided."""
    there = next((each for each in assessor.interests.all() if each.party == applicant.party), None)
    said = {"level": level, "reason": "" if level == InterestLevel.NONE else reason}
    if there is None:
        name = "" if applicant.organisation else applicant.name
        assessor.interests.create(organisation=applicant.organisation, name=name, **said)
    elif (there.level, there.reason) != (level, said["reason"]):
        assessor.interests.filter(pk=there.pk).update(**said, may_assess=None, decided_by=None)


def stand_aside(assessor: Assessor, now: datetime) -> None:
    """Marks of somebody who is kept out do not count, locked or not."""
    out = assessor.kept_out_of
    theirs = Application.objects.filter(assessments__assessor=assessor).with_members()
    apart_from = [each.pk for each in theirs if each.parties & out]
    given = Assessment.objects.filter(assessor=assessor, application__in=apart_from)
    given.update(state=AssessmentState.RECUSED, finished_at=now)


@transaction.atomic
def decide_on_interest(interest: DeclaredInterest, *, may_assess: bool, by, now: datetime) -> None:
    """Of something that may look like an interest: whether they assess this applicant all the same."""
    held = lock(interest.assessor.round)
    require(by, RUN, held)
    if interest.level != InterestLevel.POTENTIAL:
        raise RoundMovedOn(held, "There is nothing to decide: they have said otherwise since.")
    if interest.assessor.user_id == by.pk:
        raise ValidationError("This is about you. Somebody else of your organisation decides it.")
    interest.may_assess, interest.decided_by = may_assess, by
    interest.save()
    stand_aside(interest.assessor, now)
    record(held, "interest decided on", by=by, at=now, who=interest.assessor.user.name, may=may_assess)
    forget()
