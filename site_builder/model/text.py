"""What stands at the start of the pipeline: a source file as it lies on disk, and the clean text made from
it."""

from msgspec import Struct, field

from site_builder.model.span import Span, SpanMap
from site_builder.problems import Problem
from site_builder.vocabulary import Encoding, FurnitureKind, PageField, RepairKind, RepairStatus


class Replacement(Struct, frozen=True, forbid_unknown_fields=True):
    """A correction stated by staff in the sidecar: on source line `line`, `from` reads `to`. Shown to readers
    with `why`."""

    line: int
    source: str = field(name="from")
    to: str
    why: str = ""


class Acknowledged(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that a person has looked at and stands by: the problem `code` at source line `line` becomes a
    note that shows `why`."""

    code: str
    why: str
    line: int = 0
    """0: wherever it is found. Personal data are stood by line by line."""


class Sidecar(Struct, frozen=True, forbid_unknown_fields=True):
    """`<name>.yml` beside a report: what staff state or correct. Every key is optional; blank means not
    stated."""

    title: str = ""
    place: str = ""
    year: int | None = None
    kind: str = ""
    issuer: str = ""
    published: str = ""
    source_url: str = ""
    document_number: str = ""
    licence: str = ""
    withheld: str = ""
    """A reason. The page says that the text is withheld and why, and shows nothing else of it."""
    confirm: dict[int, str] = {}
    """Source line → the heading or text a person has confirmed for it (see `Repair.status`)."""
    replace: tuple[Replacement, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()


class SourceFile(Struct, frozen=True):
    """One report file, byte for byte, with its sidecar read."""

    path: str
    """Relative to the reports folder, `/`-separated: `河南省/漯河市/2024.txt`."""
    data: bytes
    sha256: str
    sidecar: Sidecar = Sidecar()
    sidecar_path: str = ""
    """Relative like `path`; empty when there is none."""
    sidecar_lines: dict[str, int] = {}
    """Key of the sidecar → its line, so that an origin or a problem can name it; of items `confirm.14`
    (source line), `replace.0` and `acknowledged.0` (from 0)."""
    sidecar_problems: tuple[Problem, ...] = ()
    """Mistakes of the sidecar, which is otherwise read as far as it goes. An error among them keeps the
    report from being published."""


class Repair(Struct, frozen=True, array_like=True, gc=False):
    """One change, or one damage that could not be changed with certainty, traceable to a source line."""

    kind: RepairKind
    line: int
    """1-based line of the source file."""
    before: str
    """The damaged words as they stand in the source (for a whole-document kind such as script: a sample)."""
    after: str
    status: RepairStatus
    span: Span
    """Where the result stands in the clean text; empty span where something was dropped."""
    count: int = 1
    """How many places of this line and kind the record stands for (pinyin marks and script are summed per
    line)."""
    candidates: tuple[str, ...] = ()
    """Other readings the bytes allow, best first."""
    note: str = ""
    """Chinese: why, for the reader."""


class Boilerplate(Struct, frozen=True, array_like=True, gc=False):
    """A stretch of page furniture (chrome): it stays in the clean text, is skipped by every later stage, and
    is listed."""

    kind: FurnitureKind
    line: int
    span: Span
    text: str


class LabelledField(Struct, frozen=True, array_like=True, gc=False):
    """A labelled value found in the furniture before it was set aside, not yet interpreted."""

    name: PageField
    label: str
    """The label as printed: 发布日期, 时间, …; empty for a bare date."""
    value: str
    line: int


class CleanText(Struct, frozen=True):
    """The readable text of a source file. `text` keeps every line of the source, furniture included; lines
    are split by \\n."""

    path: str
    sha256: str
    encoding: Encoding
    text: str
    maps: tuple[SpanMap, ...]
    """One per pass that made edits, first pass first: `to_source` walks them backwards."""
    line_starts: tuple[int, ...]
    """Offset in `text` of the start of each clean line."""
    line_numbers: tuple[int, ...]
    """The 1-based source line of each clean line (same length as `line_starts`)."""
    repairs: tuple[Repair, ...]
    furniture: tuple[Boilerplate, ...]
    fields: tuple[LabelledField, ...]
    sidecar: Sidecar
    sidecar_path: str
    sidecar_lines: dict[str, int]
    problems: tuple[Problem, ...]

    def to_source(self, span: Span) -> Span:
        """The span of the decoded source text (before any pass) that a clean span came from."""
        start, end = span.start, span.end
        for each in reversed(self.maps):
            start, end = each.start(start), each.end(end)
        return Span(start, max(start, end))
