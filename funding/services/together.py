"""Applying together: one leads and sends; the others agree, each by itself, to the same words and shares.

Whatever is changed in them is agreed to anew: nobody is bound to what they have not read.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_acted_for_by
from funding.emails import rounds as emails
from funding.models import AgreementFile, Application, Consortium, ConsortiumMember
from funding.services.applications import ApplicationMovedOn, lock, lock_draft
from funding.services.files import remove, stored

ANSWER = "funding.answer_consortium"

#: More than this nobody can agree with.
MOST_MEMBERS = 20


@transaction.atomic
def save_terms(application: Application, *, shares_in: str, words: str, upload=None, by, now: datetime) -> Consortium:
    """How the money is shared, and what is agreed on; `upload` takes the place of the file before. With other shares
    the old ones mean nothing, so they cannot change once somebody has one.

    Raises ValidationError where the round lets nobody apply together.
    """
    held = lock_draft(application, by, now)
    if not held.round.lets_apply_together:
        raise ValidationError("In this round every organisation applies alone.")
    has_shares, consortium = bool(held.members), held.together or Consortium(application=held)
    if has_shares and consortium.shares_in != shares_in:
        raise ValidationError({"shares_in": "Remove the others first. Then you can share in another way."})
    consortium.shares_in, consortium.words = shares_in, words
    consortium.save()
    if upload:
        remove(AgreementFile.objects.filter(consortium=consortium).first())
        AgreementFile.objects.create(consortium=consortium, **stored(upload, by=by, now=now))
    change_terms(held, consortium, by=by, now=now)
    return consortium


def change_terms(held: Application, consortium: Consortium, *, by, now: datetime) -> None:
    """Everybody agrees anew, and is told."""
    consortium.revision += 1
    consortium.save()
    asked = ConsortiumMember.objects.filter(consortium=consortium, left_at=None)
    asked.update(agreed_at=None)
    touch(held, now)
    record(held, "terms of applying together changed", by=by, at=now)
    emails.asked_to_agree(held, consortium, at=now)


def touch(held: Application, now: datetime) -> None:
    held.saved_at, held.revision = now, held.revision + 1
    held.save()


@transaction.atomic
def save_member(
    application: Application,
    member: ConsortiumMember | None,
    *,
    organisation: Organisation | None = None,
    name: str = "",
    share: int,
    yearly_income: int | None = None,
    said_by: str = "",
    by,
    now: datetime,
) -> ConsortiumMember:
    """Add one, or change it. Of the portal, or outside by its `name`; for one outside `said_by` says who agreed.

    Raises ValidationError for the lead itself, the funder, one that is there already, and one of the portal that is
    named as if it were outside: what its people have to do with it would keep nobody out.
    """
    held = lock_draft(application, by, now)
    consortium = held_consortium(held)
    others = [each for each in held.members if member is None or each.pk != member.pk]
    refuse_member(held, others, organisation, name)
    refuse_share(consortium, others, share)
    saved = member or ConsortiumMember(consortium=consortium)
    saved.organisation, saved.name, saved.share = organisation, "" if organisation else name, share
    saved.yearly_income, saved.left_at = None if organisation else yearly_income, None
    saved.said_by, saved.agreed_at = "" if organisation else said_by, None
    saved.save()
    change_terms(held, consortium, by=by, now=now)
    if saved.said_by:
        ConsortiumMember.objects.filter(pk=saved.pk).update(agreed_at=now)
    return saved


def held_consortium(held: Application) -> Consortium:
    if held.together is None:
        raise ApplicationMovedOn(held, "Your organisation applies alone now.")
    return held.together


def refuse_member(
    held: Application, others: list[ConsortiumMember], organisation: Organisation | None, name: str
) -> None:
    where = "organisation" if organisation else "name"
    if organisation and organisation.pk == held.organisation_id:
        raise ValidationError({where: "This is your own organisation. It is in the lead already."})
    if organisation and organisation.pk == held.round.programme.funder_id:
        raise ValidationError({where: "The funder cannot apply to itself."})
    if not organisation and Organisation.objects.confirmed().filter(name__iexact=" ".join(name.split())).exists():
        raise ValidationError({where: "It is on this site. Choose it there, and it agrees by itself."})
    if any(same(each, organisation, name) for each in others):
        raise ValidationError({where: "It is there already. Change its share instead."})
    if len(others) >= MOST_MEMBERS:
        raise ValidationError(f"There are {MOST_MEMBERS} already. Remove one first.")


def refuse_share(consortium: Consortium, others: list[ConsortiumMember], share: int) -> None:
    """Something has to be left for the lead. While nobody knows how much is asked for, shares in pounds are not looked
    at: that is said before it can be sent."""
    taken = share + sum(each.share for each in others if each.left_at is None)
    if consortium.whole is not None and taken >= consortium.whole:
        whole, said = consortium.in_words(consortium.whole), consortium.in_words(taken)
        raise ValidationError(
            {"share": f"The others would have {said} of {whole}, and nothing is left for you. Enter less."}
        )


def same(member: ConsortiumMember, organisation: Organisation | None, name: str) -> bool:
    return member.organisation_id == organisation.pk if organisation else member.name.lower() == name.lower()


@transaction.atomic
def remove_member(application: Application, member: ConsortiumMember, *, by, now: datetime) -> None:
    """One that is gone already stays gone."""
    held = lock_draft(application, by, now)
    consortium = held_consortium(held)
    consortium.members.filter(pk=member.pk).delete()
    change_terms(held, consortium, by=by, now=now)


@transaction.atomic
def apply_alone(application: Application, *, by, now: datetime) -> None:
    """There is no consortium any more; the answers stay."""
    held = lock_draft(application, by, now)
    if held.together:
        remove(AgreementFile.objects.filter(consortium=held.together).first())
        held.together.delete()
        touch(held, now)


def own_places(held: Application, by) -> list[ConsortiumMember]:
    own = organisations_acted_for_by(by)
    return [each for each in held.members if each.organisation_id in own and each.left_at is None]


@transaction.atomic
def agree(application: Application, *, seen: int, by, now: datetime) -> None:
    """For the organisations that `by` acts for. `seen` is the revision of what they agree to.

    Raises ValidationError when it was changed meanwhile, ApplicationMovedOn once it is sent.
    """
    held = lock(application)
    require(by, ANSWER, held)
    if not held.is_draft:
        raise ApplicationMovedOn(held, "It is sent already. What was agreed to stays as it is.")
    if held.together.revision != seen:
        raise ValidationError("It was changed while you looked. Read it again, then agree.")
    if held.together.leaves_nothing:
        raise ValidationError("The shares come to more than the whole. The lead has to change them first.")
    for member in own_places(held, by):
        if member.agreed_at is None:
            ConsortiumMember.objects.filter(pk=member.pk).update(agreed_at=now)
            record(held, "agreed to apply together", by=by, at=now)
    touch(held, now)


@transaction.atomic
def leave(application: Application, *, reason: str, by, now: datetime) -> None:
    """At any time. A draft cannot be sent then before the lead has shared anew; what is sent stays sent, and says so.
    The lead is told why."""
    held = lock(application)
    require(by, ANSWER, held)
    for member in own_places(held, by):
        ConsortiumMember.objects.filter(pk=member.pk).update(agreed_at=None, left_at=now)
        record(held, "left", by=by, at=now)
        emails.member_left(held, member, reason, at=now)
    touch(held, now)
