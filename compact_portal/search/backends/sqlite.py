"""FTS5, which Python's own SQLite has.

The index reads titles and texts through a view, and follows the table by triggers. Whoever alters the table in a
migration calls `install` again afterwards: SQLite rebuilds a table to alter it, and drops its triggers on the way.
"""

from collections.abc import Collection

from django.db import connection

from compact_portal.search.backends.asking import MARK, MOST_RANKED, UNMARK, Narrowed
from compact_portal.search.words import Asked

#: What a search is narrowed to stands in the index as words of its own, so that nothing is read to be left out.
LABELS = """'xa' || {row}.audience || ' xk' || {row}.kind || ' xp' || COALESCE({row}.place_id, 0)
    || ' xy' || COALESCE(SUBSTR({row}.day, 1, 4), '')"""
#: A word in a title says more of what it is about.
WEIGHTS = "10.0, 1.0, 0.0"
WORDS_IN_A_PASSAGE = 40
ANY_YEAR = (1900, 2199)
#: A span longer than this is left to the dates of the entries.
MOST_YEARS = 30

INSERT = f"""INSERT INTO search_index(rowid, title, text, labels)
    VALUES (NEW.id, NEW.title, NEW.text, {LABELS.format(row="NEW")})"""
DELETE = f"""INSERT INTO search_index(search_index, rowid, title, text, labels)
    VALUES ('delete', OLD.id, OLD.title, OLD.text, {LABELS.format(row="OLD")})"""

STATEMENTS = [
    f"""CREATE VIEW search_indexed AS
    SELECT id, title, text, {LABELS.format(row="entry")} AS labels FROM search_searchentry AS entry""",
    """CREATE VIRTUAL TABLE search_index USING fts5(
    title, text, labels, content='search_indexed', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2')""",
    f"CREATE TRIGGER search_index_insert AFTER INSERT ON search_searchentry BEGIN {INSERT}; END",
    f"CREATE TRIGGER search_index_delete AFTER DELETE ON search_searchentry BEGIN {DELETE}; END",
    f"CREATE TRIGGER search_index_update AFTER UPDATE ON search_searchentry BEGIN {DELETE}; {INSERT}; END",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
]


def install(connection) -> None:
    remove(connection)
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)


def remove(connection) -> None:
    with connection.cursor() as cursor:
        for event in ("insert", "delete", "update"):
            cursor.execute(f"DROP TRIGGER IF EXISTS search_index_{event}")
        cursor.execute("DROP TABLE IF EXISTS search_index")
        cursor.execute("DROP VIEW IF EXISTS search_indexed")


def ranked(asked: Asked, narrowed: Narrowed) -> list[int]:
    """The ids of what fits, best first. One query."""
    conditions, parameters = narrowed.conditions()
    fits = f"""SELECT search_index.rowid AS id FROM search_index CROSS JOIN search_searchentry AS entry
        ON entry.id = search_index.rowid
        WHERE search_index MATCH %s AND {" AND ".join(conditions)}
        ORDER BY search_index.rowid DESC LIMIT {MOST_RANKED}"""
    labels = labels_of(narrowed)
    sql = f"""SELECT rowid FROM search_index WHERE search_index MATCH %s
        AND rowid IN (SELECT id FROM ({fits}) UNION SELECT id FROM ({fits}))
        ORDER BY bm25(search_index, {WEIGHTS}), rowid DESC"""
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            [
                in_columns("title text", asked),
                *(in_columns("title", asked) + labels, *parameters),
                *(in_columns("title text", asked) + labels, *parameters),
            ],
        )
        return [pk for (pk,) in cursor.fetchall()]


def passages(asked: Asked, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Title and passage of each, with MARK and UNMARK around what was looked for. One query."""
    marks = ", ".join(["%s"] * len(ids))
    sql = f"""SELECT rowid, highlight(search_index, 0, %s, %s), snippet(search_index, 1, %s, %s, '…', %s)
        FROM search_index WHERE search_index MATCH %s AND rowid IN ({marks})"""
    around = [MARK, UNMARK, MARK, UNMARK, WORDS_IN_A_PASSAGE]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*around, in_columns("title text", asked), *ids])
        return {pk: (title, text) for pk, title, text in cursor.fetchall()}


def in_columns(columns: str, asked: Asked) -> str:
    terms = " AND ".join(quoted(" ".join(term)) for term in asked.terms)
    return f"{{{columns}}} : ({terms})"


def labels_of(narrowed: Narrowed) -> str:
    wanted = [[f"xa{audience}" for audience in narrowed.audiences]]
    if narrowed.kind:
        wanted.append([f"xk{narrowed.kind}"])
    if narrowed.place:
        wanted.append([f"xp{narrowed.place}"])
    if narrowed.since or narrowed.until:
        first = narrowed.since.year if narrowed.since else ANY_YEAR[0]
        last = narrowed.until.year if narrowed.until else ANY_YEAR[1]
        if last - first < MOST_YEARS:
            wanted.append([f"xy{year}" for year in range(first, last + 1)])
    either = ("(" + " OR ".join(map(quoted, words)) + ")" for words in wanted if words)
    return "".join(f" AND labels : {each}" for each in either)


def quoted(words: str) -> str:
    """Words have only letters and digits, so nothing in them can end the quotation."""
    return f'"{words}"'
