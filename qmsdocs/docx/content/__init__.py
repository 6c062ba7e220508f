"""What a Word file says, apart from how it was saved: two files of equal content differ in nothing that a person did.

What counts as noise of saving is named (`plain.NOISE` and the tables beside it); all else is content, known or not. So
an edit that nobody foresaw is still an edit, and the worst that can happen is a re-save that is taken for one.
"""

from qmsdocs.docx.content.blocks import Block, Content, Style
from qmsdocs.docx.content.comparing import Change, compare
from qmsdocs.docx.content.reading import content

__all__ = ["Block", "Change", "Content", "Style", "compare", "content"]
