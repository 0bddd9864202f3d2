"""Use cases of what is said about an article before it is agreed: remarks, and other texts beside the one that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.sentence_writing import rewrite
from cocity_desktop.application.signing import writer
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.pacts import Article, ArticleComment, ArticleVariant, SentenceOrigin, VariantState

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class AddComment:
    """A remark on an article, for those who write it."""

    article_id: EntityId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveComment:
    """The remark is dealt with, or (`resolved` False) it is not after all."""

    comment_id: EntityId
    resolved: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeVariant:
    """Another text for an article. `by` is who wants it, "" for who is at the desk; `note` says why."""

    article_id: EntityId
    text: str
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeVariant:
    """The other text becomes the article's."""

    variant_id: EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineVariant:
    """The other text goes no further, and why."""

    variant_id: EntityId
    reason: str


def add_comment(cmd: AddComment, uow: UnitOfWork) -> Changes:
    """`created` is the remark. Raises UserError: REQUIRED, TOO_LONG."""
    with uow:
        article = uow.get(Article, cmd.article_id)
        comment = uow.add(
            ArticleComment(
                id=uow.new_id(),
                article_id=article.id,
                text=forms.required("text", cmd.text, forms.LONG),
                by=writer(uow),
                at=uow.now(),
            )
        )
        return uow.commit("add_comment", created=comment.id, subject=article.title)


def resolve_comment(cmd: ResolveComment, uow: UnitOfWork) -> Changes:
    """Say whether a remark still asks for something."""
    with uow:
        comment = uow.get(ArticleComment, cmd.comment_id)
        comment.resolved = cmd.resolved
        return uow.commit("resolve_comment", subject=uow.get(Article, comment.article_id).title)


def remove_comment(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a remark away."""
    with uow:
        comment = uow.get(ArticleComment, cmd.id)
        uow.remove(comment)
        return uow.commit("remove_comment", subject=uow.get(Article, comment.article_id).title)


def propose_variant(cmd: ProposeVariant, uow: UnitOfWork) -> Changes:
    """`created` is the variant; the article stays as it is. Raises UserError: REQUIRED, TOO_LONG."""
    with uow:
        article = uow.get(Article, cmd.article_id)
        variant = uow.add(
            ArticleVariant(
                id=uow.new_id(),
                article_id=article.id,
                text=forms.required("text", cmd.text, forms.LONG),
                by=forms.within("by", forms.without_edges(cmd.by)) or writer(uow),
                at=uow.now(),
                note=forms.within("note", forms.without_edges(cmd.note), forms.LONG),
            )
        )
        return uow.commit("propose_variant", created=variant.id, subject=article.title)


def take_variant(cmd: TakeVariant, uow: UnitOfWork) -> Changes:
    """Write the article so: sentences that both texts have keep their sources. Raises UserError(VARIANT_DECIDED)."""
    with uow:
        variant = _open(uow, cmd.variant_id)
        article = uow.get(Article, variant.article_id)
        rewrite(uow, article, variant.text, SentenceOrigin.DRAFTING, variant.by or writer(uow))
        variant.state = VariantState.TAKEN
        return uow.commit("take_variant", subject=article.title)


def decline_variant(cmd: DeclineVariant, uow: UnitOfWork) -> Changes:
    """Keep the article as it is. Raises UserError: REASON_REQUIRED, TOO_LONG, VARIANT_DECIDED."""
    reason = forms.within("reason", forms.without_edges(cmd.reason), forms.LONG)
    if not reason:
        raise UserError(ErrorCode.REASON_REQUIRED, "reason")
    with uow:
        variant = _open(uow, cmd.variant_id)
        variant.state, variant.reason = VariantState.DECLINED, reason
        return uow.commit("decline_variant", subject=uow.get(Article, variant.article_id).title)


def _open(uow: UnitOfWork, variant_id: EntityId) -> ArticleVariant:
    variant = uow.get(ArticleVariant, variant_id)
    if variant.state is not VariantState.OPEN:
        raise UserError(ErrorCode.VARIANT_DECIDED)
    return variant
