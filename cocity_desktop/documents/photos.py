"""Photos as they are kept: upright, of a reasonable size, and with nothing in them but the picture.

A phone writes into a photo where it was taken, when, with which device, and often a small copy from before it was
cropped. Nothing of that enters the archive, so that no way out of it can forget to take it off. The picture is decoded
and encoded anew: what is not pixels is not carried over.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.photos import CleanPhoto
from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE: Final = 2560
"""Pixels: a whiteboard stays readable when it fills a screen or half a page of A4 at 300 dpi."""

MOST_PIXELS: Final = 120_000_000
"""Above it a small file would take gigabytes to open (an image "bomb"); phones stay below it."""

_QUALITY: Final = 86
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


class PillowPhotos:
    """Satisfies `application.photos.Photos`."""

    def cleaned(self, content: bytes) -> CleanPhoto:
        """See `application.photos.Photos.cleaned`. The same bytes give the same photo."""
        with warnings.catch_warnings():
            # What Pillow warns of (a doubtful tag, many pixels) is left behind, or refused by our own limit.
            warnings.simplefilter("ignore")
            return _encoded(_upright(_opened(content)))


def _encoded(picture: Image) -> CleanPhoto:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "PNG", optimize=True)
        media_type, suffix = "image/png", ".png"
    else:
        picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
        media_type, suffix = "image/jpeg", ".jpg"
    return CleanPhoto(out.getvalue(), media_type, suffix, picture.width, picture.height)


def _opened(content: bytes) -> Image:
    """The picture, decoded whole. Raises UserError: PHOTO_UNREADABLE, PHOTO_TOO_LARGE."""
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise UserError(ErrorCode.PHOTO_TOO_LARGE, "photo")
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise UserError(ErrorCode.PHOTO_UNREADABLE, "photo") from fault
    return picture


def _upright(picture: Image) -> Image:
    """Turned as its orientation says (EXIF 2.32, tag 0x0112), in plain sRGB-like channels, without any other data."""
    from PIL import ImageOps

    turned = _in_srgb(ImageOps.exif_transpose(picture))
    transparent = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    bare = turned.convert("RGBA" if transparent else "RGB")
    bare.info.clear()
    return bare


def _in_srgb(picture: Image) -> Image:
    """Colours as sRGB, because the profile that says how to read them is left behind."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        done = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile: the numbers are shown as they are, as every viewer does
    return done if done is not None else picture
