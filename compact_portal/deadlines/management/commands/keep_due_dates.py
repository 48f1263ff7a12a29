from django.core.management.base import BaseCommand

from compact_portal.deadlines.keeping import keep_all


class Command(BaseCommand):
    help = "Compare the table of due dates with the records and mend what differs. The worker does it every hour."

    def handle(self, *args, **options):
        self.stdout.write(f"Mended in {keep_all()} places.")
