"""HTML and Markdown that try to run a script, and a reader that sees whether anything still could."""

import re
from html.parser import HTMLParser

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    "<img/src/onerror=alert(1)>",
    '<img src="x" ONERROR="alert(1)" alt="a">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x"/>',
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<math href="javascript:alert(1)">x</math>',
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<input type=image src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<video poster=javascript:alert(1)></video>",
    "<video src=x onerror=alert(1)></video>",
    "<audio src=javascript:alert(1)></audio>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=https://evil.example/>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<select><img src=x onerror=alert(1)></select>",
    "<x onclick=alert(1)>x</x>",
    "<p onclick=alert(1)>x</p>",
    "<div id=main tabindex=1 class='skip header' style=position:fixed>x</div>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](<javascript:alert(1)>)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x\" onerror=\"alert(1)](media/square.svg)",
    "[x](https://a.example \"y' onclick='alert(1)\")",
    "[x]{onclick=alert(1) style=color:red}",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$\\href{javascript:alert(1)}{x}$",
    "{gap}`=<img src=x onerror=alert(1)>`",
    "{<img src=x onerror=alert(1)>}`x`",
    "```<img src=x onerror=alert(1)>\nx\n```",
]  # fmt: skip

EVIL_TAGS = {
    "script", "style", "iframe", "frame", "object", "embed", "form", "button", "svg", "link", "meta", "base", "template", "textarea",
    "select", "option",
}  # fmt: skip
SCHEME = re.compile(r"[\s\x00-\x20]*(javascript|vbscript|data|blob|file):", re.IGNORECASE)


class Watch(HTMLParser):
    """Reads HTML as leniently as a browser and notes all that could act."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        """What in this HTML could act; [] when it is harmless."""
        watch = cls()
        watch.feed(html)
        watch.close()
        return watch.seen

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note evil elements, events, styles and schemes."""
        if tag in EVIL_TAGS:
            self.seen.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "action", "xlink:href", "autofocus"}:
                self.seen.append(f"{tag} {name}")
            if value and SCHEME.match(re.sub(r"[\t\n\r]", "", value)) and name not in {"alt", "title", "aria-label"}:
                self.seen.append(f"{tag} {name}={value}")
            if name == "id" and not (value or "").startswith("c-"):
                self.seen.append(f"{tag} id={value}")

    handle_startendtag = handle_starttag
