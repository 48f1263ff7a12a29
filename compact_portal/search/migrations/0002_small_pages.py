"""SQLite's index in smaller pages. PostgreSQL's stays as it is."""

from django.db import migrations

from compact_portal.search.backends import ENGINES


def install_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        ENGINES["sqlite"].install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(install_again, migrations.RunPython.noop)]
