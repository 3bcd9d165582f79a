"""Serve the yardstick behind the web server that serves Takwin, set up the same way: `python -m bench.yardstick.serve PORT WORKERS`."""

import os
import sys


def main() -> None:
    """Until SIGTERM."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.yardstick.settings"
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()

    from takwin.config import server

    web = server.web_server("127.0.0.1", int(sys.argv[1]), int(sys.argv[2]))
    web.serve(target_loader=lambda: application, wrap_loader=False)


if __name__ == "__main__":
    main()
