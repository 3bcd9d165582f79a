"""What a password may not be: Django's rules, in our words."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext


class NotShort(rules.MinimumLengthValidator):
    """Long enough to take a machine long."""

    def get_error_message(self) -> str:
        """What is wrong, and what to try."""
        return gettext("This password is too short: %(least)s characters at least.") % {"least": self.min_length}


class NotLikeTheRest(rules.UserAttributeSimilarityValidator):
    """Not what everybody who knows the person tries first."""

    def get_error_message(self) -> str:
        """What is wrong, and what to try."""
        return gettext("This password is too much like your name or your address. Choose something else.")


class NotCommon(rules.CommonPasswordValidator):
    """Not among the passwords that are tried first everywhere."""

    def get_error_message(self) -> str:
        """What is wrong, and what to try."""
        return gettext("Very many people use this password. Choose one of your own.")


class NotOnlyDigits(rules.NumericPasswordValidator):
    """More than a telephone number."""

    def get_error_message(self) -> str:
        """What is wrong, and what to try."""
        return gettext("This password has only digits. Add a word or two.")
