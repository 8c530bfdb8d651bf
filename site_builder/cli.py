"""`site-builder …`: parse the arguments, call the command, print, exit. 0 fine, 1 problems, 2 usage."""

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import click
from msgspec import structs

from site_builder import __version__
from site_builder.commands.chinese_click import ChineseGroup
from site_builder.commands.findings import OUTPUT_FORMATS, recap, render, tally
from site_builder.config import CONFIG_FILE, Loaded, load_config
from site_builder.problems import BuildFailed, Problem, SiteBuilderError, defect, system_reason
from site_builder.vocabulary import DocumentKind, Severity

DOCUMENT_KINDS = tuple(kind.value for kind in DocumentKind)
Command = TypeVar("Command", bound=Callable[..., Any])


def reported(command: Command) -> Command:
    """Turn the errors a user may meet into one Chinese line and the right exit code; never a traceback."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except SiteBuilderError as error:
            click.echo(f"错误：{error}", err=True)
            sys.exit(1 if isinstance(error, BuildFailed) else 2)
        except OSError as error:
            named = f"：{error.filename}" if error.filename else ""
            click.echo(
                f"错误：读写文件时出错（{system_reason(error)}{named}）。请检查磁盘空间和权限，再运行一次",
                err=True,
            )
            sys.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # a defect of ours: one line that a maintainer can use, not a page of code
            click.echo(f"错误：{defect(error)}", err=True)
            sys.exit(1)

    return run  # type: ignore[return-value]


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "-c",
    type=click.Path(path_type=Path),
    default=Path(CONFIG_FILE),
    help="网站配置文件（默认 mkdocs.yml）",
)
@click.version_option(__version__, message="%(version)s", help="显示版本号")
@click.pass_context
def main(context: click.Context, config: Path) -> None:
    """把法治政府建设年度报告变成一个静态的公开门户。"""
    context.obj = config


def site_options(command: Command) -> Command:
    """Options of the commands that make a site."""
    command = click.option(
        "--site-dir", type=click.Path(path_type=Path), help="结果放在哪个文件夹（默认见 mkdocs.yml）"
    )(command)
    command = click.option("--site-url", help="网站正式地址，覆盖 mkdocs.yml 里的 site_url")(command)
    return click.option("--workers", type=click.IntRange(0, 64), help="工作进程数，0 表示按处理器核数")(
        command
    )


def loaded(
    config: Path, site_dir: Path | None = None, site_url: str | None = None, workers: int | None = None
) -> Loaded:
    """The configuration with the command line over it."""
    return load_config(config, site_dir.absolute() if site_dir else None, site_url, workers)


def show(problems: tuple[Problem, ...], form: str, config: Loaded) -> None:
    """Print findings; in the text form notes are only counted when there is something worse to read."""
    text = render(problems, form, shown_content(config))
    if text:
        click.echo(text)


def shown_content(config: Loaded) -> str:
    """The content folder as the user can open it from where they are."""
    content = config.config.content
    return content.relative_to(Path.cwd()).as_posix() if content.is_relative_to(Path.cwd()) else content.name


@main.command()
@click.option("--strict", is_flag=True, help="有错误或警告时不发布任何新内容")
@click.option("--exit-zero", is_flag=True, help="只要发布成功，个别文件有错误时退出码也是 0（错误照样列出）")
@click.option(
    "--confirm-removals",
    type=click.IntRange(1),
    metavar="N",
    help="确认这次发布会移除 N 份报告、词条、指标（数目以提示为准）",
)
@click.option(
    "--format", "form", type=click.Choice(OUTPUT_FORMATS), default="text", help="问题的输出格式（默认 text）"
)
@site_options
@click.pass_obj
@reported
def build(
    file: Path,
    strict: bool,
    exit_zero: bool,
    confirm_removals: int | None,
    form: str,
    site_dir: Path | None,
    site_url: str | None,
    workers: int | None,
) -> None:
    """生成门户。没有变化的页面不会重写；中途被打断，原来的网站不受影响。"""
    from site_builder.build import build as build_site
    from site_builder.commands.progress import Progress

    config = loaded(file, site_dir, site_url, workers)
    started = perf_counter()
    with Progress() as progress:
        confirmed = (
            structs.replace(config.config, confirm_removals=confirm_removals)
            if confirm_removals
            else config.config
        )
        result = build_site(confirmed, config.problems, strict, progress.tell)
    worth_telling = tuple(p for p in result.problems if p.severity != Severity.NOTE)
    show(result.problems if form == "json" else worth_telling, form, config)
    if form != "json":
        seconds = perf_counter() - started
        click.echo(
            f"{result.documents} 份文件，{result.pages} 个页面；写入 {result.written}，未变"
            f" {result.unchanged}，移除 {result.removed}；用时 {seconds:.1f} 秒",
            err=True,
        )
        click.echo(
            f"{tally(result.problems)}{'（提示请用 site-builder check 查看）' if len(worth_telling) < len(result.problems) else ''}",
            err=True,
        )
        if not result.published:
            click.echo("因为 --strict，没有发布任何新内容；原来的网站保持不变", err=True)
        elif result.failed:
            click.echo(recap(result.problems, shown_content(config)), err=True)
    sys.exit(0 if exit_zero and result.published else int(result.failed))


@main.command()
@click.option("--host", default="127.0.0.1", help="监听地址（默认 127.0.0.1）")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口（默认 8000）")
@click.pass_obj
@reported
def serve(file: Path, host: str, port: int) -> None:
    """在本机预览；报告、词语或模板一改，页面自动刷新。按 Ctrl-C 结束。"""
    from site_builder.commands.preview import serve as serve_site

    serve_site(loaded(file), host, port, click.echo)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(OUTPUT_FORMATS),
    default="text",
    help="输出格式（默认 text）；github 用于工作流里的标注",
)
@click.pass_obj
@reported
def check(file: Path, paths: tuple[Path, ...], form: str) -> None:
    """检查内容，每个问题一行：文件:行: 代码 说明 → 怎么改。可以只看某些文件或文件夹。"""
    from site_builder.build import check as check_content
    from site_builder.commands.progress import Progress
    from site_builder.commands.selection import concerning

    config = loaded(file)
    with Progress(quiet=form != "text") as progress:
        finding = check_content(config.config, config.problems, progress.tell)
    problems = concerning(finding.problems, paths, config.config.content)
    show(problems, form, config)
    if form == "text":
        click.echo(tally(problems), err=True)
    sys.exit(1 if any(p.severity != Severity.NOTE for p in problems) else 0)


@main.command()
@click.argument("report", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象，字段与数据导出相同")
@click.option("--all", "everything", is_flag=True, help="不截短清单")
@click.pass_obj
@reported
def explain(file: Path, report: Path, as_json: bool, everything: bool) -> None:
    """说明从一份报告里认出了什么、依据是第几行，修复了什么，取出了哪些数字和词语。"""
    from site_builder.commands.explanation import explanation, unpublished
    from site_builder.commands.one_document import Looked, look, not_published, record

    config = loaded(file)
    looked = look(config.config, report)
    if not as_json:
        click.echo(unpublished(not_published(config.config, report, looked)), nl=False)
    if not isinstance(looked, Looked):
        show(looked.problems, "json" if as_json else "text", config)
        sys.exit(1)
    told = record(looked)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(explanation(told, looked.metric_names, limit=10**9 if everything else 12))
    sys.exit(1 if any(p.severity == Severity.ERROR for p in looked.problems) else 0)


@main.command()
@click.argument("place", metavar="PLACE")
@click.argument("year", type=int, metavar="YEAR")
@click.pass_obj
@reported
def new(file: Path, place: str, year: int) -> None:
    """在正确的文件夹里建一份空白报告和带说明的旁注文件，例如：new 漯河市 2024"""
    from site_builder.commands.new_report import plan_report, write_report
    from site_builder.commands.one_document import named_places

    config = loaded(file).config
    codes, registry = named_places(config, place)
    report, sidecar = write_report(plan_report(codes, place, year, registry), config.reports)
    click.echo(
        f"已建好：\n  {report}\n  {sidecar}\n请把报告正文粘贴进 .txt，保存后运行：\n  site-builder explain"
        f" {report}"
    )


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--place", default="", help="认不出或认错了地区时指明，例如 河南省漯河市")
@click.option("--year", type=int, help="认不出或认错了年度时指明，例如 2024")
@click.option(
    "--kind",
    type=click.Choice(DOCUMENT_KINDS),
    default=None,
    help="认不出或认错了种类时指明：年度报告、方案计划、其他",
)
@click.pass_obj
@reported
def import_(file: Path, files: tuple[Path, ...], place: str, year: int | None, kind: str | None) -> None:
    """把网页（.html）、Word（.docx）、PDF 或文本导入到正确的文件夹，原件放在旁边。"""
    from site_builder.commands.importing import import_files, totals

    config = loaded(file)
    became = []
    for outcome in import_files(config.config, files, place, year, kind or ""):
        for line in outcome.lines:
            click.echo(line)
        show(outcome.problems, "text", config)
        became.append(outcome)
    if len(became) > 1:
        click.echo(totals(each.status for each in became))
    sys.exit(0 if all(each.written for each in became) else 1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.pass_obj
@reported
def export(file: Path, folder: Path) -> None:
    """把数据（CSV、JSON、数据说明）导出到一个文件夹，与网站 data/ 里的文件完全相同。"""
    from site_builder.commands.exporting import export_data
    from site_builder.commands.progress import Progress

    config = loaded(file)
    with Progress() as progress:
        count, result = export_data(config, folder, progress.tell)
    show(tuple(p for p in result.problems if p.severity == Severity.ERROR), "text", config)
    click.echo(f"已写入 {count} 个文件：{folder}")
    sys.exit(1 if result.failed else 0)


@main.group(cls=ChineseGroup)
def rules() -> None:
    """查看、检验、试用规则：什么词是限定词、单位、名称，一个数说的是什么。"""


@rules.command("list")
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@reported
def list_rules(subjects: tuple[str, ...], as_json: bool) -> None:
    """列出规则；可以只看某些文件，例如 list bounds units"""
    from site_builder.commands.rules import as_lines, as_record, files

    records = [as_record(file.subject, rule) for file in files(subjects) for rule in file.rules]
    click.echo(
        json.dumps(records, ensure_ascii=False, indent=2) if as_json else "\n".join(map(as_lines, records))
    )


@rules.command("check")
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@reported
def check_rules(subjects: tuple[str, ...], as_json: bool) -> None:
    """检验规则：例句是否都成立，每个词、每个分支是否都有例句证明需要它。"""
    from site_builder.commands.rules import FAULTS, check

    found = check(subjects)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(f"{each['file']}:{each['line']}: {each['id']} {FAULTS[each['kind']]}：{each['text']}")
        click.echo(f"{len(found)} 处要改" if found else "规则都有例句证明", err=True)
    sys.exit(1 if found else 0)


@rules.command("try")
@click.argument("sentence", metavar="句子")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
@reported
def try_rules(file: Path, sentence: str, as_json: bool) -> None:
    """哪些规则对一个句子起作用，结果是什么；可以用【】标出要看的部分。例如：rules try "参训【90人】以上" """
    from site_builder.commands.rules_try import as_text, tried

    told = tried(loaded(file).config, sentence)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else as_text(told))


@rules.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument(
    "folder",
    required=False,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="[FOLDER]",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
@reported
def diff_rules(file: Path, old: str, new: str, folder: Path | None, as_json: bool) -> None:
    """改了规则，一个文件夹里的报告读法有什么不同。OLD、NEW 是放规则的文件夹或 git 的版本；默认比较全部报告。"""
    import msgspec

    from site_builder.commands.rules_diff import as_line, compare

    changes = compare(file, old, new, folder or loaded(file).config.reports)
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(changes), ensure_ascii=False, indent=2))
    else:
        for change in changes:
            click.echo(as_line(change))
        gained = sum(change.gained for change in changes)
        click.echo(f"多出 {gained} 处，少了 {len(changes) - gained} 处", err=True)


@main.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
def reference(folder: Path) -> None:
    """重新生成 docs/ 里的命令和问题代码两页。"""
    from site_builder.commands.reference import write

    write(main, folder)


if __name__ == "__main__":
    main()
