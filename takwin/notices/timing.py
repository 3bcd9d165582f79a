"""When a notice leaves by e-mail: one letter a day, quiet hours, and the person's own clock; plain Python."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

NOW, DAILY, HERE = "now", "daily", "here"
MAIL = (DAILY, NOW, HERE)
"""A letter a day with what waits, a letter for each notice, or none: only on the site."""
CASABLANCA = "Africa/Casablanca"
ZONES = (
    CASABLANCA, "Africa/Algiers", "Africa/Tunis", "Africa/Nouakchott", "Africa/Dakar", "Africa/Abidjan", "Africa/Cairo", "Europe/Paris",
    "Europe/Brussels", "Europe/Madrid", "Europe/London", "America/Montreal", "Asia/Riyadh", "Asia/Dubai",
)  # fmt: skip
"""Where people may say that they live."""
MORNING = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants to be written to. Between the hours `quiet_from` and `quiet_until` of their clock no letter leaves; the same
    hour twice: there are no quiet hours."""

    mail: str = DAILY
    quiet_from: int = 21
    quiet_until: int = MORNING
    zone: str = CASABLANCA

    def leaves(self, now: datetime, urgent: bool = False) -> datetime | None:
        """When a letter about something told now may leave; None: never."""
        if self.mail == HERE:
            return None
        if self.mail == NOW or urgent:
            return self._after_quiet(now)
        return self._next(now, self._morning)

    def _after_quiet(self, now: datetime) -> datetime:
        hour, begins, ends = now.astimezone(ZoneInfo(self.zone)).hour, self.quiet_from, self.quiet_until
        quiet = begins <= hour < ends if begins <= ends else hour >= begins or hour < ends
        return self._next(now, ends) if quiet else now

    @property
    def _morning(self) -> int:
        """The hour of the daily letter: when the quiet hours end."""
        return self.quiet_until if self.quiet_from != self.quiet_until else MORNING

    def _next(self, now: datetime, hour: int) -> datetime:
        """The next time that their clock shows this hour, also when it is put forward or back meanwhile."""
        zone = ZoneInfo(self.zone)
        here = now.astimezone(zone)
        for days in (0, 1):
            at = datetime.combine(here.date() + timedelta(days=days), time(hour), zone).astimezone(UTC)
            if at > now:
                return at
        return at
