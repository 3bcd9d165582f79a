"""What the codes of meetings are made of: the secret of the site."""

from uuid import UUID

from django.utils.crypto import salted_hmac

LENGTH = 16


def key() -> bytes:
    """The key of all codes."""
    return salted_hmac("takwin.attendance", "codes", algorithm="sha256").digest()


def device(session: UUID, name: str) -> str:
    """What stands for a browser at one meeting, and at no other; nothing for a browser without a name."""
    return salted_hmac(f"takwin.attendance {session}", name).hexdigest()[:LENGTH] if name else ""
