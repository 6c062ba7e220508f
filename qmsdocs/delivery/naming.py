"""Names by rule: of packages (ASCII), of the files in them (number, code, title), and what each package is called."""

from __future__ import annotations

import re

from qmsdocs import text
from qmsdocs.delivery.recipients import Recipient

LONGEST = 120  # characters of a path in a package: with the folder it is unpacked in, Windows takes 260

_SUFFIX: dict[Recipient, str] = {"agency": "co-quan", "province": "tinh", "auditor": "danh-gia"}
_LONGEST_FOLDER = 60


def package_name(slug: str, recipient: Recipient) -> str:
    """so-tu-phap-danh-gia: whose documents, for whom."""
    return f"{text.ascii_slug(slug)}-{_SUFFIX[recipient]}"


def folder_of_agency(number: int, name: str) -> str:
    """02. Sở Tư pháp: an agency's folder in the package of a province."""
    return text.file_name(f"{number:02}. {name}", limit=_LONGEST_FOLDER)


def document_path(folder: str, number: str, code: str, title: str) -> str:
    """1. Sổ tay, chính sách, mục tiêu/001 STCL-STP Sổ tay chất lượng.docx; what of the code is still to be written
    is left out, and a code that the title begins with."""
    known = re.sub(r"…+", "", code).strip("-/ ")
    known = "" if title.startswith(known) else f"{known} "
    name = text.file_name(f"{number} {known}{title}", ".docx", LONGEST - len(folder) - len("/.docx"))
    return f"{folder}/{name}"
