"""Master list of internal documents (danh mục tài liệu nội bộ): 4.2.3 of 2000/2008, 7.5.3 of 2015."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import text
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Danh mục tài liệu nội bộ"


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS, gathered from the set itself."""
    yield common.controlled(
        qms,
        kind="document-list",
        kind_name=TITLE,
        group="list",
        code=common.code_of(qms, "document_list"),
        title=TITLE,
        template="document-list.docx",
        context={"documents": rows(qms)},
    )


def rows(qms: Qms) -> list[common.Context]:
    """One row a document."""
    return [
        {
            "number": str(number),
            "code": entry.code,
            "title": entry.title,
            "kind": entry.kind,
            "issue": f"{entry.control.issue:02}",
            "revision": f"{entry.control.revision:02}",
            "effective_date": text.short_date(entry.control.effective_date),
        }
        for number, entry in enumerate(common.catalogue(qms), start=1)
    ]
