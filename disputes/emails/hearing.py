"""Messages about who hears a dispute, where it belongs, and that it goes on. One function each; none names the other
side or says what it is about."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from compact_portal.notices.services import post_notice
from compact_portal.people.models import User
from compact_portal.wording import long_date
from disputes.choices import Side
from disputes.emails.telling import NO_DETAILS, both_sides, panel_of, people_on, tell
from disputes.models import Adviser, Dispute, Objection, Redirect, Stage
from disputes.sides import other


def champions_asked(dispute: Dispute, champions: Iterable[User], stage: Stage, *, at: datetime) -> None:
    """To Champions who stand apart. They say whether they are close to a side before they read a word of it."""
    tell(
        dispute,
        champions,
        what="champions-asked",
        occasion=str(stage.pk),
        subject="A dispute was referred to the Champions",
        words=f"A dispute was referred to the Compact Champions. It is due on {long_date(stage.original_due)}.",
        at=at,
    )


def champion_joined(dispute: Dispute, champion: User, last_day: date, *, at: datetime) -> None:
    """`last_day` is the last on which a side can object to them."""
    tell(
        dispute,
        both_sides(dispute),
        what="champion-joined",
        occasion=str(champion.pk),
        subject="A Champion has taken it up",
        words=(
            f"{champion.name} hears it as a Compact Champion. If you think that is not fair, you can say so until "
            f"{long_date(last_day)}."
        ),
        at=at,
    )


def objection_made(dispute: Dispute, objection: Objection, *, at: datetime) -> None:
    """To the one concerned, who answers, and to the others on the panel."""
    concerned = objection.member.person.user
    told = {"what": "objection-made", "occasion": str(objection.pk), "at": at}
    words = "One side asks whether it is fair that you hear it. Read why, and say whether you stay."
    tell(dispute, [concerned], subject="Do you stay on the panel?", words=words, **told)
    others = [user for user in panel_of(dispute) if user != concerned]
    words = "One side asks whether it is fair that somebody on the panel hears it. They answer."
    tell(dispute, others, subject="A question about the panel", words=words, **told)


def objection_answered(dispute: Dispute, objection: Objection, *, at: datetime) -> None:
    tell(
        dispute,
        both_sides(dispute),
        what="objection-answered",
        occasion=str(objection.pk),
        subject="About the panel",
        words=f"{objection.member.person.name} stays on the panel, and says why.",
        at=at,
    )


def champion_left(dispute: Dispute, who: str, seat: int, *, at: datetime) -> None:
    """To both sides and those who still hear it."""
    tell(
        dispute,
        [*both_sides(dispute), *panel_of(dispute)],
        what="champion-left",
        occasion=str(seat),
        subject="About the panel",
        words=f"{who} has stepped down.",
        at=at,
    )


def adviser_proposed(dispute: Dispute, adviser: Adviser, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, other(adviser.side)),
        what="adviser-proposed",
        occasion=str(adviser.pk),
        subject="Do you agree to this adviser?",
        words="The other side proposes an independent adviser. Say whether you agree.",
        at=at,
    )


def adviser_refused(dispute: Dispute, adviser: Adviser, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, adviser.side),
        what="adviser-refused",
        occasion=str(adviser.pk),
        subject="About the adviser",
        words="The other side sees it differently. You can both propose somebody else.",
        at=at,
    )


def adviser_invited(dispute: Dispute, adviser: Adviser, *, at: datetime) -> None:
    """To an address: there may be no account yet. Whoever signs in with it can answer."""
    post_notice(
        key=f"disputes.adviser-invited:{adviser.pk}",
        kind="disputes.adviser-invited",
        email=adviser.email,
        subject=f"Will you advise in a dispute? {dispute.reference}",
        body=(
            f"Hello {adviser.name},\n\nYou are asked to be the independent adviser in a dispute about our Compact. "
            f"Its reference is {dispute.reference}.\n\n{NO_DETAILS}\n\n"
            f"1. Create an account, or sign in, with this email address:\n"
            f"{settings.SITE_URL}{reverse('account_signup')}\n"
            f"2. Say whether you can do it:\n{settings.SITE_URL}{dispute.url('advise')}\n"
        ),
        at=at,
        private=True,
    )


def adviser_answered(
    dispute: Dispute, adviser: Adviser, *, takes_it_up: bool, last_day: date | None, at: datetime
) -> None:
    """`last_day`: until when the two sides can object to them, if they can."""
    said = "is the independent adviser." if takes_it_up else "cannot be the adviser. Somebody else can be named."
    words = f"{adviser.name} {said}"
    objecting = f" If you think that is not fair, you can say so until {long_date(last_day)}." if last_day else ""
    told = {"what": "adviser-answered", "occasion": str(adviser.pk), "subject": "About the adviser", "at": at}
    tell(dispute, both_sides(dispute), words=words + objecting, **told)
    tell(dispute, panel_of(dispute), words=words, **told)


def redirected(dispute: Dispute, redirect: Redirect, by: User, *, at: datetime) -> None:
    """To everyone else in it. Those who raised it are told until when they can ask for another look."""
    told = {"what": "redirected", "occasion": str(redirect.pk), "subject": "It belongs elsewhere", "at": at}
    raising = people_on(dispute, Side.RAISING)
    words = "It was found that it belongs elsewhere. Read where, and why. You can ask for another look."
    tell(dispute, raising, words=words, **told)
    others = [*people_on(dispute, Side.RESPONDING), *panel_of(dispute)]
    words = "It was found that it belongs elsewhere. You do not have to do anything."
    tell(dispute, [user for user in others if user != by], words=words, **told)


def another_look_asked(dispute: Dispute, redirect: Redirect, users: Iterable[User], *, at: datetime) -> None:
    tell(
        dispute,
        users,
        what="another-look-asked",
        occasion=str(redirect.pk),
        subject="Please look at it again",
        words="The side that raised it asks for another look at whether it belongs elsewhere.",
        at=at,
    )


def redirect_stands(dispute: Dispute, redirect: Redirect, *, at: datetime) -> None:
    tell(
        dispute,
        both_sides(dispute),
        what="redirect-stands",
        occasion=str(redirect.pk),
        subject="It was looked at again",
        words="It still belongs elsewhere. Read why.",
        at=at,
    )


def opened_again(dispute: Dispute, stage: Stage, by: User, *, at: datetime) -> None:
    """To both sides and those who hear it, but whoever did it."""
    everyone = [*both_sides(dispute), *panel_of(dispute)]
    tell(
        dispute,
        [user for user in everyone if user != by],
        what="opened-again",
        occasion=str(stage.pk),
        subject="It goes on",
        words=f"It is open again, with a new date: {long_date(stage.original_due)}.",
        at=at,
    )
