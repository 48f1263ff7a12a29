from django.conf import settings
from django.core.management.base import BaseCommand

from compact_portal.pages.diagrams import all_diagrams


class Command(BaseCommand):
    help = "Draw the state diagrams into docs/states.md from the tables the services obey."

    def handle(self, **options):
        file = settings.BASE_DIR / "docs" / "states.md"
        file.write_text(all_diagrams())
        self.stdout.write(f"Drawn: {file}")
