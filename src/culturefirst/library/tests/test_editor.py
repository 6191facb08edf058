"""What the editor takes, and what it does not have."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Drawing
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from culturefirst.library.editors import bring_into_line
from culturefirst.library.models import File, NewsPage, Picture
from culturefirst.library.models.blocks import PictureBlock
from culturefirst.library.tests.make import news, picture, published
from culturefirst.network.models import User

SignedIn = Callable[[Any], Client]
PAGE = b"<!doctype html><script>alert(1)</script>"


def png() -> bytes:
    drawn = io.BytesIO()
    Drawing.new("RGB", (40, 30), "purple").save(drawn, "PNG")
    return drawn.getvalue()


def sent(client: Client, what: str, way: str, name: str, content: bytes) -> str:
    """Put a file up in one of the editor's three ways; what it answers."""
    prefix = {"documents": "document", "images": "image"}[what]
    field = {"add": "file", "multiple/add": "files[]", "chooser/create": "file"}[way]
    before = f"{prefix}-chooser-upload-" if way == "chooser/create" else ""
    told = {f"{before}title": "A file", f"{before}{field}": SimpleUploadedFile(name, content)}
    return client.post(f"/cms/{what}/{way}/", told).content.decode()


WAYS = pytest.mark.parametrize("way", ["add", "multiple/add", "chooser/create"])


@WAYS
def test_a_document_is_taken_with_what_it_is(way: str, tom: User, signed_in: SignedIn) -> None:
    sent(signed_in(tom), "documents", way, f"Map {way[:2]}.PNG", png())
    file = File.objects.get()
    assert (file.media_type, file.file_size) == ("image/png", len(png()))
    assert file.filename.startswith(f"Map_{way[:2]}")
    assert file.filename.endswith(".png")


@WAYS
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("plan.pdf", "This is not a PDF, though its name says so."),
        ("plan.html", "Files of this kind are not taken."),
        ("plan.doc", "Files of this old kind can hide macros."),
    ],
)
def test_a_document_that_is_not_what_it_claims_is_refused_by_name(
    way: str, name: str, why: str, tom: User, signed_in: SignedIn
) -> None:
    said = sent(signed_in(tom), "documents", way, name, PAGE)
    assert name in said
    assert why in said
    assert not File.objects.exists()


@WAYS
def test_a_picture_is_taken(way: str, tom: User, signed_in: SignedIn) -> None:
    sent(signed_in(tom), "images", way, "door.png", png())
    assert Picture.objects.get().width == 40


@WAYS
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("door.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("door.png", PAGE),
        ("door.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
        ("door.png", png() + b"PK\x03\x04"),
    ],
)
def test_what_is_no_picture_is_refused(
    way: str, name: str, content: bytes, tom: User, signed_in: SignedIn
) -> None:
    sent(signed_in(tom), "images", way, name, content)
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("alternative", "decorates", "sound"),
    [("", False, False), (" ", False, False), ("A door", False, True), ("", True, True)],
)
def test_a_picture_says_what_it_shows_or_that_it_decorates(
    alternative: str, decorates: bool, sound: bool, db: None
) -> None:
    block = PictureBlock()
    value = block.to_python(
        {"picture": picture().pk, "alternative": alternative, "decorates": decorates}
    )
    if sound:
        assert block.clean(value)["decorates"] is decorates
        return
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    [said] = refused.value.block_errors["alternative"].messages  # type: ignore[attr-defined]
    assert said == "Say what the picture shows, or tick “It only decorates”."


def written(*blocks: dict[str, Any], links: tuple[str, ...] = ()) -> str:
    """Rich text as the editor's script would post it."""
    rows = [{"key": "a", "depth": 0, "inlineStyleRanges": [], "entityRanges": []} | b
            for b in blocks]  # fmt: skip
    entities = {
        str(at): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
        for at, url in enumerate(links)
    }
    return json.dumps({"blocks": rows, "entityMap": entities})


def stored(client: Client, tom: User, text: str) -> str:
    """What a draft holds after this was posted to the edit view as its body."""
    page = news()
    page.owner = tom
    page.save()
    told = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body": streamfield([("text", text)]),
        "entry_topics": inline_formset([]),
        "entry_services": inline_formset([]),
    }
    answer = client.post(f"/cms/pages/{page.pk}/edit/", nested_form_data(told))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return str(draft.body[0].value.source)


def test_marks_and_elements_outside_the_list_are_not_stored(tom: User, signed_in: SignedIn) -> None:
    bring_into_line(tom)
    text = written(
        {"text": "A head", "type": "header-two"},
        {"text": "<script>alert(1)</script>", "type": "unstyled"},
        {"text": "Great", "type": "header-one"},
        {
            "text": "bold struck",
            "type": "unstyled",
            "inlineStyleRanges": [
                {"offset": 0, "length": 4, "style": "BOLD"},
                {"offset": 5, "length": 6, "style": "STRIKETHROUGH"},
            ],
        },
    )
    assert stored(signed_in(tom), tom, text) == (
        '<h2 data-block-key="a">A head</h2>'
        '<p data-block-key="a">&lt;script&gt;alert(1)&lt;/script&gt;</p>'
        '<p data-block-key="a"><b>bold</b> struck</p>'
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a", '<a href="https://example.org/a">here</a>'),
        ("mailto:tom@example.org", '<a href="mailto:tom@example.org">here</a>'),
        ("/groups/", '<a href="/groups/">here</a>'),
        ("javascript:alert(1)", "here"),
        ("java\nscript:alert(1)", "here"),
        ("data:text/html,x", "here"),
        ("ftp://example.org/", "here"),
        ("//example.org/", "here"),
        ("", "here"),
    ],
)
def test_a_link_leads_to_the_web_to_mail_or_to_us(
    url: str, link: str, tom: User, signed_in: SignedIn
) -> None:
    whole = {"offset": 0, "length": 4, "key": 0}
    text = written({"text": "here", "type": "unstyled", "entityRanges": [whole]}, links=(url,))
    assert stored(signed_in(tom), tom, text) == f'<p data-block-key="a">{link}</p>'


@pytest.mark.parametrize(
    "path",
    ["users", "groups", "sites", "workflows/list", "reports/site-history", "collections",
     "snippets", "password_reset"],
)  # fmt: skip
def test_what_the_network_keeps_elsewhere_is_not_in_the_editor(
    path: str, helen: User, signed_in: SignedIn
) -> None:
    assert signed_in(helen).get(f"/cms/{path}/").status_code == 404


def test_ones_account_is_kept_by_the_network(helen: User, signed_in: SignedIn) -> None:
    assert signed_in(helen).get("/cms/account/").headers["Location"] == "/account/"


@pytest.mark.parametrize("path", ["", "pages/", "documents/", "images/"])
def test_what_an_editor_needs_is_there_under_our_name(
    path: str, helen: User, signed_in: SignedIn
) -> None:
    answer = signed_in(helen).get(f"/cms/{path}")
    assert answer.status_code == 200
    assert "- Culture First</title>" in answer.content.decode()


def test_a_preview_keeps_our_policy_and_stands_in_the_editors_frame(
    helen: User, signed_in: SignedIn
) -> None:
    page = news()
    page.save_revision(user=helen)
    answer = signed_in(helen).get(f"/cms/pages/{page.pk}/view_draft/")
    assert "Ely opens its archive" in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "'unsafe-inline'" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "wagtail-userbar" in answer.content.decode()


def test_what_is_published_is_framed_by_nobody(helen: User, signed_in: SignedIn) -> None:
    page = published(news(), helen)
    answer = signed_in(helen).get(page.url)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "wagtail-userbar" not in answer.content.decode()


@pytest.mark.parametrize("path", ["", "images/add/"])
def test_the_editor_names_what_wagtail_leaves_without_a_name(
    path: str, helen: User, signed_in: SignedIn
) -> None:
    assert "library/editor_names.js" in signed_in(helen).get(f"/cms/{path}").content.decode()
