"""The file: days that stay days, meetings in UTC across the change of the clock around Ramadan, UIDs that last, what was moved or cancelled."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from takwin.calendar.ics import written
from takwin.calendar.keeping import REMEMBERED, Kept, from_json, kept, to_json
from takwin.lib.dated import Dated

CASABLANCA = ZoneInfo("Africa/Casablanca")
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


def meeting(day: date, uid: str = "m", hour: int = 10, **more: object) -> Dated:
    begins = datetime(day.year, day.month, day.day, hour, tzinfo=CASABLANCA)
    return Dated(uid, "Rencontre; à Rabat, salle 3", begins, begins + timedelta(hours=2), **more)  # type: ignore[arg-type]


def events(*found: Kept) -> dict[str, Any]:
    whole: Any = Calendar.from_ical(written("Takwin", "fr", found, "https://takwin.example"))
    return {str(one["uid"]): one for one in whole.walk("VEVENT")}


def test_meetings_at_ten_are_at_ten_before_in_and_after_ramadan() -> None:
    """In 2027 the clock goes back in the night to 7 February and forward again in that to 14 March (tzdata)."""
    days = {"before": date(2027, 2, 4), "in": date(2027, 2, 11), "after": date(2027, 3, 18)}
    told = events(*(Kept(meeting(day, uid), 0, NOW) for uid, day in days.items()))
    utc = {uid: told[f"{uid}@takwin"]["dtstart"].dt for uid in days}
    assert [utc[uid].hour for uid in days] == [9, 10, 9]
    assert {moment.astimezone(CASABLANCA).hour for moment in utc.values()} == {10}
    raw = written("Takwin", "fr", [Kept(meeting(days["in"]), 0, NOW)], "").decode()
    assert "DTSTART:20270211T100000Z" in raw
    assert "DTEND:20270211T120000Z" in raw


def test_a_meeting_across_the_change_itself_keeps_its_length() -> None:
    begins = datetime(2027, 2, 6, 23, tzinfo=CASABLANCA)
    ends = (begins.astimezone(UTC) + timedelta(hours=6)).astimezone(CASABLANCA)
    told = events(Kept(Dated("night", "Nuit", begins, ends), 0, NOW))["night@takwin"]
    assert told["dtend"].dt - told["dtstart"].dt == timedelta(hours=6)
    assert ends.hour == 4, "an hour was shown twice"


def test_a_deadline_is_a_day_and_no_clock_moves_it() -> None:
    told = events(Kept(Dated("d", "À rendre", date(2027, 2, 7), date(2027, 2, 7), link="/courses/x/plan/"), 0, NOW))
    (one,) = told.values()
    assert (one["dtstart"].dt, one["dtend"].dt) == (date(2027, 2, 7), date(2027, 2, 8))
    assert one["url"] == "https://takwin.example/courses/x/plan/"
    assert one["transp"] == "TRANSPARENT"


def test_the_same_events_give_the_same_bytes_within_the_line_length() -> None:
    told = [
        Kept(meeting(date(2027, 2, 11), "b", told="ملاحظة " * 40), 0, NOW),
        Kept(meeting(date(2027, 2, 4), "a"), 0, NOW),
    ]
    first = written("Takwin", "ar", told, "https://takwin.example")
    assert first == written("Takwin", "ar", reversed(told), "https://takwin.example")
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))
    assert first.endswith(b"END:VCALENDAR\r\n")


def test_what_is_moved_keeps_its_uid_and_what_goes_away_is_cancelled() -> None:
    first = kept({}, [meeting(date(2027, 2, 11)), meeting(date(2027, 2, 18), "n")], NOW)
    assert kept(first, [one.event for one in first.values()], NOW + timedelta(days=1)) == first
    later = NOW + timedelta(days=2)
    moved = kept(first, [meeting(date(2027, 2, 12)), meeting(date(2027, 2, 18), "n", cancelled=True)], later)
    told = events(*moved.values())
    assert (told["m@takwin"]["sequence"], told["m@takwin"]["status"]) == (1, "CONFIRMED")
    assert (told["n@takwin"]["sequence"], told["n@takwin"]["status"]) == (1, "CANCELLED")
    assert told["m@takwin"]["last-modified"].dt == later
    away = kept(moved, [meeting(date(2027, 2, 18), "n", cancelled=True)], later + timedelta(days=1))
    assert events(*away.values())["m@takwin"]["status"] == "CANCELLED"
    assert away["m"].sequence == 2
    back = kept(away, [meeting(date(2027, 2, 12))], later + timedelta(days=2))
    assert (back["m"].sequence, back["m"].cancelled) == (3, False)
    assert "m" not in kept(away, [], later + timedelta(days=2) + REMEMBERED)


def test_what_is_over_and_no_longer_found_is_forgotten() -> None:
    first = kept({}, [meeting(date(2027, 2, 11)), Dated("d", "x", date(2027, 2, 11), date(2027, 2, 11))], NOW)
    assert kept(first, [], datetime(2027, 2, 13, tzinfo=UTC)) == {}


def test_what_is_remembered_is_read_again() -> None:
    for one in (meeting(date(2027, 2, 11), place="Salle 3"), Dated("d", "x", date(2027, 2, 11), date(2027, 2, 12))):
        assert from_json(to_json(one)) == one
