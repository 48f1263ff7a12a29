"""What must be true before the first page is asked for. Each step may run again and change nothing."""

import os
from io import StringIO

import django
from django.core.management import call_command, get_commands
from django.db import connections

#: As many demo accounts as fit on a screen; the rest are listed in the portal itself.
ACCOUNTS_SHOWN = 12


def prepare() -> None:
    """Bring the database and the static files up to date; fill an empty database with what DEMO asks for."""
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if _is_demo():
        _load_demo()
    call_command("keep_due_dates", stdout=StringIO())
    call_command("reindex", stdout=StringIO())


def welcome() -> None:
    """Say where the portal is and how to get in."""
    from django.conf import settings

    print(f"\n  The Compact Portal is at {settings.SITE_URL}/\n")
    if _is_demo():
        _print_accounts()
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
            print(f"  Emails are not sent. Read them in {settings.EMAIL_FILE_PATH}\n")
    elif "setup_link" in get_commands():
        call_command("setup_link")
    print("  Ctrl-C stops it.\n", flush=True)
    connections.close_all()  # the processes started next open their own


def _is_demo() -> bool:
    from django.conf import settings

    return settings.DEMO


def _load_demo() -> None:
    from django.contrib.auth import get_user_model

    if "load_demo" in get_commands() and not get_user_model().objects.exists():
        print("Loading the demo. This is done once.", flush=True)
        call_command("load_demo")


def _print_accounts() -> None:
    from django.contrib.auth import get_user_model

    users = get_user_model().objects.active().select_related("person").order_by("joined_at", "pk")
    print("  Demo accounts, all with the password:", os.environ["DEMO_PASSWORD"])
    for user in users[:ACCOUNTS_SHOWN]:
        print(f"    {user.email:<36} {_role(user)}")
    print()


def _role(user) -> str:
    """What an account is for, in a word or two."""
    roles = {
        "partnership officer": user.is_officer,
        "administrator": user.is_administrator,
        "Compact Champion": user.is_champion,
    }
    return ", ".join(role for role, has_it in roles.items() if has_it) or user.name
