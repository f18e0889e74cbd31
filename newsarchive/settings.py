"""Settings of the archive, read from the environment or a file `.env` (docs/configuration.md lists them)."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from newsarchive import environment

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(environment.env_file(env, "ENV_FILE", default=BASE_DIR / ".env"))

DEBUG = environment.flag(env, "DEBUG", default=False)
HTTPS = environment.flag(env, "HTTPS", default=False)
DATA_DIR = environment.data_dir(env, "DATA_DIR", default=BASE_DIR / "var")
SECRET_KEY = environment.secret_key(env, "SECRET_KEY", DATA_DIR)
ALLOWED_HOSTS = environment.hosts(env, "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_NAME: str = env.str("SITE_NAME", default="").strip() or "News Archive"
TIME_ZONE = environment.time_zone(env, "TIME_ZONE", default="UTC")

DATABASES = {"default": environment.database(env, "DATABASE_URL", default=DATA_DIR / "archive.sqlite3")}
SEARCH_ENGINE, SEARCH_INDEX_DIR = environment.search_index(env, "SEARCH_URL", default=DATA_DIR / "index")
INDEX_MEMORY_MB = environment.number(env, "INDEX_MEMORY_MB", default=150)
INDEX_BUILD_MB = environment.number(
    env, "INDEX_BUILD_MB", default=min(environment.machine_memory() // 8, 2750), least=100
)
ORIGINALS_DIR = DATA_DIR / "originals"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # each process for itself
    "counts": {"BACKEND": "newsarchive.caching.KeptCache", "LOCATION": DATA_DIR / "cache"},  # of requests, of all
}
LIMITS = {
    "search": environment.rate(env, "LIMIT_SEARCH", default="120/m"),
    "suggest": environment.rate(env, "LIMIT_SUGGEST", default="300/m"),
    "trends": environment.rate(env, "LIMIT_TRENDS", default="60/m"),
    "export": environment.rate(env, "LIMIT_EXPORT", default="20/m"),
}
IMPORT_LIMITS = {  # of the import desk; the command has none of them
    "files": environment.number(env, "IMPORT_MOST_FILES", default=500),
    "file_bytes": environment.number(env, "IMPORT_LARGEST_FILE", default=5_000_000),
    "upload_bytes": environment.number(env, "IMPORT_LARGEST_UPLOAD", default=50_000_000),
    "unpacked_bytes": environment.number(env, "IMPORT_LARGEST_UNPACKED", default=100_000_000),
}
PHOTO_LIMITS = {  # of pictures that editors add
    "photos": environment.number(env, "PHOTO_MOST", default=100),
    "file_bytes": environment.number(env, "PHOTO_LARGEST_FILE", default=20_000_000),
    "pixels": environment.number(env, "PHOTO_MOST_PIXELS", default=60_000_000),
}
FILE_UPLOAD_HANDLERS = [
    "newsarchive.uploads.QuotaHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 10 * IMPORT_LIMITS["files"] + 100  # that the import desk can name its own limit
PROXIES = environment.number(env, "PROXIES", default=1 if HTTPS else 0)
RATELIMIT_ENABLE = environment.flag(env, "LIMITS", default=True)
RATELIMIT_USE_CACHE = "counts"
RATELIMIT_IP_META_KEY = "articles.views.limits.client_address"
RATELIMIT_FAIL_OPEN = True

INSTALLED_APPS = [
    "newsarchive.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "reversion",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "articles",
]

MIDDLEWARE = [
    "articles.views.tracking.TrackingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "articles.views.conditional.ConditionalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it puts the page about a lock in the form's place
]

ROOT_URLCONF = "newsarchive.urls"
WSGI_APPLICATION = "newsarchive.wsgi.application"

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
                "articles.views.context.site",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
USE_I18N = False  # everything is in English; else each address and number asks which language it is in
USE_TZ = True

# Signing in: passwords, locks after wrong ones, the second factor, and how long it lasts.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = environment.number(env, "SIGN_IN_TRIES", default=10, least=1)
AXES_COOLOFF_TIME = timedelta(minutes=environment.number(env, "SIGN_IN_LOCK_MINUTES", default=15, least=1))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or whoever goes on guessing keeps the owner out for good
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "articles.signin.log.client_network"
AXES_LOCKOUT_CALLABLE = "articles.signin.lock.locked"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # the log has its lines, and no table grows without end
SECOND_FACTOR_REQUIRED = environment.flag(env, "SECOND_FACTOR_REQUIRED", default=False)
OTP_TOTP_ISSUER = SITE_NAME
SESSION_COOKIE_AGE = 3600 * environment.number(env, "SESSION_HOURS", default=12, least=1)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # “Strict” would ask for the password again at every link from a message

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the admin's style sheets hold small images
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an interview may have a thousand quotes, all on one page of the admin
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "articles.views.errors.forbidden"
CSRF_COOKIE_HTTPONLY = True
if HTTPS:  # the archive stands behind a server that ends TLS and sets X-Forwarded-Proto
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a wrong address is the visitor's news, not the log's
        "newsarchive": {"level": "INFO"},  # who signed in, and whose rights were changed
        "axes": {"level": "ERROR"},  # it names what was typed, which may be a password
    },
}
