"""FTS5, which Python's own SQLite has.

The index reads titles and texts through a view, and follows the table by triggers. Whoever alters the table in a
migration calls `install` again afterwards: SQLite rebuilds a table to alter it, and drops its triggers on the way.
"""

from collections.abc import Collection, Iterator

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

#: The index of everything, and one of titles alone: in the other, finding what has common words in its title would mean
#: to read where in each entry they stand.
INDEXES = {"search_index": "title, text, labels", "search_titles": "title, labels"}
EVENTS = ("insert", "delete", "update")


def _statements() -> Iterator[str]:
    yield f"""CREATE VIEW search_indexed AS
        SELECT id, title, text, {LABELS.format(row="entry")} AS labels FROM search_searchentry AS entry"""
    for index, columns in INDEXES.items():
        yield f"""CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='search_indexed', content_rowid='id',
            tokenize='porter unicode61 remove_diacritics 2')"""
        yield f"INSERT INTO {index}({index}) VALUES ('rebuild')"
        insert = f"INSERT INTO {index}(rowid, {columns}) VALUES (NEW.id, {_values('NEW', columns)})"
        delete = f"""INSERT INTO {index}({index}, rowid, {columns})
            VALUES ('delete', OLD.id, {_values("OLD", columns)})"""
        follow = {"insert": insert, "delete": delete, "update": f"{delete}; {insert}"}
        for event in EVENTS:
            yield f"""CREATE TRIGGER {index}_{event} AFTER {event.upper()} ON search_searchentry
                BEGIN {follow[event]}; END"""


def _values(row: str, columns: str) -> str:
    return ", ".join(
        LABELS.format(row=row) if column == "labels" else f"{row}.{column}" for column in columns.split(", ")
    )


def install(connection) -> None:
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)


def remove(connection) -> None:
    with connection.cursor() as cursor:
        for index in INDEXES:
            for event in EVENTS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {index}_{event}")
            cursor.execute(f"DROP TABLE IF EXISTS {index}")
        cursor.execute("DROP VIEW IF EXISTS search_indexed")


def ranked(asked: Asked, narrowed: Narrowed) -> list[int]:
    """The ids of what fits, best first. Two queries, the first of which counts no further than it has to."""
    anywhere = in_columns("title text", asked)
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY, [anywhere])
        is_rare = cursor.fetchone()[0] < MOST_RANKED
        sql, parameters = by_relevance(anywhere, narrowed) if is_rare else latest_first(asked, narrowed)
        cursor.execute(sql, parameters)
        return [pk for (pk,) in cursor.fetchall()]


HOW_MANY = f"SELECT COUNT(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH %s LIMIT {MOST_RANKED})"


def by_relevance(words: str, narrowed: Narrowed) -> tuple[str, list]:
    """All of a few matches. What they are narrowed to is asked of each: as a word of the index it would be weighed."""
    conditions, parameters = narrowed.conditions()
    sql = f"""SELECT search_index.rowid FROM search_index CROSS JOIN search_searchentry AS entry
        ON entry.id = search_index.rowid
        WHERE search_index MATCH %s AND {" AND ".join(conditions)}
        ORDER BY bm25(search_index, {WEIGHTS}), search_index.rowid DESC"""
    return sql, [words, *parameters]


def latest_first(asked: Asked, narrowed: Narrowed) -> tuple[str, list]:
    """Of many matches those with the words in their title, then the others. To weigh each would mean to read all."""
    conditions, parameters = narrowed.conditions()
    fits = f"""SELECT found.rowid AS id FROM {{index}} AS found CROSS JOIN search_searchentry AS entry
        ON entry.id = found.rowid
        WHERE {{index}} MATCH %s AND {" AND ".join(conditions)}
        ORDER BY found.rowid DESC LIMIT {MOST_RANKED}"""
    titles, texts = fits.format(index="search_titles"), fits.format(index="search_index")
    sql = f"""SELECT id FROM (SELECT id, 1 AS rank FROM ({titles}) UNION ALL SELECT id, 2 AS rank FROM ({texts}))
        GROUP BY id ORDER BY MIN(rank), id DESC"""
    labels = labels_of(narrowed)
    in_title, anywhere = in_columns("title", asked) + labels, in_columns("title text", asked) + labels
    return sql, [in_title, *parameters, anywhere, *parameters]


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
