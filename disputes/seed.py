"""The procedure a new portal begins with: that of the Compact, section 9. Put there after `migrate`.

After, not in, a migration: a test database that was flushed gets it back.
"""

from django.apps import apps as installed_apps

#: Number, title, weeks, who decides. Compact, section 9: "Within 2 weeks", "Within 4 weeks".
STAGES = (
    (1, "Avoid it escalating", 2, "parties"),
    (2, "Refer to Champions", 4, "champions"),
)


def seed_procedure(*, using, apps=installed_apps, **_) -> None:
    """A flush sends no `apps`."""
    try:
        procedure, stage = apps.get_model("disputes", "Procedure"), apps.get_model("disputes", "ProcedureStage")
    except LookupError:  # migrated back to before the table
        return
    if procedure.objects.using(using).exists():
        return
    first = procedure.objects.using(using).create(number=1, name="Compact disputes procedure")
    stage.objects.using(using).bulk_create(
        stage(procedure=first, number=number, title=title, amount=weeks, unit="weeks", decided_by=who)
        for number, title, weeks, who in STAGES
    )
