"""Core properties: what Word and the file manager show of a document."""

from __future__ import annotations

import datetime
from typing import Any

from qmsdocs import __version__
from qmsdocs.plan import DocumentPlan

# A fixed time keeps the bytes of the same input equal; the document's own dates are on its pages.
_MADE = datetime.datetime(2000, 1, 1)


def write(document: Any, plan: DocumentPlan) -> None:
    """Fill title, subject, author, keywords, category, language and maker."""
    core = document.core_properties
    core.title = f"{plan.code} {plan.title}".strip()[:255]
    core.subject = str(plan.context["kind_name"])[:255]
    core.author = str(plan.context["agency"]["name"])[:255]  # type: ignore[index]
    core.keywords = plan.code[:255]
    core.category = str(plan.context["kind_name"])[:255]
    core.comments = ""
    core.language = "vi-VN"
    core.last_modified_by = f"qmsdocs {__version__}"
    core.revision = 1
    core.created = core.modified = _MADE
