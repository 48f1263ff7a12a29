"""The settings `make run` chooses for whoever has not set them."""

import os
import secrets
import sys
from collections.abc import MutableMapping
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]

#: For trying things out, with invented people. A portal in real use never has it: with DEMO=0 it is not set.
DEMO_PASSWORD = "try the compact portal"  # noqa: S105


def settle(environ: MutableMapping[str, str]) -> None:
    """Fill in what is missing; what somebody set stays. Nothing here touches the database."""
    demo = environ.setdefault("DEMO", "1") not in ("0", "false", "no", "off", "")
    var = Path(environ.setdefault("VAR_DIR", str(BASE_DIR / "var" / ("demo" if demo else ""))))
    for folder in (var, var / "tmp"):
        folder.mkdir(parents=True, exist_ok=True)

    environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
    environ.setdefault("SECRET_KEY", kept_secret_key(var / "secret-key"))
    environ.setdefault("HOST", "127.0.0.1")
    environ.setdefault("PORT", "8000")
    environ.setdefault("SITE_URL", f"http://localhost:{environ['PORT']}")
    environ.setdefault("LOG_LEVEL", "WARNING")
    if demo:
        environ.setdefault("DEMO_PASSWORD", DEMO_PASSWORD)
        environ.setdefault("EMAIL_URL", f"filemail:///{var.resolve() / 'mail'}")  # with its links, to try them
    if environ.get("CELERY_BROKER_URL", "filesystem:").startswith("filesystem:"):
        environ.setdefault("WORKER_POOL", "solo")  # SQLite has one writer at a time; a second process would wait

    environ["TMPDIR"] = str(var / "tmp")  # the file broker and the PDF maker write there too
    environ["PYTHONUNBUFFERED"] = "1"
    environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", os.defpath)])


def kept_secret_key(file: Path) -> str:
    """The key of this installation: made once, readable by its owner only."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as fresh:
            fresh.write(secrets.token_urlsafe(50))
    return file.read_text()
