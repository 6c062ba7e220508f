"""Word files saved again without a change (`resaved`), and with one (`edited`): what tells a re-save from a hand edit.

NOISES do to the XML what Word does whenever it saves; EDITS do what a person does, one thing each, at a random place,
and return where in the words that problems use ('' in part: None when the document has nothing to do it to).
"""

from tests.resaving.edits import EDITS, edited
from tests.resaving.files import File, W, zipped
from tests.resaving.noises import NOISES
from tests.resaving.saving import resaved

__all__ = ["EDITS", "NOISES", "File", "W", "edited", "resaved", "zipped"]
