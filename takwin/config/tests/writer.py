"""One of the processes that write at the same time: `python writer.py DATABASE SECONDS [die]`.

Prints an empty line, waits for one, writes; then prints how many rows it wrote, its longest wait in seconds, and its troubles. With `die` it ends while it writes."""

import os
import sys
import time

import django
from django.conf import settings

if __name__ == "__main__":
    database, seconds = sys.argv[1], float(sys.argv[2])
    settings.configure(
        DATABASES={"default": {"ENGINE": "takwin.config.database", "NAME": database, "OPTIONS": {"timeout": 20}}}
    )
    django.setup()
    from django.db import connection, transaction
    from django.db.utils import OperationalError

    print(flush=True)
    sys.stdin.readline()  # they begin together
    written, longest, troubles = 0, 0.0, []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        asked = time.monotonic()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                longest = max(longest, time.monotonic() - asked)
                cursor.execute("SELECT value FROM counter")
                cursor.execute("UPDATE counter SET value = %s", [cursor.fetchone()[0] + 1])
                if "die" in sys.argv:
                    os._exit(9)
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO line (who) VALUES (%s)", [os.getpid()])
            written += 1
        except OperationalError as trouble:
            troubles.append(str(trouble))
    print(written, longest, troubles)
