"""What a person typed, beside what is there after the crash: how much is lost, and how old was it.

Pure bookkeeping, the same for the app and for its peer. Times are seconds of the machine's monotonic clock, which
all processes share.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Typed:
    """The keys of one process in order. `begun` is what stood in the line when it started (recovered text).

    `accepted` is what was said to be saved without having been typed here (nothing, except after a second look).
    """

    begun: str = ""
    keys: list[tuple[str, float]] = field(default_factory=list)
    acknowledged: int = 0

    def key(self, letter: str, at: float) -> None:
        r"""`letter` is "\\n" for Enter."""
        self.keys.append((letter, at))

    def lines(self) -> list[list[tuple[str, float]]]:
        """The lines with the time of each letter, the unfinished one last; Enter ends a line and is not in it."""
        found: list[list[tuple[str, float]]] = [[(letter, float("-inf")) for letter in self.begun]]
        for letter, at in self.keys:
            if letter == "\n":
                found.append([])
            else:
                found[-1].append((letter, at))
        return found


@dataclass(frozen=True)
class Outcome:
    """What one crash cost. `typing_lost`: the age in seconds of the oldest key that is gone, 0 when none is."""

    acknowledged: int
    lost: int
    typing_lost: float
    keys_lost: int
    repeated: bool
    strange: str = ""


def compare(typed: Typed, new_entries: list[str], line: str, killed_at: float) -> Outcome:
    """`new_entries` are those after the entries known before; `line` is what the capture line shows."""
    lines = typed.lines()
    submitted = ["".join(letter for letter, _at in one) for one in lines[:-1]]
    whole = _same_start(submitted, new_entries)
    strange = "" if whole == len(new_entries) else f"{new_entries[whole:]!r} is not what was typed"
    rest = [pair for one in lines[whole:] for pair in one]
    shown, repeated = list(line), False
    survived = _same_start([letter for letter, _at in rest], shown)
    if survived < len(shown) and _repeats(line, submitted[:whole]):
        shown, survived, repeated = [], 0, True
    gone = rest[survived:]
    if survived < len(shown):
        strange = strange or f"the line shows {line!r}, typed was {''.join(letter for letter, _at in rest)!r}"
    return Outcome(
        typed.acknowledged,
        max(typed.acknowledged - whole, 0),
        max(killed_at - gone[0][1], 0.0) if gone else 0.0,
        len(gone),
        repeated,
        strange,
    )


def _repeats(line: str, saved: list[str]) -> bool:
    """A draft of the line that became the last entry tells it twice: no loss, but it is counted."""
    return bool(saved) and saved[-1].startswith(line.rstrip())


def _same_start(first: list[str], second: list[str]) -> int:
    """How many items two lists share from their beginning."""
    return next(
        (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other),
        min(len(first), len(second)),
    )
