"""The second proof of who someone is: a code from an app, or a passkey."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from compact_portal.people.forms.words import PlainWords

CODE = ("Code", "The 6 numbers your app shows now, or one of your recovery codes")


class SecondFactorForm(PlainWords, base.AuthenticateForm):
    words = {"code": CODE}


class ConfirmSecondFactorForm(PlainWords, base.ReauthenticateForm):
    words = {"code": CODE}


class SetUpAppForm(PlainWords, totp.ActivateTOTPForm):
    words = {"code": ("Code", "The 6 numbers your app shows now")}


class AddPasskeyForm(PlainWords, webauthn.AddWebAuthnForm):
    words = {
        "name": ("Name of the passkey", "To tell it from others, for example “My phone”"),
        "passwordless": (
            "Let me sign in with this passkey alone",
            "Your device then asks for its PIN or your fingerprint",
        ),
    }


class NamePasskeyForm(PlainWords, webauthn.EditWebAuthnForm):
    words = {"name": ("Name of the passkey", "To tell it from others, for example “My phone”")}
