"""How the room puts words in order."""


def one_line(text: str) -> str:
    """Words in one line, without the space around them."""
    return " ".join(text.split())
