"""Every docxtpl tag in every place: a table of cases a file, all of them in CASES."""

from __future__ import annotations

from . import blocks, environments, pictures, places, rich, tables, text

CASES = (
    *text.VALUES,
    *text.INLINE,
    *text.FILTERS,
    *blocks.PARAGRAPHS,
    *rich.RICH_TEXT,
    *rich.LISTINGS,
    *rich.DOCUMENTS,
    *tables.ROWS,
    *tables.COLUMNS,
    *tables.CELLS,
    *pictures.IMAGES,
    *places.PLACES,
    *places.PARTS,
    *places.PROPERTIES,
    *environments.ENVIRONMENTS,
)
