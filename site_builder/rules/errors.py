"""The one error of rules: a file that is wrong, or that has not what the program asks for."""

from site_builder.problems import Problem, SiteBuilderError


class RuleError(SiteBuilderError):
    """A rule file is wrong; `problem` has code, file, line and entry."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        problem = self.problem
        return f"{problem.file}:{problem.line}: {problem.code} {problem.message} → {problem.advice}"


def missing(subject: str, entry: str) -> RuleError:
    """What the program asks for is not there: code and rules are of different times."""
    return RuleError(Problem("X971", f"rules/{subject}.yml", 0, entry))
