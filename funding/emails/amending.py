"""A round was amended after its publication."""

from datetime import datetime

from django.db.models import Q

from compact_portal.people.models import User
from compact_portal.wording import date_and_time
from funding.choices import SENT, ApplicationState
from funding.emails.telling import acting_for, tell
from funding.models import Amendment, Application, Round, RoundQuestion


def round_amended(amendment: Amendment, *, at: datetime) -> None:
    """To everyone who may rely on it, each once: who has begun or sent an application, alone or with others, and who
    asked something about it."""
    round_ = amendment.round
    tell(
        those_who_rely_on(round_),
        key=f"funding.amended:{amendment.pk}",
        subject=f"Changed: {round_}",
        words="\n\n".join(
            [
                f"{round_.programme.funded_by} has changed this round. They say: {amendment.reason}",
                "\n".join(f"{each['what']}: {each['after']}\nBefore: {each['before']}" for each in amendment.changes),
                weight_of(amendment),
                until_when(amendment),
            ]
        ),
        address=f"{round_.get_absolute_url()}#change-{amendment.number}",
        at=at,
    )


def until_when(amendment: Amendment) -> str:
    deadline = date_and_time(amendment.closes_at)
    return f"The deadline is {deadline}. What is sent already can be taken back until then, changed and sent again."


def weight_of(amendment: Amendment) -> str:
    if amendment.is_material:
        return "This changes what applicants write, or whether they apply. Read your application again."
    return "The funder says that this changes nothing in what applicants write."


def those_who_rely_on(round_: Round) -> list[User]:
    """Each once."""
    there = Application.objects.filter(Q(state=ApplicationState.DRAFT) | Q(state__in=SENT), round=round_)
    applicants = {
        organisation
        for application in there.with_members()
        for organisation in [application.organisation_id, *partners_of(application)]
    }
    asked = RoundQuestion.objects.filter(round=round_, asked_by__is_active=True)
    asking = [question.asked_by for question in asked.select_related("asked_by__person")]
    return list({user.pk: user for user in [*acting_for(applicants), *asking]}.values())


def partners_of(application: Application) -> list[int]:
    """Those on the portal that apply with it and have not left, by their ids."""
    return [each.organisation_id for each in application.members if each.organisation_id and each.left_at is None]
