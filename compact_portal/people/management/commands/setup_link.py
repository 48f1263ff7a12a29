from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from compact_portal.people.models import SetUpLink, User
from compact_portal.people.services import set_up
from compact_portal.wording import date_and_time


class Command(BaseCommand):
    help = "Print the one-time link that leads through the set-up of an empty portal."

    def add_arguments(self, parser):
        parser.add_argument("--new", action="store_true", help="withdraw a link that was printed before")

    def handle(self, *args, new=False, **options):
        now = timezone.now()
        if User.objects.administrators().exists():
            return
        printed = SetUpLink.objects.usable(now).first()
        if printed and not new:
            self.stdout.write(
                f"The set-up link printed before works until {date_and_time(printed.expires_at)}. "
                "For another one: manage.py setup_link --new"
            )
            return
        path = reverse("people:set-up", args=[set_up.make_link(now=now)])
        self.stdout.write(f"Set up the portal here, within 24 hours: {settings.SITE_URL}{path}")
