from django.core.management.base import BaseCommand
from django.utils import timezone

from compact_portal.audit.retention import purge


class Command(BaseCommand):
    help = "Remove the personal data whose time is up. The rules stand in each app's retention.py."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Count, and change nothing.")

    def handle(self, *, dry_run: bool, **options):
        done = "would be purged" if dry_run else "purged"
        for label, removed, words in purge(now=timezone.now(), dry_run=dry_run):
            self.stdout.write(f"{label}: {removed} {done}. {words}")
