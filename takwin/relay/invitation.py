"""An invitation: the file by which a site becomes the box of a centre. It holds the box's secret; plain Python."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takwin.credentials import multikey
from takwin.lib.text import N_
from takwin.relay.keys import End, Keys
from takwin.relay.refused import Refused

FORM = 1
NOT_ONE = N_("This is not an invitation to a relay: the parent site makes one with takwin relay invite.")


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where the parent is (an address without a path, or empty for sticks only), its end, which of its centres the box is for (its number there
    and its names by language), and the keys of the box."""

    address: str
    parent: End
    centre: int
    names: Mapping[str, str]
    keys: Keys

    def text(self) -> str:
        """The file."""
        told = {
            "takwin-relay-invitation": FORM, "address": self.address, "centre": self.centre, "names": dict(self.names),
            "parent": [self.parent.public, self.parent.sealing], "secret": multikey.secret_text(self.keys.signing),
        }  # fmt: skip
        return json.dumps(told, indent=1, ensure_ascii=False)


def fresh(address: str, parent: End, centre: int, names: Mapping[str, str]) -> Invitation:
    """An invitation with keys made for it."""
    return Invitation(address, parent, centre, names, Keys(Ed25519PrivateKey.generate()))


def read(text: str) -> Invitation:
    """The invitation in a file. Raises Refused."""
    try:
        told = json.loads(text)
        if told["takwin-relay-invitation"] != FORM:
            raise Refused(NOT_ONE)
        public, sealing = told["parent"]
        multikey.public_key(public)
        names = {str(language): str(name) for language, name in told["names"].items()}
        if not (told["address"] == "" or re.fullmatch(r"https?://[\w.:\[\]-]+", told["address"])):
            raise Refused(NOT_ONE)
        keys = Keys(multikey.secret_key(told["secret"]))
        return Invitation(str(told["address"]), End(public, sealing), int(told["centre"]), names, keys)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(NOT_ONE) from None
