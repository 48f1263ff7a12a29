"""FTS5, which Python's own SQLite has.

The index reads titles and texts through a view, and follows the table by triggers. Whoever alters the table in a
migration calls `install` again afterwards: SQLite rebuilds a table to alter it, and drops its triggers on the way.
"""

from collections.abc import Collection, Iterator

from django.db import connection

from compact_portal.search.backends.asking import MARK, MOST_RANKED, SAID, UNMARK, Match, Narrowed
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
#: In bytes. To find the few of a committee among all that has a common word, a whole page is read around each.
SMALL_PAGE = 512
EVENTS = ("insert", "delete", "update")


def _statements() -> Iterator[str]:
    yield f"""CREATE VIEW search_indexed AS
        SELECT id, title, text, {LABELS.format(row="entry")} AS labels FROM search_searchentry AS entry"""
    for index, columns in INDEXES.items():
        yield f"""CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='search_indexed', content_rowid='id',
            tokenize='porter unicode61 remove_diacritics 2')"""
        yield f"INSERT INTO {index}({index}, rank) VALUES ('pgsz', {SMALL_PAGE})"
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
    """The ids of what fits, best first. Two queries at most, the first of which looks no further than it has to."""
    words, labels = in_columns("title text", asked), labels_of(narrowed)
    with connection.cursor() as cursor:
        cursor.execute(FIRST_LOOK, [words, words + labels])
        found = cursor.fetchall()
        if not found:
            return []
        if found[0][1] < MOST_RANKED:
            second_look = by_relevance(asked, narrowed)
        elif len(found) < MOST_RANKED:
            second_look = titles_first(asked, narrowed, [pk for pk, _ in found])
        else:
            second_look = latest_first(asked, narrowed)
        cursor.execute(*second_look)
        return [pk for (pk,) in cursor.fetchall()]


#: Those that have the words in their title.
WITH_TITLES = "LEFT JOIN (SELECT rowid AS id FROM search_titles WHERE search_titles MATCH %s) AS title"
#: What has the words and the labels, and how much has the words.
FIRST_LOOK = f"""SELECT rowid, (SELECT COUNT(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH %s
    LIMIT {MOST_RANKED})) FROM search_index WHERE search_index MATCH %s LIMIT {MOST_RANKED}"""


def by_relevance(asked: Asked, narrowed: Narrowed) -> tuple[str, list]:
    """All of a few matches: those with the words in their title, then the others. What they are narrowed to is asked of
    each: as a word of the index it would be weighed."""
    conditions, parameters = narrowed.conditions()
    sql = f"""SELECT search_index.rowid FROM search_index CROSS JOIN search_searchentry AS entry
        ON entry.id = search_index.rowid
        {WITH_TITLES} ON title.id = entry.id
        WHERE search_index MATCH %s AND {" AND ".join(conditions)}
        ORDER BY title.id IS NULL, bm25(search_index, {WEIGHTS}), search_index.rowid DESC"""
    return sql, [in_columns("title", asked), in_columns("title text", asked), *parameters]


def titles_first(asked: Asked, narrowed: Narrowed, ids: list[int]) -> tuple[str, list]:
    """Of many matches the few that have the labels: those with the words in their title, then the others."""
    conditions, parameters = narrowed.conditions()
    marks = ", ".join(["%s"] * len(ids))
    sql = f"""SELECT entry.id FROM search_searchentry AS entry
        {WITH_TITLES} ON title.id = entry.id
        WHERE entry.id IN ({marks}) AND {" AND ".join(conditions)}
        ORDER BY title.id IS NULL, entry.id DESC"""
    return sql, [in_columns("title", asked) + labels_of(narrowed), *ids, *parameters]


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


def matches(asked: Asked, narrowed: Narrowed, ids: Collection[int]) -> dict[int, Match]:
    """Those of these ids that still fit what the search is narrowed to. One query."""
    conditions, parameters = narrowed.conditions()
    marks = ", ".join(["%s"] * len(ids))
    sql = f"""SELECT {SAID}, highlight(search_index, 0, %s, %s), snippet(search_index, 1, %s, %s, '…', %s)
        FROM search_index CROSS JOIN search_searchentry AS entry ON entry.id = search_index.rowid
        LEFT JOIN search_place AS place ON place.id = entry.place_id
        WHERE search_index MATCH %s AND search_index.rowid IN ({marks}) AND {" AND ".join(conditions)}"""
    around = [MARK, UNMARK, MARK, UNMARK, WORDS_IN_A_PASSAGE]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*around, in_columns("title text", asked), *ids, *parameters])
        return {row[0]: Match.of(row) for row in cursor.fetchall()}


def in_columns(columns: str, asked: Asked) -> str:
    terms = " AND ".join(quoted(" ".join(term)) for term in asked.terms)
    return f"{{{columns}}} : ({terms})"


def labels_of(narrowed: Narrowed) -> str:
    """Words of the index for what a search is narrowed to. Nearly everything is for everyone, so that label helps only
    where nothing else narrows; the entries themselves are asked in any case."""
    wanted = [[f"xk{narrowed.kind}"]] if narrowed.kind else []
    if narrowed.place:
        wanted.append([f"xp{narrowed.place}"])
    wanted = wanted or [[f"xa{audience}" for audience in narrowed.audiences]]
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
