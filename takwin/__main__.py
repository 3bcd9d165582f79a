"""The command `takwin`, also as `python -m takwin`."""

import signal
import sys


def main() -> int:
    """Run it; the exit status. Ctrl+C ends it in one sentence too while it is still being loaded, and changes nothing once all is
    done and said."""
    try:
        from takwin.config.cli import main as command

        status = command()
    except KeyboardInterrupt:
        print("takwin: Interrupted.", file=sys.stderr)
        status = 128 + signal.SIGINT
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


if __name__ == "__main__":
    sys.exit(main())
