"""Moving a record from state to state: the table decides, the trail remembers."""

from datetime import datetime

from django.db import models

from compact_portal.audit.services import record
from compact_portal.people.choices import Step


class WrongState(Exception):
    """The record is not in a state from which this can be done: mostly, somebody else was quicker."""

    def __init__(self, subject: models.Model):
        self.subject = subject
        super().__init__(f"This cannot be done now. The state of “{subject}” is: {subject.get_state_display()}.")


def lock(subject: models.Model) -> models.Model:
    """The record as it is now, held until the transaction ends."""
    return type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)


def take(step: Step, subject: models.Model, *, by, now: datetime, **details) -> None:
    """Set the next state on a locked record, and write it down. The caller saves. Raises WrongState."""
    if subject.state not in step.sources:
        raise WrongState(subject)
    before, subject.state = subject.state, step.target
    record(subject, step.done, by=by, at=now, **{"from": str(before), "to": str(step.target)}, **details)
