"""Who promises: of all the names in a line, those that do what is said. More than one is a choice for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition import roles
from cocity_desktop.recognition.clauses import Clause, asks, clause_at
from cocity_desktop.recognition.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.recognition.line import Line
    from cocity_desktop.recognition.spans import Span


_REACH = 100
"""Characters before a name in which the words that say its role are looked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names that stand together and do the same: "i genitori e Arcobaleno"."""

    mentions: tuple[Mention, ...]
    clause: Clause
    before: str
    """What stands before the first of them in its clause, the last of it when that is long."""
    is_aside: bool
    """What stands there says that somebody receives, goes along, gives a place its name."""

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        return self.mentions[-1].span.end


def parties(line: Line, mentions: Sequence[Mention], cut: tuple[Clause, ...]) -> Iterator[Part]:
    """Who promises, and which persons are named. Guesses where two do, or where it hangs on a condition."""
    groups = list(_groups(line, mentions, cut))
    promising = [group for group, role in _roles(line, groups) if role]
    names = {mention.name for group in promising for mention in _without_persons(group)}
    for group in promising:
        sure = len(names) == 1 and not _is_doubtful(line, group)
        for mention in _without_persons(group):
            yield _part(PartKind.PARTY, mention, certain=sure)
    yield from _persons(line, groups)


def _is_doubtful(line: Line, group: Group) -> bool:
    """Whether it is denied, hoped for, on a condition, or asked."""
    return (
        bool(roles.DENIES.match(line.plain, group.end))
        or group.clause.is_doubtful
        or _hangs_on_a_condition(line, group)
    )


def _without_persons(group: Group) -> list[Mention]:
    return [mention for mention in group.mentions if mention.name.person_id is None]


def _persons(line: Line, groups: list[Group]) -> Iterator[Part]:
    named = [
        (mention, group)
        for group in groups
        for mention in group.mentions
        if mention.name.person_id is not None and group.clause.binds
    ]
    sure = len({mention.name for mention, _ in named}) == 1
    for mention, group in named:
        yield _part(PartKind.PERSON, mention, certain=sure and not _hangs_on_a_condition(line, group))


def _part(kind: PartKind, mention: Mention, *, certain: bool) -> Part:
    return Part(kind, *mention.span, certain, party=mention.name)


def _groups(line: Line, mentions: Sequence[Mention], cut: tuple[Clause, ...]) -> Iterator[Group]:
    run: list[Mention] = []
    for mention in mentions:
        if run and not _joined(line.plain, run[-1].span, mention.span):
            yield _group(line, run, cut)
            run = []
        run.append(mention)
    if run:
        yield _group(line, run, cut)


def _joined(plain: str, first: Span, second: Span) -> bool:
    """Whether both do the same. A comma alone does not join a subject to those it goes with ("con la scuola, il Comune")."""
    if plain[first.end : second.start].lstrip().startswith(",") and roles.OTHER_ROLE.search(
        plain, max(first.start - _REACH, 0), first.start
    ):
        return False
    return bool(roles.JOINED.fullmatch(plain, first.end, second.start))


def _group(line: Line, run: list[Mention], cut: tuple[Clause, ...]) -> Group:
    clause = clause_at(cut, run[0].span.start)
    place, start = run[0].span.start, clause.span.start
    before = line.plain[start:place] if place - start <= _REACH else f"…{line.plain[place - _REACH : place]}"
    return Group(tuple(run), clause, before, bool(roles.OTHER_ROLE.search(before)))


def _roles(line: Line, groups: list[Group]) -> Iterator[tuple[Group, bool]]:
    """Each group, and whether it promises. Names that only come from somewhere count where nobody else does."""
    roles_of = [(group, _role(line, group, groups)) for group in groups]
    best = max((role for _, role in roles_of), default=0)
    for group, role in roles_of:
        yield group, role > 0 and (role > 1 or best == 1)


def _role(line: Line, group: Group, groups: list[Group]) -> int:
    """2 for who promises, 1 for whom it comes from, 0 for all others."""
    clause, before = group.clause, group.before
    if not clause.binds or _is_passive(line, group) or _tells_of_another(line, group, groups):
        return 0
    if _has_the_duty(line, group) or _goes_without_its_duty(line, group, groups):
        return 2
    if roles.FROM.search(before) or roles.BY.search(before):
        return _agent(before)
    if (
        _speaks_for(line, group, groups)
        or _is_spoken_for(line, group, groups)
        or _acts_by_another(line, group)
    ):
        return 2
    return 2 if not group.is_aside and _is_subject(line, group, groups) else 0


def _acts_by_another(line: Line, group: Group) -> bool:
    """As in "la referente della Casa raccoglie le adesioni"."""
    rest = line.plain[: group.clause.span.end]
    return bool(roles.OFFICER.fullmatch(group.before)) and roles.goes_on(
        rest, group.end, accented=_next_word(line, group.end)
    )


def _is_passive(line: Line, group: Group) -> bool:
    """Whether the one named asks, receives, is spoken of or is only present."""
    rest = line.plain[: group.clause.span.end]
    return (
        asks(rest, group.end)
        or bool(roles.PASSIVE_AFTER.match(rest, group.end))
        or bool(roles.LISTED.match(line.plain))
    )


def _tells_of_another(line: Line, group: Group, groups: list[Group]) -> bool:
    """As in "la scuola conferma che il Comune paga"."""
    following = next((other for other in groups if other.mentions[0].span.start >= group.end), None)
    return following is not None and bool(
        roles.TELLS.fullmatch(line.plain, group.end, following.mentions[0].span.start)
    )


def _agent(before: str) -> int:
    lead = roles.FROM.search(before) or roles.BY.search(before)
    is_passive = bool(roles.AUXILIARY.search(before))
    said = before[: lead.start()] if lead else before
    if (roles.ASKED if is_passive else roles.REPORTED).search(said) and not roles.MUST_BE.search(said):
        return 0
    if is_passive and roles.PARTICIPLE.search(before):
        return 2
    return 0 if roles.TAKES.search(before) else 1


def _speaks_for(line: Line, group: Group, groups: list[Group]) -> bool:
    """As in "Ada Esempio, per i Genitori Fleming": a person stands just before, at the start of what is said."""
    place = group.mentions[0].span.start
    if not roles.SPOKEN_FOR.search(line.plain, max(place - _REACH, 0), place):
        return False
    for other in groups:
        if other.mentions[0].name.person_id is not None and other.end < place and not other.before.strip():
            return bool(roles.SPOKEN_FOR.fullmatch(line.plain, other.end, place))
    return False


def _has_the_duty(line: Line, group: Group) -> bool:
    """Whether the words beside lay it on the one named: "a cura di", "spetta a", "noi di", "capofila"."""
    before = group.before
    return (
        any(pattern.search(before) for pattern in (roles.DUTY, roles.LEADS, roles.WE_OF))
        or bool(roles.GIFT.fullmatch(before))
        or bool(roles.AFTER_DUTY.match(line.plain, group.end))
    )


def _goes_without_its_duty(line: Line, group: Group, groups: list[Group]) -> bool:
    """As in "alla Casa spetta il calendario, alla scuola l'elenco": the verb is not said twice."""
    return bool(
        roles.TO_WHOM.fullmatch(group.before)
        and roles.A_THING.match(line.plain, group.end)
        and any(
            other.end < group.mentions[0].span.start and roles.AFTER_DUTY.match(line.plain, other.end)
            for other in groups
        )
    )


def _is_spoken_for(line: Line, group: Group, groups: list[Group]) -> bool:
    """As in "Per Arcobaleno parla Ada Esempio: …"."""
    if not roles.FOR.fullmatch(group.before):
        return False
    after = line.plain[group.end : group.end + 2]
    return bool(roles.SPEAKS.match(line.plain, group.end)) or any(
        after == ", " and other.mentions[0].name.person_id and other.mentions[0].span.start == group.end + 2
        for other in groups
    )


def _is_subject(line: Line, group: Group, groups: list[Group]) -> bool:
    first, plain = group.mentions[0].span, line.plain
    if _is_put_down(line, group, groups):
        return True
    opens = bool(roles.OPENERS.fullmatch(group.before))
    if (opens and group.clause.stands_first) or plain[group.end : group.end + 3].strip()[:1] in (":", "-"):
        return True
    if roles.WISHED.search(group.before) and (group.clause.is_asked or group.clause.is_need):
        return False
    if roles.INVERTED.search(group.before) or _is_it(line, first):
        return True
    goes_on = roles.goes_on(plain[: group.clause.span.end], group.end, accented=_next_word(line, group.end))
    if opens:
        return goes_on or plain[group.end : group.end + 2].strip().isdigit()
    return goes_on and (_is_coordinated(group) or not _is_taken_before(group, groups))


def _is_coordinated(group: Group) -> bool:
    before = roles.ARTICLE.sub("", group.before).rstrip()
    return before.endswith((" e", " ed", " and", " se", " ma", " poi", " che", " mentre", " that"))


def _is_taken_before(group: Group, groups: list[Group]) -> bool:
    """Whether the clause has a subject already."""
    return any(
        other.end < group.mentions[0].span.start and other.clause is group.clause and not other.is_aside
        for other in groups
    )


def _is_put_down(line: Line, group: Group, groups: list[Group]) -> bool:
    """The one name of the line, put where notes put who does it: "6 ore, Arcobaleno", "(Arcobaleno, sabato)", "@Arcobaleno"."""
    if len(groups) > 1:
        return False
    opens = group.clause.stands_first and not group.before.strip()
    is_last = not line.plain[group.end :].strip(" .)") and not opens
    beside = group.mentions[0].is_marked or roles.BRACKET.search(group.before)
    return bool(beside or (is_last and roles.ALONE.search(group.before)))


def _is_it(line: Line, first: Span) -> bool:
    """As in "è il Comune che paga"; "e il Comune" is something else, and only the accent tells."""
    words = line.typed_text(max(first.start - 12, 0), first.start).split()
    return any(word in ("è", "È", "E'", "e'", "sarà", "Sarà", "saranno", "Saranno") for word in words[-2:])


def _next_word(line: Line, end: int) -> str:
    words = line.typed_text(end, min(end + 30, len(line.plain))).split()
    return words[0] if words else ""


def _hangs_on_a_condition(line: Line, group: Group) -> bool:
    condition = roles.CONDITION.search(line.plain)
    return (condition is not None and condition.end() <= group.end) or line.plain.rstrip().endswith("?")
