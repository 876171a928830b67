"""Lock: the pages of a published edition, recorded beside the manuscript, and what a new build would change of them.

Whoever cites a page, an index and the page list of an EPUB all rely on the pages that were sold. A publisher records
them once (``--lock``), keeps the record under version control, and lets later builds be held to it (``--locked``).
"""

from octavo.lock.check import FINDINGS as OF_CHECK
from octavo.lock.check import check_pages, published
from octavo.lock.file import FINDINGS as OF_FILE
from octavo.lock.file import FOLDER, lock_artifact
from octavo.lock.record import record_of

__all__ = ["FINDINGS", "FOLDER", "check_pages", "lock_artifact", "published", "record_of"]

FINDINGS = (*OF_FILE, *OF_CHECK)
