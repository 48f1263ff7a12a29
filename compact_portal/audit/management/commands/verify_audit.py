from django.core.management.base import BaseCommand, CommandError

from compact_portal.audit.models import AuditDigest, AuditEvent
from compact_portal.audit.verification import find_faults


class Command(BaseCommand):
    help = "Check that no event of the audit trail was changed or removed. Ends with status 1 when one was."

    def handle(self, **options):
        faults = list(find_faults())
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"The audit trail is not as it was written: {len(faults)} found.", returncode=1)
        chains = AuditEvent.objects.values("subject").distinct().count()
        self.stdout.write(f"{AuditEvent.objects.count()} events in {chains} chains: all as they were written.")
        last = AuditDigest.objects.order_by("-day").first()
        if last:
            self.stdout.write(f"{last}: {last.hash}. Keep a copy of this line outside the portal.")
