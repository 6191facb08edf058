"""What the body of a page may be built of."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# The short list of elements that rich text is cleaned to; whatever else is pasted is dropped.
FEATURES = ("h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link")
SAY = "Say what the picture shows, or tick “It only decorates”."
INLINE = ("bold", "italic", "link")


class PictureBlock(blocks.StructBlock):
    """A picture; where it only decorates, its alternative text is left empty knowingly."""

    picture = ImageChooserBlock()
    alternative = blocks.CharBlock(
        required=False,
        max_length=300,
        label="Alternative text",
        help_text="What somebody who cannot see it needs to know.",
    )
    decorates = blocks.BooleanBlock(
        required=False, label="It only decorates", help_text="Then it is not read out."
    )
    caption = blocks.CharBlock(required=False, max_length=300)

    def clean(self, value: Any) -> Any:
        """A picture says what it shows, or that it only decorates."""
        cleaned = super().clean(value)
        if not cleaned["decorates"] and not cleaned["alternative"].strip():
            raise StructBlockValidationError({"alternative": ValidationError(SAY)})
        return cleaned

    class Meta:
        icon = "image"
        template = "library/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said, and who."""

    words = blocks.TextBlock()
    who = blocks.CharBlock(max_length=200)

    class Meta:
        icon = "openquote"
        template = "library/blocks/quote.html"


class BodyBlock(blocks.StreamBlock):
    """Text, pictures, quotations and files, in any order."""

    text = blocks.RichTextBlock(features=list(FEATURES), icon="pilcrow")
    picture = PictureBlock()
    quote = QuoteBlock()
    file = DocumentChooserBlock(icon="doc-full", template="library/blocks/file.html")
