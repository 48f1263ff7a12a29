"""The database's own refusal to rewrite the trail, in both dialects.

The one UPDATE let through turns an event into a tombstone: it empties what is personal and keeps place and hashes.
That is the retention purge (retention.py). Whoever alters one of these tables in a migration calls `install` again
afterwards: SQLite rebuilds a table to alter it, and drops its triggers on the way.
"""

EVENTS = "audit_auditevent"
SEALS = ("audit_auditdigest", "audit_sealedhead")
TABLES = (EVENTS, *SEALS)

REFUSAL = "The audit trail is append-only."

REFUSED = {
    "postgresql": ("update", "delete", "truncate"),
    "sqlite": ("update", "delete", "replace"),
}
STANDING = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}

IS_BURIAL = """
    OLD.purged_at IS NULL AND NEW.purged_at IS NOT NULL
    AND NEW.id = OLD.id AND NEW.subject = OLD.subject AND NEW.sequence = OLD.sequence AND NEW.at = OLD.at
    AND NEW.previous_hash = OLD.previous_hash AND NEW.hash = OLD.hash
"""

POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(connection) -> None:
    """Put the triggers in place, replacing those that stand there."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]():
            cursor.execute(statement)


def missing(connection) -> list[str]:
    """The triggers that ought to stand and do not: taken away by hand, or lost when SQLite rebuilt a table."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in _names(connection.vendor) if name not in standing]


def remove(connection) -> None:
    """Take the triggers away: for going back through migrations, and for emptying a test database."""
    on_table = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in TABLES:
            for refused in REFUSED[connection.vendor]:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{refused}{on_table.format(table=table)}")


def _names(vendor: str) -> list[str]:
    return [f"{table}_no_{refused}" for table in TABLES for refused in REFUSED[vendor]]


def postgresql() -> list[str]:
    statements = [POSTGRESQL_FUNCTION]
    for table in TABLES:
        unless = f"WHEN (NOT ({IS_BURIAL}))" if table == EVENTS else ""
        refuse = "EXECUTE FUNCTION audit_refuse()"
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {unless} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        ]
    return statements


def sqlite() -> list[str]:
    statements = []
    for table in TABLES:
        unless = f"WHEN NOT ({IS_BURIAL})" if table == EVENTS else ""
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {unless} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            # INSERT OR REPLACE removes the old row without firing DELETE triggers.
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {TAKEN[table]} {refuse}",
        ]
    return statements


def _taken(table: str, *keys: str) -> str:
    same = " OR ".join(f"({key})" for key in ("id = NEW.id", *keys))
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"


TAKEN = {
    EVENTS: _taken(EVENTS, "subject = NEW.subject AND sequence = NEW.sequence"),
    "audit_auditdigest": _taken("audit_auditdigest", "day = NEW.day", "previous_hash = NEW.previous_hash"),
    "audit_sealedhead": _taken("audit_sealedhead", "subject = NEW.subject AND sequence = NEW.sequence"),
}

STATEMENTS = {"postgresql": postgresql, "sqlite": sqlite}
