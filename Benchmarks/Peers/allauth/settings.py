"""Django with django-allauth: a person signs up with an e-mail address and a code, without a password.

    DJANGO_SETTINGS_MODULE=settings PEER_DATABASE=postgresql://… PEER_MAIL=2525 python -m django migrate
    DJANGO_SETTINGS_MODULE=settings … python serve.py --bind 127.0.0.1:8000

The settings are those of a production site: no debugging, kept connections, cached templates. Limits per address are off,
because the crowd comes from one machine.
"""

import os
from urllib.parse import parse_qs, urlsplit

url = urlsplit(os.environ["PEER_DATABASE"])
query = parse_qs(url.query)

ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "urls"
SECRET_KEY = "bench"
USE_TZ = True
DATABASES = {"default": {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": url.path.lstrip("/"),
    "HOST": query["host"][0],
    "USER": query["user"][0],
    "CONN_MAX_AGE": None,
}}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]},
}]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
LOGIN_REDIRECT_URL = "/selamat"

DEFAULT_FROM_EMAIL = "peer@contoh.id"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["PEER_MAIL"])
