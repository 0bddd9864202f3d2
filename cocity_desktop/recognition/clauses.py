"""The clauses of a line, and which of them promise nothing: what is over, what is refused, what is only asked for.

A name, a day or a sum in such a clause is no part of a promise, however clearly it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from cocity_desktop.recognition.spans import Span

_BORDER = re.compile(
    r"[,;:!?()](?=\s|$)|(?<!\bn)(?<!\bnr)(?<!\bart)(?<!\bartt)(?<!\bsig)(?<!\bcirc)(?<!\bsett)(?<!\bprot)(?<!\btel)(?<!\bdott)(?<!\bc)(?<!\bp)(?<!\bu)(?<!\bl)(?<!\blett)(?<!\bs)(?<!\bfeb)(?<!\bgen)(?<!\bgenn)(?<!\bapr)(?<!\bott)(?<!\bnov)(?<!\bdic)(?<!\bset)(?<!\blun)(?<!\bmer)(?<!\bgio)(?<!\bven)(?<!\bsab)(?<!\bdom)\.(?=\s+\S)|\s(?:-|ma|mentre|pero|but|while)\s|\s(?=(?:perche|poiche|siccome|because|since)\s)|"
    r"\s(?=che (?:ha|hanno|avev\w+|abbiamo|e stat\w|sono stat\w|era|erano)\b)"
)
STRONG = frozenset(";:!?.")
"""Marks that begin a sentence of its own: what follows one stands as at the start of the line."""

_PARTICIPLE = (
    r"(?:\w{2,}(?:at|it|ut)[oaie]|fatt[oaie]|dett[oaie]|pres[oaie]|mess[oaie]|spes[oaie]|scritt[oaie]|chiest[oaie]|offert[oaie]|apert[oaie]|"
    r"chius[oaie]|vist[oaie]|lett[oaie]|rispost[oaie]|rimast[oaie]|pers[oaie]|rott[oaie]|tolt[oaie]|scelt[oaie]|stes[oaie]|success[oaie]|discuss[oaie]|"
    r"decis[oaie]|ammess[oaie]|corrispost[oaie]|raccolt[oaie]|condott[oaie]|espost[oaie]|mort[oaie]|nat[oaie])"
)
# To have promised is to promise: with these verbs the past speaks of what is still to come.
_STILL_BINDS = (
    r"(?!promess|assicurat|garantit|confermat|accettat|acconsentit|concess|stabilit|deliberat|impegnat|offert|decis[oaie] (?:di|che)\b|concordat[oaie] (?:di|che)\b|convenut|fissat|programmat|rinviat|spostat|prorogat|posticipat|dichiarat|res[oaie] disponibil|dat[oa] (?:la|una|ampia|piena|massima|l')\s?(?:\w+ )?(?:disponibil|parola|assenso|ok)|pres[oaie] (?:in carico|(?:(?:l'|un|il|la|il suo|la sua|su di se|in carico|a suo carico)\s?)?(?:impegn|incaric|compit|cura|responsabil|onere|caric|brig))|"
    r"fatt[oaie] (?:carico|avanti|garant)|assunt|accollat|impegnat|dett[oaie] (?:\w+ )?(?:disponibil|dispost|pront)|mostrat[oaie] (?:\w+ )?(?:disponibil|dispost|pront)|mess[oaie] (?:gia )?a disposizione)"
)
_ADVERBS = r"(?:(?:gia|anche|sempre|mai|poi|infatti|finora|appena|ancora|quasi|pure|tutti)\s)*"
_OVER = re.compile(
    rf"\b(?:ha|hanno|abbiamo)\s{_ADVERBS}{_STILL_BINDS}{_PARTICIPLE}\b|\bavev(?:a|ano|amo)\b|\b(?:era|erano|eravamo|fu|furono|ebbe|ebbero)\b|"
    rf"\b(?:e|sono|siamo)\s{_ADVERBS}stat[oaie]\b(?!\s(?:gia\s)?(?:fissat|rinviat|spostat|programmat|previst|prorogat|posticipat|anticipat|confermat|assicurat|promess|(?:decis|stabilit|concordat|convenut|deliberat)[oaie] (?:che|di)\b))|\bsi\s(?:e|sono)\s{_ADVERBS}{_STILL_BINDS}{_PARTICIPLE}\b|"
    r"\b(?:e|sono)\s(?:gia\s)?(?:costat|arrivat|venut|andat|success|nat|mort|rimast|partit|finit|scadut|tornat|uscit|intervenut)[oaie]\b|"
    r"\b(?!(?:arriv|coltiv|(?:dis|ri)?attiv|deriv|motiv|priv|scav|lav|(?:ag)?grav|(?:ri|pre|al|e)?lev|viv)ano\b)\w{2,}(?:avano|evano|ivano)\b|\b(?:doveva|poteva|faceva|dava|pagava|voleva|diceva|costava|serviva|aveva)\b|"
    r"\b(?:l'anno|il mese|la settimana|l'estate|l'inverno|la volta|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)\s(?:scors[oa]|passat[oa])\b|\bieri\b|"
    r"\b(?:last (?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|year|month|week|summer|winter|spring|autumn|time)|yesterday)\b|\b(?:had|was|were|gave|did|went|came|said)\b|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeing )\b(?:spent|paid|brought|bought)\b|"
    r"\b(?:has|have)\s(?:already\s|just\s|always\s)?(?!agreed|promised|offered|committed|accepted|volunteered|confirmed|decided to|undertaken)(?:been|\w+ed|given|paid|brought|bought|spent|done|made|put|sent|had)\b"
)
# "Come deciso", "come si è detto": a reminder in front of what is said now.
_REMINDER = re.compile(
    rf"\b(?:come|secondo quanto|cosi come|visto che|dato che)\s(?:\w+\s){{0,4}}?{_PARTICIPLE}\b|\bas\s(?:was\s|already\s|we\s)*(?:decided|agreed|said|promised|discussed)\b"
)
_REFUSED = re.compile(
    r"\bnon\s(?:si\s)?(?:puo|possono|potra|potranno|possiamo|riesc|vuol|vogliono|intend|accett|paga|pagh|ha\b|hanno|avra|e (?:in grado|disposto|disposta|possibile)|sono (?:in grado|dispost)|"
    r"ce la|se la|ci sta|ci stanno|da\b|dà|dara|danno|fornisc|fornira|finanzi|mett|contribui|compr|prest|port[aeo]|forni|concede|autorizz|garanti|promett|rinnov|copr|rimbors|partecip)|"
    r"\b(?:rifiut|declin)(?:a|ano)\b|\b(?:cannot|can't|can not|will not|won't|does not|doesn't|do not|don't|refuses?)\b"
)
_ASKS = re.compile(
    r"^(?:\s?(?:ci|vi|gli|si|ne|lo|la))?\s?(?:chied(?:e|ono|era|eranno)(?!\s(?:(?:il|i|un|l'|la|le|gli|tre|due)\s?)?(?:permess|preventiv|autorizzazion|parer|nulla|occupazion|document|conferm|patrocini))|"
    r"vorre\w+|desider\w+|aspett\w+|attend\w+|sper(?:a|ano)\b|suggeri\w+|auspic\w+|sollecit\w+|lament\w+|segnal\w+|si lament\w+|dice che|dicono che|prend\w+ atto|vuole\b|vogliono\b|rinunci\w+|viet\w+|proibisc\w+|(?:ha|hanno) gia (?:il|lo|la|i|gli|le|un|una|due|tre)\b|ricord\w+|domand\w+|"
    r"temono|teme|ringrazi\w+|riten\w+|pens(?:a|ano) che|cred(?:e|ono)\b|osserv(?:a|ano) che|not(?:a|ano) che|fa(?:nno)? notare|fanno presente|fa presente|spieg(?:a|ano) (?:che|perche|come)|raccont\w+|riferi\w+|"
    r"c'e$|ci sono$|(?:si )?trov(?:a|ano) (?:in|a|al|alla|vicino)|ha sede|hanno sede|sta (?:in|a)\b|prefer\w+|gradi\w+|apprezz\w+|si oppon\w+|(?:e|sono) (?:contrari|d'accordo|favorevol|in|content|soddisfatt|preoccupat|present|assent|proprietari)\w*|dubit\w+|"
    r"partecip\w+ (?:a|al|alla|all'|agli)\b|assist(?:e|ono) (?:a|al|alla|all')|ricev\w+|ottien\w+|otteng\w+|otterr\w+|propon\w+|contest\w+|asks?\b|wants?\b|requests?\b|would like|hopes?\b|complains?\b|needs?\b|gets?\b|receives?\b|ha bisogno|hanno bisogno|avrebbe\w*|sarebbe\w*)"
)
_NEED = re.compile(
    r"(?<!\bche )\b(?:serv(?:e|ono|irebbe\w*|iranno|ira)|occorr\w+|ci (?:vuole|vogliono|vorrebbe\w*|vorr\w+)|bisogn\w+|manc(?:a|ano|herebbe\w*)|basta|bastano|basterebbe\w*|si stima\w*|stimat\w|preventivat\w|"
    r"\w{2,}rebber?o?\b|forse|magari|(?:valut|sper|cont|cerc|prov|ipotizz|pens)\w{1,4} (?:di|a|se)\b|sta(?:nno)? (?:valutando|cercando|pensando)|may (?:be|have|not|give|pay|lend|bring|provide|cover|buy|put|add)\b|is considering|are considering|tries|try\b|si spera|si pensa|si propone|si ipotizza\w*|ipotesi|proposta di|se (?:arriva|arrivano|si trova|si trovano)|^se (?!ne\b|la\b)(?:non |ci |vi |lo |il \w+ |la \w+ |l'\w+ )?\w{3,}|^if \w+|we need|is needed|are needed|could|might|maybe|perhaps|should)\b"
)
_DOUBT = re.compile(r"\b(?:potrebb\w+|dovrebb\w+|forse|magari|eventualmente|might|could|maybe|perhaps)\b")
_ASKED = re.compile(
    r"\b(?:(?:ri)?chied(?:e|ono|era|eranno|iamo|ere)|domand(?:a|ano|iamo)|vorre\w+|asks?(?: for)?|requests?|would like)\b(?!\s(?:(?:il|i|un|l'|la|le|gli|tre|due|a tre)\s?)?"
    r"(?:permess|preventiv|autorizzazion|parer|nulla|occupazion|document|conferm|patrocini|informazion|disponibilit))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the line between two marks. `stands_first`: nothing before it in its sentence."""

    span: Span
    stands_first: bool
    is_over: bool
    is_refused: bool
    is_need: bool
    is_asked: bool
    is_doubtful: bool

    @property
    def binds(self) -> bool:
        """Whether something can be promised here."""
        return not (self.is_over or self.is_refused)


def clauses(plain: str) -> tuple[Clause, ...]:
    """All of the line, cut at its marks and at the words that turn it."""
    found: list[Clause] = []
    start, first = 0, True
    for border in _BORDER.finditer(plain):
        found.append(_clause(plain, Span(start, border.start()), first))
        start, first = border.end(), border[0][0] in STRONG
    return (*found, _clause(plain, Span(start, len(plain)), first))


def _clause(plain: str, span: Span, stands_first: bool) -> Clause:
    text = _REMINDER.sub(lambda reminder: " " * len(reminder[0]), plain[span.start : span.end])
    return Clause(
        span,
        stands_first,
        is_over=bool(_OVER.search(text)),
        is_refused=bool(_REFUSED.search(text)),
        is_need=bool(_NEED.search(text)),
        is_asked=bool(_ASKED.search(text)),
        is_doubtful=bool(_DOUBT.search(text)),
    )


def asks(plain: str, end: int) -> bool:
    """Whether the one named just before `end` asks for something instead of giving it."""
    return bool(_ASKS.match(plain[end:].lstrip()))


def clause_at(found: tuple[Clause, ...], place: int) -> Clause:
    """The clause in which `place` stands."""
    at = bisect_right(found, place, key=lambda clause: clause.span.start) - 1
    return found[at] if place < found[at].span.end else found[-1]
