"""Empties the database after a test that committed its records: only the tables that hold any.

Django's way empties all hundred tables and lets every app set itself up again. PostgreSQL takes more than a second for
that, and a run does it many hundred times. Our triggers refuse either way, so they are lifted meanwhile.
"""

from django.db import connections, transaction
from django.test import TransactionTestCase

from compact_portal.audit import triggers as audit
from compact_portal.deadlines.seed import seed_bank_holidays
from compact_portal.publishing import triggers as publishing
from disputes.seed import seed_procedure

LASTING = ("django_migrations", "django_content_type", "auth_permission")  # of the tables, not of any test


def teach_django() -> None:
    """Let every transactional test, and every test with a live server, end this way."""

    def empty_databases(case):
        for name in case._databases_names(include_mirrors=False):
            empty(connections[name])

    TransactionTestCase._fixture_teardown = empty_databases


def empty(connection) -> None:
    audit.remove(connection)
    publishing.remove(connection)
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for table in _filled(connection, cursor):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # keys are checked at the end
    finally:
        audit.install(connection)
        publishing.install(connection)
    seed_bank_holidays(using=connection.alias)
    seed_procedure(using=connection.alias)


def _filled(connection, cursor) -> list[str]:
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - {*LASTING}
    holds = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM {1})"
    cursor.execute(" UNION ALL ".join(holds.format(name, connection.ops.quote_name(name)) for name in sorted(tables)))
    return [name for (name,) in cursor.fetchall()]
