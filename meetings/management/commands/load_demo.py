"""Fill an empty database with the demo: a real Compact, four real minutes, and plainly invented people."""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from champions.demo.at_work import load_compact_at_work
from champions.demo.invented import load_signatories
from champions.demo.load import load_compact
from compact_portal.pages.demo import chapters
from compact_portal.people.models import User
from meetings.demo.invented import load_invented
from meetings.demo.load import load_minutes
from meetings.demo.people import load_people


class Command(BaseCommand):
    help = __doc__

    @transaction.atomic
    def handle(self, *args, **options):
        if User.objects.exists():
            raise CommandError("The demo is loaded into an empty database only. This one has users.")
        password = os.environ.get("DEMO_PASSWORD")
        if not password:
            raise CommandError("Set DEMO_PASSWORD: the demo accounts get it as their password.")
        now = timezone.now()
        officer = load_people(password=password, now=now)
        compact = load_compact(by=officer, now=now)
        load_signatories(by=officer, now=now)
        load_compact_at_work(compact, by=officer, now=now)
        load_minutes(by=officer, now=now)
        load_invented(by=officer, now=now)
        for load in chapters:
            load(by=officer, now=now)
        self.stdout.write("The demo is loaded.")
