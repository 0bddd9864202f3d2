"""What a signed file says, in words for the window and the command line: who, when, whole or not, and what nobody here can know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.signatures import Sameness, Signature, SignatureDoubt, SignatureVerdict
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day, local

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cocity_desktop.application.signed_copies import SignedCopyReport

_DOUBTS: Final[Mapping[SignatureDoubt, Callable[[], str]]] = {
    SignatureDoubt.UNKNOWN_ISSUER: lambda: _("this computer does not know who issued the certificate"),
    SignatureDoubt.EXPIRED: lambda: _("the certificate is out of its time"),
    SignatureDoubt.REVOKED: lambda: _("the certificate was withdrawn"),
    SignatureDoubt.WITHDRAWAL_UNKNOWN: lambda: _(
        "without a network nobody can ask whether the certificate was withdrawn"
    ),
    SignatureDoubt.UNKNOWN_ALGORITHM: lambda: _("it is made in a way that this program does not know"),
    SignatureDoubt.NOT_FOR_SIGNING: lambda: _("the certificate is not one for signing documents"),
    SignatureDoubt.ADDED_AFTERWARDS: lambda: _(
        "something was added after it, a stamp perhaps: only what stood there before is sure"
    ),
    SignatureDoubt.UNREADABLE: lambda: _("it cannot be read"),
}


def who(signature: Signature) -> str:
    """«Ada Prova (Comune di Torino)»."""
    name = signature.signer or _("no name")
    if not signature.organisation:
        return name
    return _("{person} ({organisation})").format(person=name, organisation=signature.organisation)


def when(signature: Signature) -> str:
    """The moment, and whose clock says so; "" when nobody does."""
    if signature.signed_at is None:
        return ""
    moment = day(local(signature.signed_at).date(), "d MMMM y")
    return (
        _("{day}, by a time stamp") if signature.time_is_stamped else _("{day}, by the signer’s own clock")
    ).format(day=moment)


def wholeness(signature: Signature) -> str:
    """Whether the words are those that were signed."""
    if signature.is_whole is None:
        return _("Whether the words are those that were signed cannot be told here.")
    return (
        _("The words are those that were signed.")
        if signature.is_whole
        else _("The file was changed after this signature.")
    )


def doubts(signature: Signature) -> str:
    """What is left to doubt, in one sentence; "" for nothing."""
    if not signature.doubts:
        return ""
    words = "; ".join(_DOUBTS[one]() for one in signature.doubts)
    start = _("To know") if signature.verdict is SignatureVerdict.VALID else _("Not verifiable here")
    return f"{start}: {words}."


def sameness(report: SignedCopyReport) -> str:
    """How the file stands to what we delivered."""
    version = report.version or 0
    if report.sameness is Sameness.SAME:
        return _("It is the text of version {n}, article by article.").format(n=version)
    if report.sameness is Sameness.OTHER_PACT:
        return _("It is another pact.")
    if report.sameness is Sameness.NOT_SAID:
        return _("The file does not say by itself which pact it is: read it before you keep it.")
    if not report.changed:
        return _("It is a draft that was never delivered.")
    names = ", ".join(f"«{title}»" for title in report.changed)
    return _("It is not the text of version {n}. Other words in: {articles}.").format(
        n=version, articles=names
    )


def after_keeping(report: SignedCopyReport) -> str:
    """What becomes of the process."""
    if report.moves_process:
        return _("Once kept, the process goes on to “signed”.")
    return _("The process stays at “{state}”: the approval of the scheme has to be noted first.").format(
        state=label_of(report.process_state)
    )
