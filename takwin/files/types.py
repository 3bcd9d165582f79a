"""The media types we serve, by the end of a file's name. What is not listed is handed over as a download and never shown."""

from pathlib import PurePosixPath

SANDBOX = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; media-src 'self'"
"""For a file opened by itself: it may draw, and nothing else. No script, no form, no other file."""
IMAGES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
VIDEO = {".m4v": "video/mp4", ".mp4": "video/mp4", ".ogv": "video/ogg", ".webm": "video/webm"}
AUDIO = {
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
}
SHOWN = IMAGES | VIDEO | AUDIO | {".vtt": "text/vtt"}
"""What a browser may show at its own address."""
TAKEN = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".ggb": "application/vnd.geogebra.file",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""What is only ever downloaded."""
UNKNOWN = "application/octet-stream"


def ending(name: str) -> str:
    """The lower-case extension with its dot, "" when there is none."""
    return PurePosixPath(name).suffix.lower()


def media_type(name: str) -> str:
    """The type under which a file of this name is stored and served."""
    return (SHOWN | TAKEN).get(ending(name), UNKNOWN)


def is_shown(media_type: str) -> bool:
    """Whether a browser may show it rather than save it."""
    return media_type in SHOWN.values()
