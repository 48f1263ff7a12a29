"""Read old minutes from a file and print the structured draft as JSON. Nothing is saved."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.old_minutes.comparing import compare
from meetings.old_minutes.draft import as_data
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.reading import read_file
from meetings.old_minutes.sources.refusals import CannotRead


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="a .docx, .odt, .txt, .md, .html or .pdf file; - for the standard input")
        parser.add_argument(
            "--lines", action="store_true", help="also say what each line of the original was taken for"
        )
        parser.add_argument("--compare", action="store_true", help="also say which words are missing or new")

    def handle(self, *args, file: str, lines: bool, compare: bool, **options):
        original = _read(file)
        draft = read_minutes(original)
        data = as_data(draft)
        if lines:
            data["lines"] = [{"text": line.text, "place": line.place} for line in draft.lines]
        if compare:
            data["compare"] = _differences(original, draft)
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))


def _read(file: str):
    try:
        if file == "-":
            return read_file(sys.stdin.buffer, "pasted.txt")
        with Path(file).open("rb") as opened:
            return read_file(opened, Path(file).name)
    except CannotRead as error:
        raise CommandError(f"{error}.") from error
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error


def _differences(original, draft) -> dict:
    difference = compare(original, draft)
    return {"missing": list(difference.missing), "new": list(difference.new)}
