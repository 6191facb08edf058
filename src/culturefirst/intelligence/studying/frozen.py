"""Plain data and arrays as bytes that stay as they are, known by their digest.

The digest is of what is inside and not of the compressed bytes, so that another version of the
compressing library changes nothing.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
KINDS = ("<f8", "<i4", "|b1")
START = 8  # bytes that tell how long the head is


@dataclass(frozen=True)
class Frozen:
    """Compressed bytes, and the digest of what is in them."""

    content: bytes
    digest: str


def freeze(head: Mapping[str, Any], arrays: Mapping[str, Array]) -> Frozen:
    """Plain data with its arrays (of the ``KINDS``, in one dimension), each under its name."""
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    for name, array in plain.items():
        if array.dtype.str not in KINDS or array.ndim != 1:
            raise TypeError(f"{name}: {array.dtype.str} in {array.ndim} dimensions is not kept.")
    shapes = [[name, array.dtype.str, array.size] for name, array in plain.items()]
    told = json.dumps(
        {"head": head, "arrays": shapes},
        ensure_ascii=False,
        sort_keys=True,
        allow_nan=False,
        separators=(",", ":"),
    ).encode()
    whole = b"".join(
        [len(told).to_bytes(START, "little"), told, *(each.tobytes() for each in plain.values())]
    )
    return Frozen(zlib.compress(whole, 6), sha256(whole).hexdigest())


def thaw(content: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """What was frozen; the arrays cannot be written to."""
    whole = zlib.decompress(content)
    at = START + int.from_bytes(whole[:START], "little")
    told = json.loads(whole[START:at])
    arrays: dict[str, Array] = {}
    for name, kind, size in told["arrays"]:
        array = np.frombuffer(whole, np.dtype(kind), size, at)
        arrays[name] = array
        at += array.nbytes
    return told["head"], arrays


def digest_of(content: bytes) -> str:
    """The digest of what is in frozen bytes, read afresh."""
    return sha256(zlib.decompress(content)).hexdigest()
