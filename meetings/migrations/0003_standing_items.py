"""A new portal starts with one agenda template, so that no first agenda is empty."""

from django.db import migrations

STANDING_ITEMS = (
    (1, "welcome", "Welcome and introductions"),
    (2, "apologies", "Apologies and substitutes"),
    (1, "declarations", "Declarations of interest"),
    (1, "previous-minutes", "Minutes of the last meeting"),
    (2, "accuracy", "Accuracy"),
    (2, "matters-arising", "Matters arising"),
    (1, "work-plan", "Work plan"),
    (1, "any-other-business", "Any other business"),
)


def add_template(apps, schema_editor):
    template = apps.get_model("meetings", "AgendaTemplate").objects.create(name="Standing items")
    line = apps.get_model("meetings", "AgendaTemplateItem")
    for position, (level, kind, title) in enumerate(STANDING_ITEMS, start=1):
        line.objects.create(template=template, position=position, level=level, kind=kind, title=title)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_untitled_items")]
    operations = [migrations.RunPython(add_template, migrations.RunPython.noop)]
