"""`export DIR`: the data files of the portal in a folder of their own, for researchers and for other systems.

They are the very files the site publishes under data/: the same build makes them (into a folder of the cache,
so that the published site is not touched), and an export can never say anything else than the site does.
"""

import shutil
from pathlib import Path

from msgspec import structs

from site_builder.build import OnProgress, Result, build
from site_builder.config import Loaded
from site_builder.problems import UsageError


def export_data(config: Loaded, folder: Path, tell: OnProgress) -> tuple[int, Result]:
    """Write the data files into `folder` and return how many there are, with the outcome of the build. Files
    that are not ours stay.

    Raises UsageError when the folder is, or lies inside, the content folder.
    """
    target = folder.resolve()
    if target.is_relative_to(config.config.content.resolve()):
        raise UsageError("不能导出到 content 文件夹里，请换一个文件夹")
    apart = structs.replace(config.config, site=config.config.cache / "export")
    result = build(apart, config.problems, tell=tell)
    shutil.copytree(
        apart.site / "data", target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("index.html")
    )
    return (
        sum(1 for file in (apart.site / "data").rglob("*") if file.is_file() and file.name != "index.html"),
        result,
    )
