"""What a trial of a map file tells: what becomes of each of its features, and what may be said of one in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cocity_desktop.application.likeness import Reason
from cocity_desktop.domain.errors import UserError


class FeatureFate(StrEnum):
    """What becomes of a feature."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class FeatureAnswer(StrEnum):
    """What somebody says of a feature in doubt."""

    LEAVE = "leave"
    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class FeatureOutcome:
    """One feature: what becomes of it, and the refusal where it cannot come in. `number` counts from 1.

    `changes` are the fields that would change; `like` is the place that one in doubt looks like, and `because` why, with
    the weightiest reason first.
    """

    number: int
    name: str
    fate: FeatureFate
    error: UserError | None = None
    changes: tuple[str, ...] = ()
    like: str = ""
    because: tuple[Reason, ...] = ()
