"""PostgreSQL's own full text: generated columns of words, in English, with GIN indexes.

Titles have one of their own: to find common words in titles in the column of all words would mean to read every entry.
"""

from collections.abc import Collection

from django.db import connection

from compact_portal.search.backends.asking import MARK, MOST_RANKED, SAID, UNMARK, Match, Narrowed
from compact_portal.search.words import Asked

#: The parser sees file names, addresses and signed numbers in what stands together; a reader sees words.
APART = r"regexp_replace({column}, '[^[:alnum:]]+', ' ', 'g')"
TITLE = f"setweight(to_tsvector('english', {APART.format(column='title')}), 'A')"
TEXT = f"setweight(to_tsvector('english', {APART.format(column='text')}), 'B')"

PASSAGE = f"StartSel={MARK}, StopSel={UNMARK}, MaxWords=40, MinWords=20, MaxFragments=1"
WHOLE = f"StartSel={MARK}, StopSel={UNMARK}, HighlightAll=true"


def install(connection) -> None:
    remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE search_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS ({TITLE} || {TEXT}) STORED"
        )
        cursor.execute(
            f"ALTER TABLE search_searchentry ADD COLUMN title_words tsvector GENERATED ALWAYS AS ({TITLE}) STORED"
        )
        cursor.execute("CREATE INDEX search_words ON search_searchentry USING gin (words)")
        cursor.execute("CREATE INDEX search_title_words ON search_searchentry USING gin (title_words)")


def remove(connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_searchentry DROP COLUMN IF EXISTS words, DROP COLUMN IF EXISTS title_words")


def ranked(asked: Asked, narrowed: Narrowed) -> list[int]:
    """The ids of what fits, best first: what has the words in its title, then the rest. One query."""
    conditions, parameters = narrowed.conditions()
    fits = f"""SELECT entry.id, entry.words, entry.title_words FROM search_searchentry AS entry
        WHERE entry.{{column}} @@ to_tsquery('english', %s) AND {" AND ".join(conditions)}
        ORDER BY entry.id DESC LIMIT {MOST_RANKED}"""
    titles, texts = fits.format(column="title_words"), fits.format(column="words")
    sql = f"""SELECT id FROM ((SELECT * FROM ({titles}) AS titles) UNION (SELECT * FROM ({texts}) AS texts)) AS found
        ORDER BY title_words @@ to_tsquery('english', %s) DESC,
            ts_rank('{{0, 0, 0.1, 1}}', words, to_tsquery('english', %s), 1) DESC, id DESC"""
    words = tsquery(asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, [words, *parameters, words, *parameters, words, words])
        return [pk for (pk,) in cursor.fetchall()]


def matches(asked: Asked, narrowed: Narrowed, ids: Collection[int]) -> dict[int, Match]:
    """Those of these ids that still fit what the search is narrowed to. One query."""
    conditions, parameters = narrowed.conditions()
    sql = f"""SELECT {SAID}, ts_headline('english', title, query, %s), ts_headline('english', text, query, %s)
        FROM search_searchentry AS entry LEFT JOIN search_place AS place ON place.id = entry.place_id
        CROSS JOIN to_tsquery('english', %s) AS query
        WHERE entry.id = ANY(%s) AND {" AND ".join(conditions)}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [WHOLE, PASSAGE, tsquery(asked), list(ids), *parameters])
        return {row[0]: Match.of(row) for row in cursor.fetchall()}


def tsquery(asked: Asked) -> str:
    """Words have only letters and digits, so nothing in them can end the quotation."""
    return " & ".join("(" + " <-> ".join(f"'{word}'" for word in term) + ")" for term in asked.terms)
