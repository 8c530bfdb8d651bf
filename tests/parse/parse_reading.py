"""Reads a text as if it lay in a file: through the real cleaning, with whatever a sidecar states."""

from hashlib import sha256
from typing import Any

import msgspec

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report
from site_builder.model.text import Sidecar, SourceFile
from site_builder.parse.report import parse
from site_builder.text.clean import clean


def read(text: str, registry: PlaceRegistry, path: str = "x.txt", **stated: Any) -> Report:
    data = text.encode()
    sidecar = msgspec.convert(stated, Sidecar, strict=False)
    lines = {key: number for number, key in enumerate(stated, 1)}
    source = SourceFile(
        path, data, sha256(data).hexdigest(), sidecar, path.replace(".txt", ".yml") if stated else "", lines
    )
    return parse(clean(source), registry)
