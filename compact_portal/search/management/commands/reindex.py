from django.core.management.base import BaseCommand

from compact_portal.search.keeping import keep_all, make_anew


class Command(BaseCommand):
    help = "Compare what search finds with the records and mend what differs. The worker does it every night."

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="Forget everything and read all records again.")

    def handle(self, *args, **options):
        if options["anew"]:
            self.stdout.write(f"{make_anew()} entries can be found.")
        else:
            self.stdout.write(f"Mended in {keep_all()} places.")
