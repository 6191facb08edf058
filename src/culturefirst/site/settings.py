"""Settings: every one that an operator may change is an environment variable, read here."""

import os
from pathlib import Path

from culturefirst.kit.engine import use_fixed_sqlite

use_fixed_sqlite()

from csp.constants import NONCE, NONE, SELF  # noqa: E402  (the engine must come first)
from django.core.exceptions import ImproperlyConfigured  # noqa: E402


def flag(name: str, default: str = "no") -> bool:
    """An environment variable that says yes or no."""
    said = os.environ.get(name, default).lower()
    if said not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} must be yes or no, not {said!r}.")
    return said == "yes"


def _secret_key() -> str:
    """The key given in the environment, else the one that the first start keeps in ``VAR``."""
    if given := os.environ.get("CULTUREFIRST_SECRET_KEY", ""):
        return given
    kept = VAR / "secret-key"
    return kept.read_text(encoding="ascii").strip() if kept.exists() else ""


PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("CULTUREFIRST_VAR", "var")).resolve()
DEVELOPING = flag("CULTUREFIRST_DEVELOPING")
DEBUG = False
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("CULTUREFIRST_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [u for u in os.environ.get("CULTUREFIRST_ORIGINS", "").split(",") if u]
HTTPS = flag("CULTUREFIRST_HTTPS")
# Where the site is reached from outside: letters carry whole addresses.
ADDRESS = os.environ.get("CULTUREFIRST_ADDRESS", f"http://127.0.0.1:{os.environ.get('PORT', 8000)}")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "culturefirst.kit",
    "culturefirst.measures",
    "culturefirst.network",
    "culturefirst.programme",
    "culturefirst.library",
    "culturefirst.events",
    "culturefirst.surveys",
    "culturefirst.intelligence",
    "culturefirst.discussions",
    "culturefirst.collaboration",
    "culturefirst.bulletins",
    "culturefirst.improvement",
    "culturefirst.site",
    "culturefirst.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "culturefirst.kit.middleware.RefuseGreatBodies",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "culturefirst.network.idle.EndIdleSessions",
    "culturefirst.network.active.NoteActiveDay",
    "culturefirst.network.known_devices.Remember",
    "culturefirst.kit.middleware.SentencesForErrors",
    "culturefirst.library.moved.FollowMoved",
]

ROOT_URLCONF = "culturefirst.site.urls"
WSGI_APPLICATION = "culturefirst.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "culturefirst.site.shell.shell",
            ],
            "builtins": ["culturefirst.kit.templatetags.kit"],
        },
    }
]
FORM_RENDERER = "culturefirst.kit.forms.Renderer"


READ_COMMITTED = 2  # psycopg's number for it


def _database() -> dict[str, object]:
    host = os.environ.get("DATABASE_HOST", "")
    if host:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": host,
            "PORT": os.environ.get("DATABASE_PORT", "5432"),
            "NAME": os.environ.get("DATABASE_NAME", "culturefirst"),
            "USER": os.environ.get("DATABASE_USER", "culturefirst"),
            "PASSWORD": os.environ.get("DATABASE_PASSWORD", ""),
            # Whoever waits for a lock must see what the first one wrote, whatever a server's own
            # default is: repeatable read would let two take the last place.
            "OPTIONS": {"isolation_level": READ_COMMITTED},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(VAR / "culturefirst.sqlite3"),
        "OPTIONS": {
            # A transaction takes the write lock when it begins: two people wait, none fails.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: with NORMAL a power cut can take back what was acknowledged. Secure: what was
            # deleted is overwritten, so that nobody who was erased can be read from the file.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "network.User"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_work"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_ADAPTER = "culturefirst.network.accounts.Adapter"
# Of signing in the library counts the codes of the second step only; passwords are counted by
# network.sign_in_limits. What is not named here keeps the library's own rate.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/ip,10/15m/key",
    "reauthenticate": "10/15m/user",
    "change_password": "10/15m/user",
}
# How many reverse proxies stand before the site: each adds an address to X-Forwarded-For, and
# whatever stands further left was written by strangers.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CULTUREFIRST_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "culturefirst.network.accounts.FactorAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Made by the asset step (kit.assets): fonts, subset from their packages.
STATICFILES_DIRS = [VAR / "assets"] if (VAR / "assets").is_dir() else []
MEDIA_ROOT = VAR / "files"
MEDIA_URL = ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = os.environ.get(
    "CULTUREFIRST_MAIL", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
# How many connections to the relay a worker uses while a batch of letters goes out.
MAIL_CONNECTIONS = int(os.environ.get("CULTUREFIRST_MAIL_CONNECTIONS", "8"))
# The scheduler of a Dask cluster on which studies are worked out ("tcp://10.0.0.5:8786").
CLUSTER = os.environ.get("CULTUREFIRST_CLUSTER", "")
# Where letters of a batch come back to: a domain, or a mailbox that takes plus-addresses.
BOUNCES = os.environ.get("CULTUREFIRST_BOUNCES", "")
BOUNCES_MAILDIR = os.environ.get("CULTUREFIRST_BOUNCES_MAILDIR", "")
DEFAULT_FROM_EMAIL = os.environ.get("CULTUREFIRST_FROM", "network@culturefirst.example")

TASKS = {"default": {"BACKEND": "culturefirst.kit.jobs.backend.DatabaseBackend"}}

# The website's editor. Nobody signs in, is invited or given rights there: that is the network's.
WAGTAIL_SITE_NAME = "Culture First"
WAGTAILADMIN_BASE_URL = ADDRESS
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = False  # they would be mailed past our ledger
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT = "%d/%m/%Y", "%H:%M"
WAGTAIL_DATETIME_FORMAT = f"{WAGTAIL_DATE_FORMAT} {WAGTAIL_TIME_FORMAT}"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
WAGTAILDOCS_DOCUMENT_MODEL = "library.File"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "culturefirst.library.uploading.FileForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 2**20
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "culturefirst.library.uploading.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpeg", "jpg", "png"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 2**20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # a small file may unpack to a very great picture
# Lists in the editor are looked through plainly; people search by kit.search.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database.fallback"}}
TAGGIT_CASE_INSENSITIVE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
KNOWN_DEVICE_COOKIE = "__Secure-known" if HTTPS else "known"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_ENGINE = "culturefirst.network.sessions"
SESSION_COOKIE_AGE = (
    12 * 60 * 60
)  # from signing in; the team's end earlier when idle (network.idle)
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20
# The preview of a document is one form: twelve fields a target, some hundreds of targets.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # The editor tells titles of drafts, which are nobody else's.
    "loggers": {"wagtail": {"level": "WARNING"}},
}
