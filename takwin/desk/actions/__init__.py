"""What happens at the desk: packs are made and forgotten, acts of devices are taken."""

from takwin.desk.actions.packs import make
from takwin.desk.actions.taking import Taken, take
from takwin.desk.actions.upkeep import forget_old, make_anew, make_late_anew, make_ready

__all__ = ["Taken", "forget_old", "make", "make_anew", "make_late_anew", "make_ready", "take"]
