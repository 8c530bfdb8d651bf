"""What a table is made of: one object per column says what it is called, what it means and where its value
comes from.

Header lines, values, descriptions for machines and the data page are all made from these objects: a column
cannot be described and missing, or hold the value of its neighbour.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Generic, TypeVar

from msgspec import Struct

from site_builder.vocabulary import ColumnType

Cell = str | int | bool | Decimal | None
R = TypeVar("R")
"""What one line of a table is about"""


class Column(Struct, Generic[R], frozen=True):
    """One column."""

    name: str
    type: ColumnType
    title: str
    """In Chinese"""
    description: str
    value: Callable[[R], Cell]
    required: bool = False
    values: tuple[str, ...] = ()
    """The only values it may have"""


class TableSchema(Struct, Generic[R], frozen=True):
    """One CSV file."""

    path: str
    """Relative to data/"""
    title: str
    description: str
    columns: tuple[Column[R], ...]
    key: tuple[str, ...]
    """Columns that identify a row"""
    references: tuple[tuple[str, str, str], ...] = ()
    """(column, table, column there): what the values of a column are found in"""

    @property
    def name(self) -> str:
        """The file name without its ending."""
        return self.path.partition(".")[0]

    def cells(self, row: R) -> list[Cell]:
        """The values of one line, in the order of the columns."""
        return [column.value(row) for column in self.columns]


STRING, INTEGER, NUMBER, DATE, LIST = (
    ColumnType.STRING,
    ColumnType.INTEGER,
    ColumnType.NUMBER,
    ColumnType.DATE,
    ColumnType.LIST,
)
AREA_CODE = "功能区没有独立代码，用所在地代码加短横和地址名"
REPORT_ABOUT = ("report", STRING, "报告编号", "本站地址的一部分：reports/ 之后的文字，永久不变")
PLACE_ABOUT = ("place", STRING, "地区代码", f"GB/T 2260 六位代码，{AREA_CODE}；空白表示未能确定")
YEAR_ABOUT = ("year", INTEGER, "报告年度", "报告所述的年度，不是发布的年度；空白表示未能确定")
"""Which document a line is about, in every table in the same words: name, type, title and description"""
IN_REPORTS = ("report", "reports", "report")
IN_PLACES = ("place", "places", "code")
