#!/usr/bin/env python
"""Django's command line, with the portal's settings."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line

#: What reads files or code, and neither the records nor the sessions of a site: it needs no secret of one.
NEED_NO_SITE = ("read_minutes", "diagrams")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
    if sys.argv[1:2] and sys.argv[1] in NEED_NO_SITE:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    execute_from_command_line(sys.argv)
