"""The numbers by which an organisation is known elsewhere."""

from datetime import datetime

from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation
from funding.models import Registration

REGISTER = "funding.register"


@transaction.atomic
def save_registration(organisation: Organisation, *, by, now: datetime, **numbers) -> Registration:
    """`numbers` are fields of Registration. Raises ValidationError for one that fails its pattern."""
    require(by, REGISTER, organisation)
    saved = Registration.objects.filter(organisation=organisation).first() or Registration(organisation=organisation)
    for name, said in numbers.items():
        setattr(saved, name, said)
    saved.full_clean()
    saved.save()
    record(organisation, "registered", by=by, at=now)
    return saved
