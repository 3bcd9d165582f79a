"""The few words that a compiled page adds to its author's text, in the language of the page."""

LABELS = {
    "fr": {
        "note": "Remarque",
        "tip": "Conseil",
        "important": "Important",
        "warning": "Attention",
        "transcript": "Lire la transcription",
        "watch": "Voir la vidéo sur %s",
        "listen": "Écouter sur %s",
        "minutes": "%s min",
        "table": "Tableau",
        "footnotes": "Notes",
        "back": "Revenir au texte",
        "away": "%s n’a pas été apporté sur ce boîtier : ce fichier se trouve sur le site dont il vient.",
    },
    "ar": {
        "note": "ملاحظة",
        "tip": "نصيحة",
        "important": "مهمّ",
        "warning": "تنبيه",
        "transcript": "قراءة النصّ المكتوب",
        "watch": "مشاهدة الفيديو على %s",
        "listen": "الاستماع على %s",
        "minutes": "%s د",
        "table": "جدول",
        "footnotes": "الهوامش",
        "back": "العودة إلى النصّ",
        "away": "لم يُحضَر %s إلى هذا الصندوق: الملف موجود على الموقع الذي جاء منه.",
    },
    "en": {
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "transcript": "Read the transcript",
        "watch": "Watch the video on %s",
        "listen": "Listen on %s",
        "minutes": "%s min",
        "table": "Table",
        "footnotes": "Notes",
        "back": "Back to the text",
        "away": "%s was not brought to this box: the file is on the site that it comes from.",
    },
}
UNITS = {"fr": ("o", "ko", "Mo"), "ar": ("بايت", "ك.ب", "م.ب"), "en": ("bytes", "kB", "MB")}
NAMES = {"fr": "Français", "ar": "العربية", "en": "English", "es": "Español", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}
"""Languages in their own words, for captions."""


def label(name: str, language: str) -> str:
    """A word of ours; English for a language we do not speak yet."""
    return LABELS.get(language.split("-")[0], LABELS["en"])[name]


def size(count: int, language: str) -> str:
    """A file's size as a person reads it: "240 ko"."""
    bytes_, kilo, mega = UNITS.get(language.split("-")[0], UNITS["en"])
    if count < 1000:
        return f"{count} {bytes_}"
    if count < 1_000_000:
        return f"{round(count / 1000)} {kilo}"
    decimal = f"{count / 1_000_000:.1f}"
    return f"{decimal.replace('.', ',') if language != 'en' else decimal} {mega}"


def name_of(language: str) -> str:
    """A language in its own words, its code when we do not know it."""
    return NAMES.get(language.split("-")[0], language)
