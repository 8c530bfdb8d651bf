"""Whether anything at all has changed since the last publication. If not, its result stands, and no stage is
even imported.

Everything a publication depends on is looked at from outside: names, sizes and times of the reports, digests
of the small files, of templates and of code, and every published file, by size and time. A thousand reports
take a tenth of a second.
"""

import contextlib
from hashlib import sha256

import msgspec
from msgspec import Struct, structs

from site_builder.config import SiteConfig
from site_builder.files.fingerprints import PACKAGE, code_digest, content_digest, digest, files_digest
from site_builder.files.publish import Folders, read_manifest, untouched
from site_builder.files.sources import list_sources
from site_builder.files.switch import finish_interrupted
from site_builder.problems import Problem
from site_builder.shells.prepared import shells_key

WHOLE_PACKAGE = tuple(sorted(each.name for each in PACKAGE.iterdir() if each.name != "__pycache__"))


class LastBuild(Struct, frozen=True):
    """What was published last."""

    key: str
    documents: int
    pages: int
    files: int
    problems: tuple[Problem, ...]
    manifest: str = ""
    """Digest of the manifest that was published with it: another publication since then makes it void"""


def last_build_key(config: SiteConfig, problems: tuple[Problem, ...]) -> str:
    """Of everything the next publication depends on; empty when a report was changed this very moment and its
    times cannot be trusted yet."""
    listing = list_sources(config.reports)
    if not all(found.signature for found in listing.found):
        return ""
    small = [config.content / name for name in ("indicators", "glossary", "places.yml", "redirects.yml")]
    return digest(
        code_digest(WHOLE_PACKAGE),
        shells_key(config),
        content_digest(small),
        files_digest(config.themes),
        msgspec.msgpack.encode((listing, problems, config.portal)),
    )


def last_build(folders: Folders, key: str) -> LastBuild | None:
    """The last publication if it was made from the same things and every file of it lies there untouched."""
    try:
        kept = msgspec.msgpack.decode(_file(folders), type=LastBuild)
    except (OSError, msgspec.DecodeError):
        return None
    if (
        not key
        or kept.key != key
        or finish_interrupted(folders)
        or kept.manifest != _manifest_digest(folders)
    ):
        return None
    outputs = read_manifest(folders).outputs
    return (
        kept
        if outputs and all(untouched(folders, path, output) for path, output in outputs.items())
        else None
    )


def _file(folders: Folders) -> bytes:
    return folders.manifest.with_suffix(".standing").read_bytes()


def remember(folders: Folders, made: LastBuild) -> None:
    """Keep what was published, for the next build to compare with. A disk that is full by now costs the next
    build time, nothing else."""
    part = folders.manifest.with_suffix(".standing.part")
    with contextlib.suppress(OSError):
        part.write_bytes(msgspec.msgpack.encode(structs.replace(made, manifest=_manifest_digest(folders))))
        part.replace(folders.manifest.with_suffix(".standing"))


def _manifest_digest(folders: Folders) -> str:
    """Of the record of what is published; empty when it is lost."""
    try:
        return sha256(folders.manifest.read_bytes()).hexdigest()
    except OSError:
        return ""
