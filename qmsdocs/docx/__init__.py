"""The render engine: a DocumentPlan and the layers in, the bytes of a Word document out."""

from qmsdocs.docx.render import render

__all__ = ["render"]
