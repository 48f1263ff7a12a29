from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from compact_portal.audit.retention import retention_rules


class Command(BaseCommand):
    help = "Remove the personal data whose time is up. The rules stand in each app's retention.py."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Count, and change nothing.")

    def handle(self, *, dry_run: bool, **options):
        now = timezone.now()
        for label, rule in sorted(retention_rules().items()):
            if rule.purge is None:
                continue
            with transaction.atomic():
                removed = rule.purge(before=rule.limit(now), now=now)
                transaction.set_rollback(dry_run)
            self.stdout.write(f"{label}: {removed} {'would be purged' if dry_run else 'purged'}. {rule.words}")
