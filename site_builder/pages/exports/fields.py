"""What every table of `/data/` holds, in the order the data page lists them. The columns stand with what they
are made from."""

from typing import Any

from site_builder.pages.exports.columns import TableSchema
from site_builder.pages.exports.document_columns import INDICATORS, METRICS, QUANTITIES
from site_builder.pages.exports.listing_columns import PLACES, REPORTS

TABLES: tuple[TableSchema[Any], ...] = (REPORTS, QUANTITIES, METRICS, INDICATORS, PLACES)
