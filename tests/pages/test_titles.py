"""A page's title says what the page is; the frame adds whose portal it is, once."""

import re
from pathlib import Path

from django.conf import settings

TITLE = re.compile(r"{% block title %}(.*?){% endblock %}", re.DOTALL)


def test_only_the_frame_puts_the_partnership_into_a_title():
    templates = Path(settings.BASE_DIR) / "templates"
    named = [
        str(path.relative_to(templates))
        for path in templates.rglob("*.html")
        if any("partnership.name" in title for title in TITLE.findall(path.read_text(encoding="utf-8")))
    ]
    assert named == []
