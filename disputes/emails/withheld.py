"""About a name that is withheld. None of them says it."""

from datetime import datetime

from disputes.choices import Side
from disputes.emails.telling import people_on, tell, write_to
from disputes.models import Dispute, WithheldName


def asked_to_check(dispute: Dispute, withheld: WithheldName, *, at: datetime) -> None:
    write_to(
        withheld.checker.user,
        what="check-name",
        about=f"{dispute.pk}:{at.isoformat()}",
        subject=f"Please check a name: {dispute.reference}",
        words="A representative speaks for a group whose name is kept from the other side. Only you can check it.",
        address=dispute.url("check-name"),
        at=at,
    )


def need_not_check(dispute: Dispute, withheld: WithheldName, *, at: datetime) -> None:
    write_to(
        withheld.checker.user,
        what="need-not-check-name",
        about=f"{dispute.pk}:{at.isoformat()}",
        subject=f"No need to check a name: {dispute.reference}",
        words="It has ended. You need not check the name any more. Thank you, and please tell nobody the name.",
        address="/disputes/",
        at=at,
    )


def name_answered(dispute: Dispute, withheld: WithheldName, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, Side.RAISING),
        what="name-checked",
        occasion=at.isoformat(),
        subject="The name is checked" if withheld.confirmed else "The name could not be confirmed",
        words=f"{withheld.state}.",
        at=at,
    )
