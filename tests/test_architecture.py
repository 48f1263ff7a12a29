"""What holds for the code as a whole."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from compact_portal.audit.retention import retention_rules
from tests.conftest import ROOT

OURS = ("compact_portal", "champions", "meetings", "disputes", "funding")

#: A file with such a name is where nouns go to be forgotten.
NAMES_OF_NOTHING = {"utils.py", "helpers.py", "common.py", "misc.py", "tools.py"}

#: Classes that are named after nothing either, unless a framework's own base class has the name.
CLASS_OF_NOTHING = re.compile(r"^class (\w*(?:Manager|Handler|Helper|Utils?))(?:\((.*)\))?:", re.MULTILINE)

LONGEST_FILE = 400

#: Past this many lines a file must say here why it is not two.
QUESTIONED = 250
ANSWERS = {
    "compact_portal/settings.py": "one list, read from top to bottom",
}


def source_files() -> list[Path]:
    everywhere = [path for folder in (*OURS, "tests") for path in (ROOT / folder).rglob("*.py")]
    return [path for path in everywhere if "migrations" not in path.parts]


def test_imports_point_downwards():
    checked = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


def test_no_file_is_too_long_to_read():
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in source_files()}
    assert {name: length for name, length in long.items() if length > LONGEST_FILE} == {}


def test_a_file_past_250_lines_says_why_it_is_not_two():
    code = [path for path in source_files() if "tests" not in path.relative_to(ROOT).parts]
    long = {str(path.relative_to(ROOT)) for path in code if len(path.read_text().splitlines()) > QUESTIONED}
    assert sorted(long - ANSWERS.keys()) == []


def test_every_class_is_named_after_what_it_is():
    found = [match for path in source_files() for match in CLASS_OF_NOTHING.findall(path.read_text())]
    assert [name for name, bases in found if not re.search(r"Manager|Handler", bases)] == []


def test_every_file_is_named_after_what_it_holds():
    assert [str(path) for path in source_files() if path.name in NAMES_OF_NOTHING] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_model_says_how_long_it_is_kept():
    """A model nobody classified is personal data nobody thought about."""
    ours = {model._meta.label_lower for model in apps.get_models() if model.__module__.split(".")[0] in OURS}
    assert sorted(ours ^ retention_rules().keys()) == []


def test_no_template_decides_for_the_sanitiser():
    """Text a person wrote reaches a page through the `richtext` filter, which sanitises it, and never as `safe`.

    A field's help text is ours and may hold a link, as Django itself has it.
    """
    trusting = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"(?<!help_text)\|safe\b|{% autoescape off", path.read_text())
    ]
    assert trusting == []


def test_a_form_included_with_only_is_handed_the_csrf_token():
    """`only` keeps everything out, the token too, and Django's test client would not notice."""
    templates = {path: path.read_text() for path in (ROOT / "templates").rglob("*.html")}
    forms = {path.relative_to(ROOT / "templates").as_posix() for path, text in templates.items() if "{% csrf_t" in text}
    without = [
        f"{path.name}: {included}"
        for path, text in templates.items()
        for included, handed in re.findall(r'{% include "([^"]+)"([^%]*) only %}', text)
        if included in forms and "csrf_token=csrf_token" not in handed
    ]
    assert without == []
