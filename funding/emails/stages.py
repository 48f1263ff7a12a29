"""About rounds of two stages: who is to look at the first, and who goes on to the second."""

from datetime import datetime

from compact_portal.wording import date_and_time
from funding.choices import ApplicationState
from funding.emails.telling import acting_for, people_of, tell
from funding.models import Application, Round


def first_stage_looked_at(round_: Round, *, at: datetime) -> None:
    """To those who assess and act for the funder: they say whom they have to do with before they read."""
    of_funder = {user.pk for user in acting_for([round_.programme.funder_id])}
    assessors = round_.assessors.current().select_related("user__person")
    tell(
        [each.user for each in assessors if each.user_id in of_funder],
        key=f"funding.sifting:{round_.pk}",
        subject=f"The first stage is looked at: {round_}",
        words="You assess this round. Before you read a first stage, say whom you have to do with.",
        address=f"{round_.get_absolute_url()}interests/",
        at=at,
    )


def second_stage_begun(round_: Round, *, at: datetime) -> None:
    """To everyone who applied, in one moment."""
    found = Application.objects.ever_sent().filter(round=round_).select_related("organisation").with_members()
    for application in found:
        application.round = round_
        telling = invited if application.state == ApplicationState.INVITED else not_invited
        telling(application, at=at)


def invited(application: Application, *, at: datetime) -> None:
    closes = date_and_time(application.round.second_closes_at)
    tell(
        people_of(application),
        key=f"funding.invited:{application.pk}",
        subject=f"You can go on: {application.round}",
        words=(
            f"The application of {application.organisation} passed the first stage. Answer the questions of the second "
            f"stage and send it by {closes}. Nobody else reads it before then."
        ),
        address=application.get_absolute_url(),
        at=at,
    )


def not_invited(application: Application, *, at: datetime) -> None:
    """The reason is on the page, for those who act for the applicant alone."""
    tell(
        people_of(application),
        key=f"funding.not-invited:{application.pk}",
        subject=f"About your application: {application.round}",
        words=(
            f"Thank you for applying. The application of {application.organisation} does not go on to the second "
            "stage. The page says why, and what the funder wants to tell you."
        ),
        address=application.get_absolute_url(),
        at=at,
    )
