"""The database's own refusal to change what was published, in both dialects.

What a publication says is frozen from the start; once it is rendered, so is its PDF. None is deleted. It may still be
withdrawn: that changes who sees it, and nothing else.
Whoever alters the table in a migration calls `install` again afterwards: SQLite rebuilds a table to alter it, and
drops its triggers on the way.
"""

TABLE = "publishing_publication"
REFUSAL = "What is published never changes."

#: The columns that say what was published, by whom and when.
FROZEN = (
    "id", "subject_type", "subject_id", "document", "number", "edition", "title", "template", "data", "mark",
    "filename", "public", "published_by_id", "published_at",
)  # fmt: skip
#: The columns of the rendering.
RENDERED = (
    "state", "attempts", "next_attempt_at", "claimed_by", "claimed_until", "last_error", "pdf", "sha256", "pages",
    "bytes", "rendered_at",
)  # fmt: skip
#: A second row in the same place would push the first one out without a DELETE (SQLite's INSERT OR REPLACE).
PLACE = ("subject_type", "subject_id", "document", "number", "edition")

REFUSED = {
    "postgresql": ("update", "delete", "truncate"),
    "sqlite": ("update", "delete", "replace"),
}


def install(connection) -> None:
    """Put the triggers in place, replacing those that stand there."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]():
            cursor.execute(statement)


def remove(connection) -> None:
    """Take the triggers away: for going back through migrations, and for emptying a test database."""
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for refused in REFUSED[connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{refused}{on_table}")


def _changes(differs: str) -> str:
    frozen, rendered = (
        " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns) for columns in (FROZEN, RENDERED)
    )
    return f"(OLD.state = 'rendered' AND ({rendered})) OR {frozen}"


def postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION publishing_refuse()"
    return [
        f"""CREATE OR REPLACE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW
        WHEN ({_changes("IS DISTINCT FROM")}) {refuse}""",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT {refuse}",
    ]


def sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    same_place = " AND ".join(f"{column} = NEW.{column}" for column in PLACE)
    taken = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR ({same_place}))"
    return [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} WHEN {_changes('IS NOT')} {refuse}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {refuse}",
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN {taken} {refuse}",
    ]


STATEMENTS = {"postgresql": postgresql, "sqlite": sqlite}
