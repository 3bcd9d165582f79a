"""What happens to accounts, a file for each group of verbs."""

from takwin.accounts.actions.account import (
    AddressNotYours,
    AddressOfMerged,
    ask_for_email,
    change_language,
    change_password,
    change_profile,
    confirm_email,
    know_team,
    sign_up,
)
from takwin.accounts.actions.deciding import LastAdministrator, appoint, decide, keep_an_administrator
from takwin.accounts.actions.merging import close_merged, hand_over
from takwin.accounts.actions.ways_back import recover, reissue_access, renew_recovery_codes, use_recovery_code

__all__ = [
    "AddressNotYours",
    "AddressOfMerged",
    "LastAdministrator",
    "appoint",
    "ask_for_email",
    "change_language",
    "change_password",
    "change_profile",
    "close_merged",
    "confirm_email",
    "decide",
    "hand_over",
    "keep_an_administrator",
    "know_team",
    "recover",
    "reissue_access",
    "renew_recovery_codes",
    "sign_up",
    "use_recovery_code",
]
