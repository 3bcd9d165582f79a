"""The text of an intervention for one person: its {names} filled in; plain Python."""

from collections.abc import Mapping

from takwin.scenarios.supervision import HOLDER, Intervention


def template(of: Intervention, language: str) -> tuple[str, str]:
    """The text in a language, else in the first that there is, and which one that is; ("", language) without any."""
    if language in of.texts:
        return of.texts[language], language
    return next(((text, code) for code, text in of.texts.items()), ("", language))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known; a name without a value is left as it stands, for the tutor to see."""
    return HOLDER.sub(lambda found: values.get(found[1]) or found[0], text).strip()
