"""Settings, from the environment only. A missing or wrong one stops the start with a hint."""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from compact_portal.access.logs import in_one_line, keeps_secrets

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def required(name: str, hint: str) -> str:
    """The value of a setting that has no safe default."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {hint}")
    return value


# --- How it runs -------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
# Everything that runs writes here. The demo has a folder of its own and never meets real records.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var" / ("demo" if DEMO else "")))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = required("SECRET_KEY", "50 random characters, kept between restarts; `make run` makes one.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_FAILURE_VIEW = "compact_portal.access.refusals.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
#: What grants are called with in open data: the partnership's own prefix, from 360Giving.
GIVING_PREFIX = env.str("GIVING_PREFIX", default="360G-example")
HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "champions",
    "meetings",
    "disputes",
    "funding",
    "compact_portal.pages",
    "compact_portal.search",
    "compact_portal.deadlines",
    "compact_portal.publishing",
    "compact_portal.notices",
    "compact_portal.partnership",
    "compact_portal.people",
    "compact_portal.richtext",
    "compact_portal.audit",
    "compact_portal.access",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_filters",
    "django_prose_editor",
    "js_asset",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "compact_portal.compression.CompressPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "compact_portal.access.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "compact_portal.remembered.remembered",
    "allauth.account.middleware.AccountMiddleware",
    "compact_portal.people.middleware.SecondFactorMiddleware",
    "compact_portal.access.kept_answers.KeptAnswersMiddleware",
    "compact_portal.access.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "compact_portal.urls"
WSGI_APPLICATION = "compact_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "compact_portal.partnership.context_processors.partnership",
            ],
        },
    },
]
FORM_RENDERER = "compact_portal.forms.renderer.PortalRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

# --- Where things are kept ---------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: with SQLite's own default, two writers who read first fail as "locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits on sign-in count across processes, so their cache is one they share. What is frozen each may keep.
CACHES = {
    "default": env.cache_url("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}"),
    "frozen": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "frozen",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "compact_portal.staticfiles.PortalStaticFilesStorage"},
}
# Maps for debuggers are large and hardly ever asked for: compressing them took most of the time of collectstatic.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_ROOT = VAR_DIR / "files"
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # a cupboard of old minutes comes in at once

# --- Work in the background --------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem:"):
    # One folder that web, worker and beat share; the transport does not make it itself.
    (VAR_DIR / "broker").mkdir(exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "control_folder": str(VAR_DIR / "broker-control"),
        "polling_interval": 0.5,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "deliver-notices": {"task": "compact_portal.notices.tasks.sweep_notices", "schedule": 30.0},
    "render-publications": {"task": "compact_portal.publishing.tasks.sweep_publications", "schedule": 30.0},
    "make-bundles": {"task": "disputes.tasks.sweep_bundles", "schedule": 30.0},
    "make-copies": {"task": "funding.tasks.sweep_copies", "schedule": 30.0},
    "settle-questions": {"task": "compact_portal.search.tasks.settle_questions", "schedule": crontab(minute="*/5")},
    "keep-index": {"task": "compact_portal.search.tasks.keep_index", "schedule": crontab(hour=3, minute=20)},
    "read-old-minutes": {"task": "meetings.tasks.sweep_old_minutes", "schedule": 30.0},
    "keep-due-dates": {"task": "compact_portal.deadlines.tasks.keep_due_dates", "schedule": crontab(minute=1)},
    "remind": {"task": "compact_portal.deadlines.tasks.sweep_reminders", "schedule": 900.0},
    "tell-chair": {"task": "disputes.tasks.tell_chair", "schedule": 3600.0},
    "write-down-bank-holidays": {"task": "disputes.tasks.write_down_bank_holidays", "schedule": 3600.0},
    "complete-awards": {"task": "funding.tasks.complete_awards", "schedule": 3600.0},
    "publish-missing-forms": {"task": "funding.tasks.publish_missing_forms", "schedule": 3600.0},
    "heartbeat": {"task": "compact_portal.pages.tasks.beat", "schedule": 30.0},
    "seal-audit": {"task": "compact_portal.audit.tasks.seal_yesterday", "schedule": 3600.0},
    "purge": {"task": "compact_portal.audit.tasks.purge_what_is_due", "schedule": crontab(hour=3, minute=0)},
}

# --- Mail --------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Compact Portal <portal@localhost>")
EMAIL_TIMEOUT = 20
# How long a worker may take over one email before another may take it: well beyond EMAIL_TIMEOUT at every step.
NOTICE_LEASE_SECONDS = 300

# --- People ------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "compact_portal.people.backends.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SIGN_OUT_PATH = "/account/logout/"

_FORMS = "compact_portal.people.forms"
ACCOUNT_ADAPTER = "compact_portal.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.sign_in.SignInForm",
    "signup": f"{_FORMS}.sign_in.SignUpForm",
    "request_login_code": f"{_FORMS}.sign_in.AskForCodeForm",
    "confirm_login_code": f"{_FORMS}.sign_in.SignInCodeForm",
    "confirm_email_verification_code": f"{_FORMS}.sign_in.EmailCodeForm",
    "change_email": f"{_FORMS}.sign_in.OtherEmailForm",
    "add_email": f"{_FORMS}.sign_in.NewEmailForm",
    "change_password": f"{_FORMS}.passwords.ChangePasswordForm",
    "set_password": f"{_FORMS}.passwords.SetPasswordForm",
    "reset_password": f"{_FORMS}.passwords.ForgottenPasswordForm",
    "reset_password_from_key": f"{_FORMS}.passwords.ResetPasswordForm",
    "reauthenticate": f"{_FORMS}.passwords.ConfirmPasswordForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "compact_portal.people.forms.names.SignUpNameForm"
# Passwords tried for one address, from wherever; five wrong ones from one network end sooner.
ACCOUNT_RATE_LIMITS = {"login_from_anywhere": "100/h/key"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# How many proxies of our own stand in front; each adds one address to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

SECOND_FACTOR_REQUIRED = not DEMO
MFA_ADAPTER = "compact_portal.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": f"{_FORMS}.second_factor.SecondFactorForm",
    "reauthenticate": f"{_FORMS}.second_factor.ConfirmSecondFactorForm",
    "activate_totp": f"{_FORMS}.second_factor.SetUpAppForm",
    "add_webauthn": f"{_FORMS}.second_factor.AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}.second_factor.NamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# --- Language, time, security ------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SESSION_ENGINE = "compact_portal.people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}

# --- Logging -----------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "refusals": {"()": "django.utils.log.CallbackFilter", "callback": in_one_line},
        "secrets": {"()": "django.utils.log.CallbackFilter", "callback": keeps_secrets},
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals", "secrets"]}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
    },
}
