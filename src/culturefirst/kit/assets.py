"""The asset step: fonts cut down to what pages need, and the stylesheets as one file.

``build`` writes below ``var/assets``, which is a folder of static files; it takes no time when
what it would write is there already.
"""

import hashlib
import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.contrib.staticfiles import finders

SHEETS = (
    "tokens",
    "base",
    "layout",
    "masthead",
    "page",
    "marks",
    "forms",
    "tables",
    "search",
    "changes",
    "discussion",
    "sharing",
    "home",
    "learn",
    "print",
)
STYLES = Path(__file__).parent / "static" / "kit" / "css"
BUNDLE = "kit/css/kit.css"

# Latin letters with their accents, the dashes, quotes and spaces that print uses, arrows, marks.
KEPT = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+02C6-02DD,U+2009-2015,U+2018-201E,U+2020-2022,U+2026,"
    "U+202F,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265"
)
FEATURES = ("kern", "liga", "lnum", "onum", "tnum", "pnum", "frac", "ccmp", "locl", "mark")

# file name: (package, file inside it, family, weight, style)
FACES = {
    "sans-400": ("font_source_sans_pro", "SourceSansPro-Regular", "Source Sans Pro", 400, "normal"),
    "sans-400i": ("font_source_sans_pro", "SourceSansPro-It", "Source Sans Pro", 400, "italic"),
    "sans-600": (
        "font_source_sans_pro",
        "SourceSansPro-Semibold",
        "Source Sans Pro",
        600,
        "normal",
    ),
    "serif-600": (
        "font_source_serif_pro",
        "SourceSerifPro-Semibold",
        "Source Serif Pro",
        600,
        "normal",
    ),
}
PRELOADED = ("fonts/sans-400.woff2", "fonts/serif-600.woff2")


def build(var: Path) -> list[Path]:
    """Write what is missing or stale below ``var/assets``; returns the files written."""
    root = var / "assets"
    known = _read(root / "made.json")
    wanted = {**_font_keys(), BUNDLE: _digest("\n".join(_sources()).encode())}
    written = [
        _write(root / name, _made(name))
        for name, key in wanted.items()
        if known.get(name) != key or not (root / name).exists()
    ]
    if written:
        _write(root / "made.json", json.dumps(wanted, indent=1).encode())
    return written


def stylesheets() -> list[str]:
    """Static names of the sheets a page links to: the bundle, or its parts where none is."""
    return [BUNDLE] if _found(BUNDLE) else [f"kit/css/{sheet}.css" for sheet in SHEETS]


def preloaded_fonts() -> list[str]:
    """Static names of the two fonts that the top of any page needs."""
    return [name for name in PRELOADED if _found(name)]


@lru_cache(maxsize=16)
def _found(name: str) -> bool:
    return finders.find(name) is not None


def _sources() -> list[str]:
    sheets = [(STYLES / f"{sheet}.css").read_text(encoding="utf-8") for sheet in SHEETS]
    return [*sheets, *(_face(name) for name in FACES)]


def _face(name: str) -> str:
    _, _, family, weight, style = FACES[name]
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'font-display: swap; src: url("../../fonts/{name}.woff2") format("woff2"); }}'
    )


def _font_keys() -> dict[str, str]:
    settled = f"{KEPT}{FEATURES}"
    return {f"fonts/{name}.woff2": _digest(f"{settled}{FACES[name]}".encode()) for name in FACES}


def _made(name: str) -> bytes:
    if name == BUNDLE:
        return "\n".join(_sources()).encode()
    return _subset(_font_file(Path(name).stem))


def _font_file(name: str) -> Path:
    package, file, *_ = FACES[name]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            f"The package {package} with the fonts is missing. "
            "Install the packages of requirements.lock."
        )
    return Path(spec.origin).parent / "files" / f"{file}.otf"


def _subset(source: Path) -> bytes:
    # Imported here: the web server never subsets a font.
    from fontTools import subset

    options = subset.Options(flavor="woff2", layout_features=list(FEATURES), notdef_outline=True)
    with subset.load_font(str(source), options) as font, TemporaryDirectory() as folder:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(KEPT.replace("U+", "")))
        cutter.subset(font)
        made = Path(folder) / "font.woff2"
        subset.save_font(font, str(made), options)
        return made.read_bytes()


def _write(path: Path, content: bytes) -> Path:
    """Write whole or not at all: another process may be starting at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as new:
        new.write(content)
    Path(new.name).chmod(0o644)
    return Path(new.name).replace(path)


def _read(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
