"""From what people write to what is shown: a little Markdown, then a short list of elements.

HTML in the text is text. What the renderer makes is cleaned once more by a list of its own, so
that a fault of the one is not a hole in the page.
"""

import re

import nh3
from markdown_it import MarkdownIt

ELEMENTS = frozenset(
    {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
)
# "*" is what every element may have, where the cleaner would let a title through by itself.
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "*": set()}
SCHEMES = frozenset({"http", "https", "mailto"})
WHOLE = re.compile(r"(https?://[^/]|mailto:.)", re.IGNORECASE)
REL = "nofollow noopener noreferrer"
DEPTH = 12  # quotes and lists inside one another
NOT_USED = [
    "heading",
    "lheading",
    "hr",
    "image",
    "html_block",
    "html_inline",
    "reference",
    "entity",
]

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEPTH})
_markdown.disable(NOT_USED)


def html_of(text: str) -> str:
    """The text as it is shown."""
    return cleaned(_markdown.render(text)) if text.strip() else ""


def cleaned(html: str) -> str:
    """Only the listed elements, and of their attributes only the address of a link."""
    return nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes={name: set(some) for name, some in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        attribute_filter=_address,
        link_rel=REL,
    )


def _address(element: str, attribute: str, value: str) -> str | None:
    """A link's address where it is whole; one that browsers would complete leads nowhere."""
    return value if attribute != "href" or WHOLE.match(value) else None


def quoted(text: str, who: str) -> str:
    """Somebody's words as the beginning of an answer to them; what they quoted is left out."""
    own = [line for line in text.splitlines() if not line.lstrip().startswith(">")]
    lines = re.sub(r"\n{3,}", "\n\n", "\n".join(own).strip()).splitlines()
    return "\n".join([f"> {who} wrote:", ">", *(f"> {line}".rstrip() for line in lines), "", ""])
