"""Bytes of text files as text, whatever wrote them."""

from culturefirst.kit.documents.errors import DocumentError


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 by their marks, else UTF-8 where it is valid, else Windows Latin."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if text.count("\x00") > len(text) // 20:
        raise DocumentError(
            "The file is not text.", remedy="Save it as .docx, .xlsx, .csv or plain .txt."
        )
    return text
