"""Where allauth asks us: its words, its mail, its users, and whose address a request comes from."""

import logging
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context, ratelimit
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.urls import reverse
from django.utils import timezone

from compact_portal.notices.services import post_notice
from compact_portal.partnership.models import Partnership
from compact_portal.people.models import Person

log = logging.getLogger(__name__)

#: The limit on tries for one address from all networks together, and the refusal it ends in.
FROM_ANYWHERE = "login_from_anywhere"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is already your email address.",
        "email_password_mismatch": "The email address or the password is not right. Check both, or ask for a code.",
        "enter_current_password": "Enter your current password.",
        "incorrect_code": "This code is not right. Check the newest email or your app.",
        "incorrect_password": "This password is not right.",
        "invalid_or_expired_key": "This link is not right or too old. Ask for a new one.",
        "invalid_password_reset": "This link is not right or too old. Ask for a new one.",
        "rate_limited": "You have tried this too often. Wait a few minutes, then try again.",
        "same_as_current": "This is already your email address.",
        FROM_ANYWHERE: (
            "There were too many wrong tries from many places. Choose “Email me a code” below to sign in now, or "
            "choose a new password."
        ),
        "too_many_login_attempts": "There were too many wrong tries. Wait 5 minutes, then try again.",
        "email_taken": "Use a different email address.",
    }

    def save_user(self, request, user, form, commit=True):
        """At sign-up every user is somebody: the Person comes first."""
        data = form.cleaned_data
        user.person = Person.objects.create(name=data["name"], email=data["email"])
        return super().save_user(request, user, form, commit)

    def confirm_email(self, request, email_address):
        """A changed address also changes where the person's reminders go."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            Person.objects.filter(user=email_address.user_id).update(email=email_address.email)
        return confirmed

    def send_mail(self, template_prefix, email, context):
        """Into the outbox, so that a mail server that is down delays a code and breaks no page.

        Private: officers see that a code went out, never the code.
        """
        message = self.render_mail(template_prefix, email, context | self.mail_words(email))
        post_notice(
            key=f"account:{template_prefix}:{uuid4()}",
            kind="account",
            email=email,
            user=context.get("user"),
            subject=message.subject,
            body=message.body,
            at=timezone.now(),
            private=True,
        )

    def mail_words(self, email):
        return {"email": email, "partnership": Partnership.current(), "site_url": settings.SITE_URL}

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Wrong passwords count for the network they come from: one guesser locks nobody else's way in."""
        address = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{address}:{truncate_ip(self.get_client_ip(request))}"

    def pre_authenticate(self, request, **credentials):
        """All tries for one address are counted too, so that guessing from many networks comes to an end.

        Whoever has so many networks can lock the owner's password, for an hour. An emailed code still signs in, and
        a new password ends it.
        """
        super().pre_authenticate(request, **credentials)
        if not ratelimit.consume(request, action=FROM_ANYWHERE, key=self._address(request, credentials)):
            raise self.validation_error(FROM_ANYWHERE)

    def _delete_login_attempts_cached_email(self, request, **credentials):
        super()._delete_login_attempts_cached_email(request, **credentials)
        ratelimit.clear(request, action=FROM_ANYWHERE, key=self._address(request, credentials))

    def _address(self, request, credentials: dict) -> str:
        """The address that is tried, wherever it is tried from."""
        return super()._get_login_attempts_cache_key(request, **credentials)

    def get_client_ip(self, request):
        """A wrong count of proxies must not lock everybody out: fall back to the address we see, and say so."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied) as mistake:
            log.error("Cannot tell one client from another, so all share one rate limit: %s", mistake)
            return request.META.get("REMOTE_ADDR") or "unknown"

    def get_password_change_redirect_url(self, request):
        return reverse("people:account")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_totp_issuer(self):
        return Partnership.current().name or self._get_site_name()

    def _get_site_name(self):
        return Partnership.current().name or context.request.get_host()

    def generate_authenticator_name(self, user, type):
        return ""
