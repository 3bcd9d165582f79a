"""What happens at the desk: packs are made, acts of devices are taken."""

from takwin.desk.actions.packs import make
from takwin.desk.actions.taking import Taken, take

__all__ = ["Taken", "make", "take"]
