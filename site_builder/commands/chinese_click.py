"""click speaks English; the people who type these commands read Chinese. Help pages and usage errors in
Chinese, with the mend."""

import difflib
import sys
from collections.abc import Callable
from typing import Any

import click


def explained(error: click.UsageError) -> str:
    """A usage error as a Chinese sentence that says what to write instead."""
    match error:
        case click.NoSuchOption():
            near = (
                f"您是不是要写 {error.possibilities[0]}？"
                if error.possibilities
                else "可用的选项请看 --help。"
            )
            return f"没有 {error.option_name} 这个选项。{near}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的写法不对：后面要跟一个值，例如 {error.option_name} …"
        case click.MissingParameter():
            return f"缺少 {_name(error.param)}。写法请看 --help。"
        case click.BadParameter():
            return f"{_name(error.param)} 的值不对：{_wanted(error.param)}。"
        case _:
            return str(error.message)


def _name(parameter: click.Parameter | None) -> str:
    """How the user sees a parameter: its metavar or its longest option."""
    if parameter is None:
        return "参数"
    return (
        max(parameter.opts, key=len)
        if isinstance(parameter, click.Option)
        else str(parameter.metavar or parameter.name)
    )


def _wanted(parameter: click.Parameter | None) -> str:
    """What kind of value a parameter takes."""
    match parameter.type if parameter else None:
        case click.Choice() as choice:
            return f"只能是 {'、'.join(str(each) for each in choice.choices)} 之一"
        case click.IntRange() as span:
            return f"请写 {span.min} 到 {span.max} 之间的整数"
        case click.types.IntParamType():
            return "请写整数，例如 2024"
        case click.Path():
            return "请写存在的文件或文件夹"
        case _:
            return "写法请看 --help"


class ChineseCommand(click.Command):
    """A command whose help page is Chinese throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to write the command."""
        formatter.write_usage(ctx.command_path, " ".join(_pieces(self, ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with their meaning."""
        records = [
            record
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx)) is not None
        ]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """The program: Chinese help, Chinese answers to mistyped commands, no traceback and no `Aborted!`."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        super().format_options(ctx, formatter)
        shown = [(name, command) for name, command in sorted(self.commands.items()) if not command.hidden]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in shown])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command or say which one was probably meant."""
        name = args[0] if args else ""
        if name and self.get_command(ctx, name) is None:
            names = [each for each, command in self.commands.items() if not command.hidden]
            near = difflib.get_close_matches(name, names, n=1)
            ctx.fail(
                f"没有“{name}”这个命令。"
                + (f"您是不是要写 {near[0]}？" if near else f"可用的命令：{'、'.join(names)}")
            )
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and exit as the contract says: 2 for usage, 130 when interrupted. With `standalone_mode=False`
        errors are raised instead."""
        run: Callable[..., Any] = super().main
        if not kwargs.pop("standalone_mode", True):
            return run(*args, standalone_mode=False, **kwargs)
        return _exit_with(lambda: run(*args, standalone_mode=False, **kwargs))


def _exit_with(run: Callable[[], Any]) -> None:
    """Run the program and turn how it ends into an exit code and, where something is wrong, one Chinese line."""
    try:
        code = run()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(2)
    except click.UsageError as error:
        click.echo(f"错误：{explained(error)}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"错误：{error.format_message()}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断；原来的网站保持不变", err=True)
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


def _pieces(command: click.Command, ctx: click.Context) -> list[str]:
    """The parts of the usage line: options first, then what the command takes."""
    taken = [piece for parameter in command.get_params(ctx) for piece in parameter.get_usage_pieces(ctx)]
    return ["[选项]", *taken, *(["命令 …"] if isinstance(command, click.Group) else [])]
