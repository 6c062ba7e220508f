"""The render engine: a Word template is compiled once, then rendered for any number of contexts."""

from qmsdocs.docx.engine import Sources, Templates, compile_template, composed, filled, render
from qmsdocs.docx.subdocuments import Subdocument

__all__ = ["Sources", "Subdocument", "Templates", "compile_template", "composed", "filled", "render"]
