"""`python manage.py read_minutes FILE` on a machine where nothing is set up yet."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_minutes_are_read_without_the_secret_of_a_site(tmp_path):
    file = tmp_path / "minutes.txt"
    file.write_text("Minutes of Example Forum\n\n1. Welcome\nEverybody was welcomed.\n")
    nothing = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "DATABASE_URL")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "read_minutes", str(file)],
        env={**nothing, "VAR_DIR": str(tmp_path / "var")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [item["title"] for item in json.loads(done.stdout)["items"]] == ["Welcome"]
