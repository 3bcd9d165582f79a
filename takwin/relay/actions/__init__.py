"""What happens in a relay: a box is invited and joins, parcels are made, taken, and answered."""

from takwin.relay.actions.inviting import choose, close, entry_codes, invite, join
from takwin.relay.actions.opening import Outcome, note_trouble, take
from takwin.relay.actions.sending import Packed, answer_to, pack_acts, pack_ask, pack_part, pack_roster

__all__ = [
    "Outcome",
    "Packed",
    "answer_to",
    "choose",
    "close",
    "entry_codes",
    "invite",
    "join",
    "note_trouble",
    "pack_acts",
    "pack_ask",
    "pack_part",
    "pack_roster",
    "take",
]
