"""Pictures come in the size that a window needs, small, and only when they are scrolled to."""

import io
import re

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Drawing

from culturefirst.library.models import Picture
from culturefirst.library.tests.make import news, published
from culturefirst.network.models import User


@pytest.fixture
def shown(helen: User) -> str:
    """The page of an article with a photograph in it."""
    drawn = io.BytesIO()
    Drawing.effect_noise((1600, 900), 40).convert("RGB").save(drawn, "JPEG")
    picture = Picture.objects.create(title="Door", file=ImageFile(drawn, "door.jpg"))
    page = news()
    page.body = [
        ("picture", {"picture": picture, "alternative": "A door", "decorates": False,
                     "caption": ""})
    ]  # fmt: skip
    return Client().get(published(page, helen).url).content.decode()


def test_a_picture_is_offered_in_three_sizes_and_loaded_when_it_is_near(shown: str) -> None:
    [image] = re.findall(r"<img [^>]+>", shown)
    told = dict(re.findall(r'([\w-]+)="([^"]*)"', image))
    widths = [each.rsplit(" ", 1)[1] for each in told["srcset"].split(", ")]
    assert widths == ["1200w", "800w", "400w"]
    assert (told["alt"], told["loading"]) == ("A door", "lazy")
    assert (told["width"], told["height"]) == ("1200", "675")  # so that nothing jumps
    assert told["sizes"] == "(max-width: 48rem) 94vw, 42rem"


def test_each_size_is_webp_and_told_as_such(shown: str) -> None:
    found = re.findall(r"(/learn/pictures/\S+) \d+w", shown)
    for address, width in zip(found, (1200, 800, 400), strict=True):
        answer = Client().get(address)
        assert answer.headers["Content-Type"] == "image/webp"
        assert Drawing.open(io.BytesIO(answer.content)).width == width
