"""The SQL of a grown site: rows as Django would write them into SQLite, and what people did as a join of them and their stories."""

from datetime import datetime

PERSON = """INSERT INTO accounts_person(id, password, username, name, email, email_pending, pseudonym, language,
is_active, is_author, in_team, is_staff, date_joined) VALUES (?, ?, ?, ?, ?, '', ?, ?, 1, 0, 0, 0, ?)"""
ACTOR = "INSERT INTO records_actor(id, uid) VALUES (?, ?)"
SESSION = "INSERT INTO django_session(session_key, session_data, expire_date) VALUES (?, ?, ?)"
NOTICE = """INSERT INTO notices_notice(person_id, cause, message, "values", link, created, read)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
ENROLMENT = """INSERT INTO learning_enrolment(id, uid, person_id, run_id, release_id, enrolled, last_step)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
REGISTRATION = "INSERT INTO records_registration(id, uid) VALUES (?, ?)"
PROGRESS = "INSERT INTO learning_progress(enrolment_id, state, done, mark, completed) VALUES (?, ?, ?, ?, ?)"
ACTIVITY = "INSERT OR IGNORE INTO records_activity(path) VALUES (?)"
SCOPE = "INSERT OR IGNORE INTO records_scope(name) VALUES (?)"
CAUGHT_UP = "UPDATE records_cursor SET seq = (SELECT MAX(seq) FROM records_sentence)"

TEMPORARY = (
    """CREATE TEMP TABLE event(story INTEGER, after INTEGER, verb INTEGER, activity INTEGER, result TEXT, last INTEGER,
    item TEXT, number INTEGER, response TEXT, mark INTEGER, points INTEGER, release INTEGER, language TEXT)""",
    "CREATE INDEX temp.event_story ON event(story)",
    """CREATE TEMP TABLE taking(story INTEGER, begins INTEGER, actor INTEGER, registration INTEGER, enrolment INTEGER,
    last_uid BLOB)""",
)
EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
TAKING = "INSERT INTO taking VALUES (?, ?, ?, ?, ?, ?)"
TOLD = """CREATE TEMP TABLE told AS
SELECT begins + after AS at, CASE WHEN last THEN last_uid ELSE randomblob(16) END AS uid, taking.*, event.*
FROM taking JOIN event USING (story) ORDER BY begins + after"""
SENTENCES = """INSERT INTO records_sentence(uid, verb, audience, at, stored, result, activity_id, actor_id,
registration_id, scope_id) SELECT uid, verb, ?, at, at, result, activity, actor, registration, ? FROM told ORDER BY rowid"""
ATTEMPTS = """INSERT INTO assessment_attempt(uid, enrolment_id, item, number, release_id, language, response, mark,
points, at) SELECT uid, enrolment, item, number, release, language, response, mark, points,
strftime('%Y-%m-%d %H:%M:%f000', at / 1000.0, 'unixepoch') FROM told WHERE item IS NOT NULL ORDER BY rowid"""
FORGET = ("DROP TABLE told", "DELETE FROM taking")


def when(moment: datetime | None) -> str | None:
    """A time (UTC) as Django keeps it in SQLite."""
    return str(moment.replace(tzinfo=None)) if moment else None
