"""The editor shows what the network uses, and stores no link that a page must not carry."""

from typing import Any
from urllib.parse import urlsplit

from django.templatetags.static import static
from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    PageLinkElementHandler,
)

SHOWN = {"explorer", "documents", "images"}
SCHEMES = {"http", "https", "mailto"}


@hooks.register("construct_main_menu", order=900)  # type: ignore[untyped-decorator]
def few_things(request: Any, items: list[Any]) -> None:
    """Pages, documents and pictures: people and rights are kept by the network's own pages."""
    items[:] = [item for item in items if item.name in SHOWN]


def link(props: dict[str, Any]) -> Any:
    """A link to a page of ours, to the web or to an address for mail; any other is only words."""
    if (page := props.get("id")) is not None:
        return DOM.create_element("a", {"linktype": "page", "id": page}, props["children"])
    url = "".join(str(props.get("url") or "").split())
    inside = url.startswith(("/", "#")) and not url.startswith("//")
    if not inside and urlsplit(url).scheme.lower() not in SCHEMES:
        return props["children"]
    return DOM.create_element("a", {"href": url}, props["children"])


@hooks.register("register_rich_text_features", order=900)  # type: ignore[untyped-decorator]
def careful_links(features: Any) -> None:
    """The editor's own rule takes telephone numbers and file servers, too."""
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": {
                "a[href]": ExternalLinkElementHandler("LINK"),
                'a[linktype="page"]': PageLinkElementHandler("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": link}},
        },
    )


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def name_the_nameless() -> Any:
    """Boxes that the editor leaves without a name get one."""
    return format_html('<script src="{}" defer></script>', static("library/editor_names.js"))
