"""Changing the partnership's settings."""

from datetime import datetime

from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.partnership.logos import UploadedLogo
from compact_portal.partnership.models import Logo, Partnership

#: What the settings page changes, besides the logo.
SETTINGS = (
    "name",
    "strapline",
    "area",
    "contact_email",
    "contact_phone",
    "contact_address",
    "chair_email",
    "brand_colour",
    "agenda_clear_days",
    "minutes_due_days",
)


class ChangedMeanwhile(Exception):
    """Someone else saved after this form was opened. Carries what is saved now."""

    def __init__(self, partnership: Partnership):
        super().__init__("The settings were changed after the form was opened.")
        self.partnership = partnership


@transaction.atomic
def change_partnership(
    *, revision: int, by, now: datetime, logo: UploadedLogo | None = None, remove_logo: bool = False, **settings
) -> Partnership:
    """Save the settings given. `revision` is the one the form was opened with.

    Raises ChangedMeanwhile when another one is saved by now, PermissionDenied for all but officers and
    administrators.
    """
    require(by, "partnership.change_partnership")
    partnership = Partnership.objects.select_for_update().first() or Partnership()
    if partnership.revision != revision:
        raise ChangedMeanwhile(partnership)
    changes = _apply(partnership, settings)
    if logo:
        partnership.logo = Logo.objects.create(content=logo.content, content_type=logo.content_type, uploaded_at=now)
        changes["logo"] = {"to": partnership.logo_id}
    elif remove_logo and partnership.logo_id:
        changes["logo"] = {"from": partnership.logo_id}
        partnership.logo = None
    if changes:
        partnership.revision += 1
        partnership.full_clean()
        partnership.save()
        record(partnership, "changed", by=by, at=now, **changes)
    return partnership


def _apply(partnership: Partnership, settings: dict) -> dict[str, dict]:
    """Set what differs; returns it as {name: {"from": …, "to": …}}."""
    changes = {}
    for name in SETTINGS:
        before, after = getattr(partnership, name), settings.get(name, getattr(partnership, name))
        if before != after:
            setattr(partnership, name, after)
            changes[name] = {"from": before, "to": after}
    return changes
