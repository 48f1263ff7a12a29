"""Why a file cannot be read, in words for the person who chose it."""


class CannotRead(ValueError):
    """The message says what is wrong with the file and what to do."""


EMPTY = "The file is empty. Choose one with minutes in it"
TOO_BIG = "The file is larger than {limit}. Split it, or paste the text"
TOO_BIG_UNPACKED = "The file unpacks to more than {limit}. Save it anew without pictures, or paste the text"
NO_TEXT = "There are no words in this file. Choose another, or paste the text"
PICTURES_ONLY = (
    "This PDF is made of pictures and has no text. Choose a Word document, or a PDF that has been made readable"
)
PASSWORD = "This file needs a password. Save it without one and choose it again"  # noqa: S105
BROKEN = "This {kind} is damaged and cannot be opened. Open it in its own program, save it anew and try again"
UNKNOWN = "We cannot read this kind of file. Choose a .docx, .odt, .txt, .md, .html or .pdf file, or paste the text"
OTHERWISE_CALLED = (
    "This file is not a {ending} file, whatever its name says. Choose a .docx, .odt, .txt, .md, .html or .pdf file, "
    "or paste the text"
)
OLD_WORD = "This is an old Word file (.doc). Open it, save it as .docx and choose that"
NOT_A_DOCUMENT = "This file is not a Word or OpenDocument text. Choose a .docx, .odt, .txt, .md, .html or .pdf file"
