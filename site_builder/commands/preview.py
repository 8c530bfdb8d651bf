"""`serve`: MkDocs' own server with live reload; the plugin watches reports, glossary and templates and
rebuilds only what changed."""

import os
from collections.abc import Callable

from site_builder.config import Loaded
from site_builder.problems import BuildFailed, UsageError, system_reason


def serve(config: Loaded, host: str, port: int, tell: Callable[[str], object]) -> None:
    """Serve until Ctrl-C. Raises UsageError when the port is taken, BuildFailed when the first build cannot
    be made."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.exceptions import MkDocsException

    tell(f"预览地址 http://{host}:{port}/ ，改动后自动刷新，按 Ctrl-C 结束")
    try:
        mkdocs_serve(config_file=str(config.config.file), livereload=True, dev_addr=f"{host}:{port}")
    except OSError as error:
        raise UsageError(
            f"端口 {port} 用不了（{system_reason(error)}）。请换一个：--port {port + 1}"
        ) from None
    except MkDocsException as error:
        raise BuildFailed(str(error)) from None
