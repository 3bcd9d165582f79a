"""Settings, from the environment, failing loudly on nonsense. `docs/reference/settings.md` lists them."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from takwin.frameworks import tree as frameworks

ROOMS = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TAKWIN_DATA", "var")).resolve()


def _flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} is “{value}”; write yes or no.")
    return value == "yes"


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not (value.isdecimal() and value.isascii()):
        raise ImproperlyConfigured(f"{name} is “{value}”; write a number.")
    return int(value)


def _level() -> str:
    value = os.environ.get("TAKWIN_LOG", "WARNING").upper()
    if value not in {"ERROR", "WARNING", "INFO", "DEBUG"}:
        raise ImproperlyConfigured(f"TAKWIN_LOG is “{value}”; write ERROR, WARNING, INFO or DEBUG.")
    return value


def _secret() -> str:
    """The site's secret: from the environment, else from the key file that `takwin init` made."""
    if secret := os.environ.get("TAKWIN_SECRET_KEY"):
        return secret
    path = DATA / "keys" / "secret"
    if path.is_file():
        if secret := path.read_text().strip():
            return secret
        raise ImproperlyConfigured(f"{path} is empty: bring it back from a backup.")
    return "not-initialised-" + "0" * 40


def _database() -> dict[str, object]:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "takwin.config.database",
            "NAME": str(DATA / "takwin.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": 30},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://, or be left out for SQLite.")
    try:
        port = str(parts.port or "")
    except ValueError as nonsense:
        raise ImproperlyConfigured("DATABASE_URL: the port is not a number from 1 to 65535.") from nonsense
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # nothing asked here is long enough to be worth compiling, or processes that other requests wait for
        "OPTIONS": {"options": "-c jit=off -c max_parallel_workers_per_gather=0"},
    }


_known = (DATA / "keys" / "addresses").read_text().split() if (DATA / "keys" / "addresses").is_file() else []
"""Where the demo has been served, the present address last."""
DEMO = bool(_known)
BASE_URL = os.environ.get("TAKWIN_URL", ["http://localhost:8000", *_known][-1]).rstrip("/")
_address = urlsplit(BASE_URL)
HTTPS = _address.scheme == "https"
if _address.scheme not in {"http", "https"} or not _address.hostname:
    raise ImproperlyConfigured("TAKWIN_URL is the public address of the site, such as https://takwin.example.ma")

ISSUER = os.environ.get("TAKWIN_ISSUER", "Takwin")
FORMER_URLS = (
    os.environ.get("TAKWIN_FORMER_URLS", " ".join(one for one in _known if one != BASE_URL)).replace(",", " ").split()
)
for _former in FORMER_URLS:
    if not urlsplit(_former).hostname:
        raise ImproperlyConfigured(
            f"TAKWIN_FORMER_URLS: “{_former}” is not an address such as https://takwin.example.ma"
        )

SECRET_KEY = _secret()
DEBUG = _flag("TAKWIN_DEBUG", default=False)
ALLOWED_HOSTS = [_address.hostname, *os.environ.get("TAKWIN_HOSTS", "localhost,127.0.0.1").split(",")]
ALLOWED_HOSTS += [urlsplit(_former).hostname or "" for _former in FORMER_URLS]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "takwin.design",
    "takwin.records",
    "takwin.accounts",
    "takwin.files",
    "takwin.jobs",
    "takwin.notices",
    "takwin.institutions",
    "takwin.sign_on",
    "takwin.content",
    "takwin.learning",
    "takwin.assessment",
    "takwin.notebook",
    "takwin.community",
    "takwin.credentials",
    "takwin.tutoring",
    "takwin.attendance",
    "takwin.interop",
    "takwin.web",
    "takwin.studio",
    "takwin.steering",
    "takwin.calendar",
    "takwin.desk",
    "takwin.relay",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "takwin.files.early.FilesMiddleware",
    "takwin.records.lrs.early.LrsMiddleware",
    "takwin.config.compression.CompressionMiddleware",
    "takwin.config.policy.PolicyMiddleware",
    "takwin.config.private.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "takwin.accounts.language.PersonLanguageMiddleware",
    "takwin.config.bodies.BodiesMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "takwin.config.misled.MisledMiddleware",
    "takwin.config.unavailable.UnavailableMiddleware",
]

ROOT_URLCONF = "takwin.config.urls"
WSGI_APPLICATION = "takwin.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOMS / "items" / "kinds", ROOMS / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "takwin.design.templatetags.fragments",
                "takwin.design.templatetags.signs",
            ],
        },
    }
]

# People
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["takwin.accounts.backend.Backend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "my-learning"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "takwin.accounts.passwords.NotLikeTheRest", "OPTIONS": {"user_attributes": ("username", "name", "email")}},
    {"NAME": "takwin.accounts.passwords.NotShort", "OPTIONS": {"min_length": 8}},
    {"NAME": "takwin.accounts.passwords.NotCommon"},
    {"NAME": "takwin.accounts.passwords.NotOnlyDigits"},
]
SESSION_ENGINE = "takwin.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
ACCOUNT_ADAPTER = "takwin.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "takwin.accounts.forms.entrance.SignInForm",
    "reauthenticate": "takwin.accounts.forms.steps.ConfirmForm",
}
ACCOUNT_RATE_LIMITS = {  # a whole training room may share one address
    "signup": "40/m/ip,400/h/ip",
    "login": "60/m/ip",
    "login_failed": "40/m/ip,5/5m/key",  # key: a name and the place that tries it
    "login_failed_anywhere": "30/h/key",  # key: a name; browsers that know the person are not counted
    "recover": "40/m/ip,10/h/key",
    "reset_password": "40/m/ip,5/h/key",
    "confirm_email": "10/h/user",
    "verify": "40/m/ip,400/h/ip",
    "join": "30/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _number("TAKWIN_PROXIES", 0)
MFA_ADAPTER = "takwin.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_TOTP_ISSUER = "Takwin"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "takwin.accounts.forms.steps.SecondStepForm",
    "reauthenticate": "takwin.accounts.forms.steps.ConfirmBySecondStepForm",
    "activate_totp": "takwin.accounts.forms.steps.AuthenticatorForm",
    "add_webauthn": "takwin.accounts.forms.steps.PasskeyForm",
    "login_webauthn": "takwin.accounts.forms.steps.PasskeySignInForm",
    "authenticate_webauthn": "takwin.accounts.forms.steps.PasskeyStepForm",
    "reauthenticate_webauthn": "takwin.accounts.forms.steps.ConfirmByPasskeyForm",
}
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

# Words
LANGUAGE_CODE = "fr"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGES = [("fr", _("French")), ("ar", _("Arabic")), ("en", _("English"))]
if _flag("TAKWIN_TAMAZIGHT", default=False):
    LANGUAGES.append(("zgh", _("Tamazight")))  # not whole yet, and says so on each page; the rest is in French
LANG_INFO["zgh"] = {"bidi": False, "code": "zgh", "name": "Tamazight", "name_local": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}
FORMAT_MODULE_PATH = ["takwin.config.formats"]
LOCALE_PATHS = sorted(ROOMS.glob("*/locale"))  # before those of libraries: our words win
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOMS / "items" / "static"]  # a room without tables is no app
STATIC_ROOT = DATA / "static"
BLOBS = DATA / "blobs"
KEYS = DATA / "keys"
CERTIFICATES = DATA / "certificates"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "uploads"}},
    "staticfiles": {"BACKEND": "takwin.config.storage.StaticStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Frameworks that the site has brought in
frameworks.also(DATA / "frameworks")

# Courses from git
GIT_PRIVATE = _flag("TAKWIN_GIT_PRIVATE", default=False)

# Mail
EMAIL_BACKEND = "takwin.jobs.post.EmailBackend"
EMAIL_HOST = os.environ.get("TAKWIN_SMTP_HOST", "localhost")
EMAIL_PORT = _number("TAKWIN_SMTP_PORT", 25)
EMAIL_HOST_USER = os.environ.get("TAKWIN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TAKWIN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("TAKWIN_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("TAKWIN_MAIL_FROM", f"Takwin <no-reply@{_address.hostname}>")

POST_ADDRESS = os.environ.get("TAKWIN_POST_ADDRESS", "")
if POST_ADDRESS and not re.fullmatch(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+", POST_ADDRESS):
    raise ImproperlyConfigured("TAKWIN_POST_ADDRESS is an address for letters to hubs, such as hub@takwin.example.ma")

# Work for later
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Browser
SELF, NOTHING = "'self'", "'none'"
SECURE_CSP = {
    "default-src": [NOTHING],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "media-src": [SELF, "https:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NOTHING],
    "base-uri": [NOTHING],
    "manifest-src": [SELF],
}
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CACHES = {  # shared by all workers: rate limits count in it
    "default": {
        "BACKEND": "takwin.accounts.cache.Cache",
        "LOCATION": "takwin_cache",
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "takwin.config.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _level()},
}
