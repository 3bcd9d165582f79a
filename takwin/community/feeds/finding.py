"""From the address of a page to the addresses of its feeds (the `alternate` links of HTML, section 4.6.7.1); plain Python."""

from urllib.parse import urljoin

from lxml import etree, html

from takwin.community.feeds.reading import http_address

TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
MOST = 5
COMMENTS = ("/comments/", "comments/feed", "/comments")


def feeds_of(page: bytes, address: str) -> list[str]:
    """The feeds that a page names, in its order; those of comments last. Nothing where it is no page."""
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError):
        return []
    bases = tree.xpath("string((//base/@href)[1])")
    found = []
    for link in tree.iter("link"):
        named = {word.lower() for word in (link.get("rel") or "").split()}
        if "alternate" in named and (link.get("type") or "").split(";")[0].strip().lower() in TYPES:
            found.append(_joined(_joined(address, str(bases)), link.get("href") or ""))
    kept = [one for one in dict.fromkeys(found) if one]
    return sorted(kept, key=lambda one: any(part in one for part in COMMENTS))[:MOST]


def _joined(base: str, address: str) -> str:
    try:
        return http_address(urljoin(base, address))
    except ValueError:
        return ""
