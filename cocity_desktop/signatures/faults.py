"""What the libraries let through for a file that is not as it should be: they read structures as they come, part by part."""

from __future__ import annotations

from typing import Final

from pyhanko.pdf_utils.misc import PdfError

FAULTS: Final = (
    PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
