"""How large a site is to be, and how much room it takes."""

from dataclasses import dataclass

COHORT = 500_000
"""Statements that are made at once; their people come together, so what they say is mixed as on a real site."""
PER_STATEMENT, PER_ACCOUNT, REST = 320, 1_200, 20_000_000
"""Bytes on the disk, rounded up from what was measured: a statement with its part of attempts and progress, an account with its
part of sessions and notices, and the demo site."""


@dataclass(frozen=True)
class Size:
    """How many accounts and statements (or a few more: stories are told to their end)."""

    accounts: int
    statements: int

    @property
    def cohorts(self) -> int:
        """In how many cohorts people come."""
        return min(self.accounts, -(-self.statements // COHORT))

    @property
    def room(self) -> int:
        """Bytes that must be free to build it."""
        return self.statements * PER_STATEMENT + self.accounts * PER_ACCOUNT + REST


FULL = Size(200_000, 20_000_000)
