"""Whether some words say a name that is to be kept back."""

import re
import unicodedata

#: A name this long is also found inside a word: in an email address, or in the name of a file.
LETTERS_WITHIN_A_WORD = 7


def says_name(name: str, words: str) -> bool:
    """Whatever the capitals, accents, marks and spaces: "quiet-group_letter.pdf" says "Quiet Group".

    It does not know a short form of the name, and does not look inside files.
    """
    sought = _letters(name)
    said, run_together = _letters(words), "".join(sought)
    if not sought:
        return False
    if len(run_together) >= LETTERS_WITHIN_A_WORD and any(run_together in word for word in said):
        return True
    return f" {' '.join(sought)} " in f" {' '.join(said)} "


def _letters(words: str) -> list[str]:
    plain = (letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", "".join(plain).casefold())
