"""What was built where: OUT/.qmsdocs/manifest.sqlite, which survives being cut off at any moment, and manifest.json,
written at the end of a build for people and other programs.

Light to import: a build that finds nothing changed, and the delivery of files, need no more than this.
"""

from qmsdocs.manifest.database import FOLDER, Manifest, Pdf, Row, is_folder_of_ours, reading
from qmsdocs.manifest.listing import FAILURES, NAME
from qmsdocs.manifest.unchanged import Last, unchanged

__all__ = [
    "FAILURES", "FOLDER", "NAME", "Last", "Manifest", "Pdf", "Row", "is_folder_of_ours", "reading", "unchanged",
]  # fmt: skip
