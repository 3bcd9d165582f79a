"""The addresses of what learners act upon, as the record writes them."""

from uuid import UUID


def course(slug: str) -> str:
    """A whole course."""
    return f"course/{slug}"


def step(slug: str, key: str) -> str:
    """One step; `key` is "module/step"."""
    return f"course/{slug}/step/{key}"


def item(slug: str, key: str) -> str:
    """One question."""
    return f"course/{slug}/item/{key}"


def task(slug: str, key: str) -> str:
    """One task."""
    return f"course/{slug}/task/{key}"


def quiz(slug: str, key: str) -> str:
    """One quiz, as something that is begun."""
    return f"course/{slug}/quiz/{key}"


def film(slug: str, kind: str, digest: str) -> str:
    """One film or sound ("film", "sound"), by the first sixteen digits of the digest of its file: another file is another film."""
    return f"course/{slug}/{kind}/{digest[:16]}"


def post(slug: str, uid: UUID) -> str:
    """Something that a participant published."""
    return f"course/{slug}/post/{uid}"


def session(slug: str, uid: UUID) -> str:
    """One meeting in a room."""
    return f"course/{slug}/session/{uid.hex}"


def subject(activity: str) -> tuple[str, str]:
    """("step", "why/welcome"), ("item", "q1"), ("task", "t1") or ("course", "") for an activity of a course."""
    parts = activity.split("/", 3)
    return (parts[2], parts[3]) if len(parts) == 4 else ("course", "")
