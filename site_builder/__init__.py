"""Turn report texts and a glossary into a static transparency portal. See docs/architecture.md for the
pipeline.

The public interface is `read` and `Portal` (see `site_builder.api`); all other modules are internal.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from site_builder.api import Portal, read

__version__ = "0.1.0"
__all__ = ["Portal", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when asked for: the command line must not pay for them at start."""
    if name in ("Portal", "read"):
        from site_builder import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
