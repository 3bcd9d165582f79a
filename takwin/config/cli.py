"""The command `takwin`: one verb per thing an administrator or an author does."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from pathlib import Path
from typing import NoReturn, Protocol, cast

from takwin import __version__
from takwin.config.trouble import explain

VERBS = (
    "init",
    "demo",
    "serve",
    "work",
    "upgrade",
    "backup",
    "restore",
    "check",
    "publish",
    "import",
    "import-questions",
    "export-questions",
    "receive-mail",
    "verify",
    "framework",
    "keys",
    "lrs-key",
    "relay",
    "rebuild",
    "jobs",
    "doctor",
)


class Command(Protocol):
    """A module of `commands/`: its docstring is the help."""

    __doc__: str | None

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        """Declare the options."""

    @staticmethod
    def run(options: argparse.Namespace) -> int:
        """Do it; the exit status."""


def command(verb: str) -> Command:
    """The module that does a verb. None of them imports Django before it runs."""
    return cast(
        Command,
        import_module(f"takwin.config.commands.{verb.replace('-', '_')}{'_' if iskeyword(verb) else ''}"),
    )


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one sentence, like everything else here."""

    def error(self, message: str) -> NoReturn:
        """End with status 2, which is what shells expect of a command that was typed wrongly."""
        self.exit(2, f"{self.prog}: {message} (`{self.prog} --help` tells how)\n")


def parser() -> argparse.ArgumentParser:
    """All verbs with their options."""
    whole = Parser(prog="takwin", description="Training worth a teacher's time.")
    whole.add_argument("--version", action="version", version=f"Takwin {__version__}")
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        module = command(verb)
        words = (module.__doc__ or "").strip()
        one = verbs.add_parser(
            verb,
            help=words.splitlines()[0],
            description=words,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        one.add_argument(
            "--data",
            type=Path,
            metavar="DIR",
            default=Path(os.environ.get("TAKWIN_DATA") or "var"),
            help="the folder of the site (default: TAKWIN_DATA, else ./var)",
        )
        module.arguments(one)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit status. Whatever goes wrong is said in one sentence."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(
            line_buffering=True
        )  # else its lines come after those of stderr, where both go to one file
    options = parser().parse_args(arguments)
    for name in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(name) == signal.SIG_DFL:  # `nohup` ignores one of them
            signal.signal(name, _interrupt)
    try:
        return command(options.verb).run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Exception, KeyboardInterrupt) as problem:
        if os.environ.get("TAKWIN_TRACE") == "yes":
            raise
        print(f"takwin {options.verb}: {explain(problem)}", file=sys.stderr)
        return 128 + (problem.args or (signal.SIGINT,))[0] if isinstance(problem, KeyboardInterrupt) else 1


def _interrupt(name: int, _: object) -> NoReturn:
    """End like Ctrl+C does: what was begun is taken back."""
    raise KeyboardInterrupt(name)
