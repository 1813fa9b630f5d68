"""Runs gunicorn with the given arguments. A process that the benchmark starts begins with all signals blocked, and some
ignored; gunicorn works by signals, and would neither hear of its workers' end nor stop."""

import os
import signal
import sys

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, signal.SIGPIPE}:
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_SETMASK, [])
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()", *sys.argv[1:]])
