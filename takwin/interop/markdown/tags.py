"""What each HTML element means for a text."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
BLOCKS = frozenset(
    {
        *HEADINGS, *LISTS, "address", "article", "aside", "audio", "blockquote", "body", "center", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "iframe", "legend", "li", "main",
        "nav", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "video", "demandhint",
        "description", "solution", "text",
    }
)  # fmt: skip
"""Elements that stand by themselves; all others stand in a line."""
STRONG = frozenset({"b", "strong"})
EMPHASIS = frozenset({"cite", "dfn", "em", "i", "var"})
CODE = frozenset({"code", "kbd", "samp", "tt"})
KEPT_INLINE = frozenset(
    {"abbr", "bdi", "bdo", "del", "ins", "mark", "q", "rp", "rt", "ruby", "s", "small", "sub", "sup", "u"}
)
"""Elements for which Markdown has no sign and our dialect takes HTML."""
SCRIPTS = frozenset({"script", "template"})
STYLES = frozenset({"link", "style"})
CONTROLS = frozenset(
    {"button", "input", "select", "textarea", "datalist", "optgroup", "option", "output", "progress", "meter"}
)
OBJECTS = frozenset({"applet", "canvas", "embed", "frame", "frameset", "map", "object", "svg"})
SILENT = frozenset({"base", "head", "meta", "param", "source", "title", "track"})
"""Elements that show nothing."""
FILMS = frozenset({"audio", "iframe", "video"})
