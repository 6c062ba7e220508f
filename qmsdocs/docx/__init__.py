"""The render engine: a Word template is compiled once, then rendered for any number of contexts."""

from qmsdocs.docx.engine import Templates, compile_template, composed, render
from qmsdocs.docx.subdocuments import Subdocument

__all__ = ["Subdocument", "Templates", "compile_template", "composed", "render"]
