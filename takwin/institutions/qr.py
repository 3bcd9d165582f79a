"""QR codes of addresses of this site: the one place that knows the library."""

import io

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def svg(path: str, scale: int = 3) -> SafeString:
    """A path of this site as a picture to stand in a page, of that size unless a style says another (ISO/IEC 18004, error correction M)."""
    made = segno.make(settings.BASE_URL + path, error="m", micro=False)
    drawn = made.svg_inline(scale=scale, border=2, svgclass=None, lineclass=None, omitsize=True)
    side, _ = made.symbol_size(scale=scale, border=2)
    return mark_safe(drawn.replace("<svg ", f'<svg width="{side}" height="{side}" ', 1))  # noqa: S308 - made here, of squares


def file(path: str, kind: str) -> bytes:
    """The same as a file, "svg" or "png", large enough for a poster."""
    out = io.BytesIO()
    segno.make(settings.BASE_URL + path, error="m", micro=False).save(out, kind=kind, scale=12, border=4)
    return out.getvalue()
