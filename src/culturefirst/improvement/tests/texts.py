"""Small framework files for tests."""

DEMO = """\
format: 1
framework: demo
version: "1"
title: A demonstration
scale:
  - {value: 1, name: Poor}
  - {value: 2, name: Good}
themes:
  - key: efficiency
    title: Efficiency
    criteria:
      - key: assets
        title: Use of assets
        levels:
          1: Nobody knows what there is.
          2: What there is is used.
      - key: buying
        title: Buying
  - key: people
    title: People
    criteria:
      - key: skills
        title: Skills
"""


def demo(*changes: tuple[str, str]) -> str:
    """The file with words exchanged; what is not there cannot be exchanged."""
    text = DEMO
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
