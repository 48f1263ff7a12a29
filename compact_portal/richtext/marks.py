"""How rich text looks in a box without an editor: as people write it in an email.

    # Heading, ## smaller heading        - a point of a list, 1. a numbered one, two blanks before what is below it
    **bold**, *italic*, __underlined__   > a quote
    ~~struck out~~, [words](address)     | a row of a table | # a header in it | one line ↵ the next |

An empty line ends a paragraph; a line of one backslash is an empty line inside it. A backslash before a mark makes it a
character like any other.
"""

import re

AROUND = {"strong": "**", "em": "*", "u": "__", "s": "~~"}
BEFORE = {"h3": "# ", "h4": "## "}

QUOTE, CELL, HEADER, LINE_IN_CELL, NO_LINE = ">", "|", "# ", "↵", "\\"

#: What a backslash can stand before.
MARKS = r"-\\*_~\[\]()#>|.•↵"

HEADING = re.compile(r"(##?) +([^ ].*)")
BULLET = re.compile(r"[-*•] +(?=[^ ])")
NUMBER = re.compile(r"(\d{1,9})\. +(?=[^ ])")
