"""Runs gunicorn with the given arguments. A process that the benchmark starts begins with all signals blocked, and
gunicorn works by signals."""

import os
import signal
import sys

signal.pthread_sigmask(signal.SIG_SETMASK, [])
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()", *sys.argv[1:]])
