"""The options that say where a site listens, and with how many processes; nonsense is refused with a sentence."""

import argparse

MOST = 64
"""Web workers beyond which a number is a slip of the finger: each holds a part of the memory."""


def listening(parser: argparse.ArgumentParser) -> None:
    """`--host`, `--port`, `--workers`."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: this machine only)")
    parser.add_argument("--port", type=port, default=8000, help="the port to listen at (default: 8000)")
    parser.add_argument("--workers", type=workers, default=2, metavar="N", help="web workers (default: 2)")


def port(text: str) -> int:
    """A port as somebody typed it."""
    return _between(text, 1, 65535, "a port")


def workers(text: str) -> int:
    """A number of web workers as somebody typed it."""
    return _between(text, 1, MOST, "a number of web workers")


def _between(text: str, least: int, most: int, what: str) -> int:
    if text.isdecimal() and text.isascii() and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not {what}: write a number from {least} to {most}.")
