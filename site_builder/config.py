"""mkdocs.yml → one frozen, typed configuration. MkDocs is not needed to read it: a rebuild that changes
nothing in the shell never imports MkDocs.

Only what this package needs is read; MkDocs validates the rest when it runs. Tags of MkDocs' own (`!ENV`,
`!relative`, `!!python/name:`) are tolerated, `INHERIT` is followed.
"""

import difflib
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct
from msgspec.structs import replace

from site_builder.conventions import convention_problems, without_unsafe
from site_builder.model.corpus import SiteIdentity
from site_builder.problems import Problem, UsageError, system_reason
from site_builder.vocabulary import HoldBack, Mode

PLUGIN = "site_builder"
CONFIG_FILE = "mkdocs.yml"


class PluginOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """The options of the plugin `site_builder` in mkdocs.yml."""

    content: str = "content"
    """Folder with reports/, glossary/, indicators/, pages/ and places.yml, relative to mkdocs.yml"""
    cache: str = ".cache/site-builder"
    """Folder for everything that can be made again; safe to delete at any time"""
    workers: int = 0
    """Worker processes; 0 = one per core, 1 = none besides the main process"""
    mode: Mode = Mode.INDEPENDENT
    organizer: str = ""
    contact: str = ""
    site_id_code: str = ""
    icp: str = ""
    police_record: str = ""
    error_report_url: str = ""
    party_mark_url: str = ""
    rows_per_page: int = 300
    search_files: int = 0
    """Files the search index may have, for hosts that count them; 0 = any number. At least one per report is
    needed."""
    confirm_removals: int = 0
    """How many reports, terms and metrics a publication may take away at once; a mass of them is not removed
    unless just this many are"""
    hold_back: HoldBack = HoldBack.ERRORS
    """Which findings keep a report from being published"""


class SiteConfig(Struct, frozen=True):
    """Everything a build may depend on besides the content itself. Passed explicitly; no stage sees more of
    it than it needs."""

    file: Path
    """The mkdocs.yml, absolute"""
    content: Path
    pages: Path
    """MkDocs' docs_dir: hand-written pages"""
    site: Path
    """Where the portal is published"""
    cache: Path
    themes: tuple[Path, ...]
    """custom_dir of the theme: templates, styles, scripts"""
    workers: int
    portal: SiteIdentity
    settings: str
    """Digest of all settings of mkdocs.yml, environment resolved"""
    search_files: int = 0
    confirm_removals: int = 0
    hold_back: HoldBack = HoldBack.ERRORS
    """As `PluginOptions.hold_back`"""

    @property
    def reports(self) -> Path:
        """Folder of the source texts."""
        return self.content / "reports"

    @property
    def root(self) -> Path:
        """Folder of mkdocs.yml."""
        return self.file.parent


class Loaded(Struct, frozen=True):
    """A configuration with what is wrong in it; problems of severity error mean that the value fell back to
    its default."""

    config: SiteConfig
    problems: tuple[Problem, ...]


def load_config(
    file: Path, site: Path | None = None, site_url: str | None = None, workers: int | None = None
) -> Loaded:
    """Read mkdocs.yml; `site`, `site_url` and `workers` override what it says. Raises UsageError when there
    is no readable mkdocs.yml."""
    file = Path(os.path.abspath(file))  # noqa: PTH100  # resolve() would follow a symlinked project folder
    settings = _read(file)
    options, problems = _options(settings, file)
    root = file.parent
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    docs = settings.get("docs_dir") or f"{options.content}/pages"
    url = str(settings.get("site_url") or "") if site_url is None else site_url
    config = SiteConfig(
        file=file,
        content=root / options.content,
        pages=root / str(docs),
        site=site or root / str(settings.get("site_dir") or "site"),
        cache=root / options.cache,
        themes=(root / str(custom),) if custom else (),
        workers=(options.workers if workers is None else workers) or free_cores(),
        portal=_portal(settings, options, url),
        settings=sha256(repr(settings).encode()).hexdigest(),
        search_files=options.search_files,
        confirm_removals=options.confirm_removals,
        hold_back=options.hold_back,
    )
    conventions = (
        replace(each, line=_line_of(file, each.text))
        for each in convention_problems(config.portal, file.name)
    )
    return Loaded(replace(config, portal=without_unsafe(config.portal)), (*problems, *conventions))


def _portal(settings: Mapping[str, Any], options: PluginOptions, url: str) -> SiteIdentity:
    """What the operator says about the site; the address always ends in a slash."""
    own = {name: getattr(options, name) for name in SiteIdentity.__struct_fields__ if hasattr(options, name)}
    return SiteIdentity(
        name=str(settings.get("site_name") or "法治政府建设年度报告公开平台"),
        url=url if url.endswith("/") or not url else url + "/",
        description=str(settings.get("site_description") or ""),
        **own,
    )


def _options(settings: Mapping[str, Any], file: Path) -> tuple[PluginOptions, tuple[Problem, ...]]:
    """The plugin's options. An unknown or ill-typed option is reported with its line and left out; the others
    stand."""
    given = _given_options(settings.get("plugins"))
    known = {field.name: field for field in msgspec.structs.fields(PluginOptions)}
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in given.items():
        line = _line_of(file, key)
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            guess = f"您是不是要写 {near[0]}？" if near else "请删除它。可用的配置项：" + "、".join(known)
            problems.append(Problem("X901", file.name, line, key, (("guess", guess),)))
            continue
        try:
            values[key] = msgspec.convert(value, known[key].type)
        except msgspec.ValidationError:
            wanted = (
                "整数"
                if known[key].type is int
                else (
                    " 或 ".join(known[key].type)
                    if known[key].type in (Mode, HoldBack)
                    else "文字（有歧义时请加英文引号）"
                )
            )
            problems.append(Problem("X902", file.name, line, key, (("expected", wanted),)))
    if not 0 <= values.get("workers", 0) <= 64 or values.get("rows_per_page", 1) < 1:
        key = "rows_per_page" if values.get("rows_per_page", 1) < 1 else "workers"
        problems.append(
            Problem("X902", file.name, _line_of(file, key), key, (("expected", "合理范围内的整数"),))
        )
        del values[key]
    return PluginOptions(**values), tuple(problems)


def _given_options(plugins: object) -> dict[str, Any]:
    """The mapping under `plugins: - site_builder:`; MkDocs allows a list or a mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get(PLUGIN), dict):
            return {str(key): value for key, value in entry[PLUGIN].items()}
    return {}


def _line_of(file: Path, key: str) -> int:
    """The line on which an option stands (the first line that begins with the key), 0 when it comes from an
    inherited file."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return next(
        (number for number, line in enumerate(lines, 1) if line.lstrip(" -").startswith(f"{key}:")), 0
    )


class _TolerantLoader(yaml.SafeLoader):
    """The safe loader; `!ENV` is resolved, other tags of MkDocs read as nothing."""


def _env(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """`!ENV NAME` or `!ENV [NAME, OTHER, default]`, as MkDocs understands it."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value)
    items = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else []
    names, default = (items[:-1], items[-1]) if len(items) > 1 else (items, None)
    return next((os.environ[name] for name in names if name in os.environ), default)


_TolerantLoader.add_constructor("!ENV", _env)
_TolerantLoader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
_TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _suffix, _node: None)


def _read(file: Path, depth: int = 0) -> dict[str, Any]:
    """The settings as plain data, merged over those of the file named by INHERIT."""
    try:
        settings = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_TolerantLoader)
    except FileNotFoundError:
        raise UsageError(
            f"找不到配置文件 {file.name}：请在项目文件夹里运行，或用 --config 指明它的位置"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = (
            system_reason(error) if isinstance(error, OSError) else "不是 UTF-8 编码，请用记事本另存为 UTF-8"
        )
        raise UsageError(f"配置文件 {file.name} 读不出来：{why}") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行附近" if mark else ""
        raise UsageError(
            f"配置文件 {file.name} 的 YAML 写法有误{where}：请检查缩进、冒号后的空格和引号"
        ) from None
    if not isinstance(settings, dict):
        raise UsageError(f"配置文件 {file.name} 是空的，或者不是“键: 值”的写法")
    parent = settings.pop("INHERIT", None)
    if parent and depth < 8:
        return _merged(_read(file.parent / str(parent), depth + 1), settings)
    return settings


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """`above` over `below`, mappings key by key (MkDocs' rule for INHERIT)."""
    out = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(out.get(key), dict)
        out[key] = _merged(out[key], value) if both else value
    return out


def free_cores() -> int:
    """How many processor cores this process may use: containers and taskset lower it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
