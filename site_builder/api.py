"""What other programs may use: read one report, build or check a portal. Everything else in the package is
internal and may change.

    from site_builder import Portal, read

    reading = read("content/reports/河南省/漯河市/2024.txt")
    reading.report.head.place.value, [q.surface for q in reading.facts.quantities]
    Portal("mkdocs.yml").build().failed

Nothing here prints; problems come back as records with code, file, line and `Problem.message` in Chinese.
"""

from hashlib import sha256
from pathlib import Path

from site_builder import build as pipeline
from site_builder.commands.one_document import Looked, look, look_at
from site_builder.config import CONFIG_FILE, load_config
from site_builder.model.text import Sidecar, SourceFile
from site_builder.problems import Problem, UsageError

__all__ = ["Portal", "read"]


def read(source: str | Path | bytes, project: str | Path = CONFIG_FILE, name: str = "report.txt") -> Looked:
    """One report, read and understood as `site-builder explain` shows it, typed: `.report` (title, issuer,
    place, year, dates, sections, repairs), `.facts` (numbers, citations, evidence), `.mentions` (terms),
    `.problems`.

    `source` is the path of a text file, or the bytes of one, then called `name` (a path below reports/ whose
    folders tell the place); a sidecar beside a file is read too. `project` is the mkdocs.yml whose places,
    metrics and terms are used. Raises UsageError when the file or the project is not there, or the file is no
    text.

    >>> text = "漯河市2024年法治政府建设年度报告\\n\\n2024年，全市共受理行政复议案件412件。\\n"
    >>> reading = read(text.encode(), name="河南省/漯河市/2024.txt")
    >>> reading.report.head.place.value, reading.report.head.year.value
    ('411100', 2024)
    >>> [quantity.surface for quantity in reading.facts.quantities]
    ['412件']
    """
    config = load_config(Path(project)).config
    if isinstance(source, bytes):
        return look_at(config, SourceFile(name, source, sha256(source).hexdigest(), Sidecar()))
    looked = look(config, Path(source))
    if not isinstance(looked, Looked):
        raise UsageError("；".join(problem.message for problem in looked.problems))
    return looked


class Portal:
    """One portal: a folder with mkdocs.yml and content/."""

    def __init__(self, config: str | Path = CONFIG_FILE) -> None:
        """Read the configuration. Raises UsageError when there is none; what is wrong in it stands in
        `problems`."""
        loaded = load_config(Path(config))
        self.config = loaded.config
        self.problems: tuple[Problem, ...] = loaded.problems

    def build(self, strict: bool = False) -> pipeline.Result:
        """Bring the published folder up to date. `strict` publishes nothing new when there is an error or a
        warning.

        Raises BuildFailed when nothing could be made (the old site stands), UsageError when another build is
        under way.
        """
        return pipeline.build(self.config, self.problems, strict)

    def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the content, without making a page."""
        return (*self.problems, *pipeline.check(self.config, self.problems).problems)
