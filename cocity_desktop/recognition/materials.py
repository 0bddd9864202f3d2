"""Things that are handed over, bought, lent or brought, with their quantity: "due rastrelliere e 4 vasi".

A quantity and a word that is neither a person, a time, a place nor a meeting, after a verb of giving. One thing ("un
proiettore") is a material when it is a thing for sure; things without a quantity ("vernice e pennelli") are a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition import numerals
from cocity_desktop.recognition.recurrence import as_written
from cocity_desktop.recognition.spans import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cocity_desktop.recognition.clauses import Clause
    from cocity_desktop.recognition.line import Line
    from cocity_desktop.recognition.spans import Taken

_GIVES = re.compile(
    r"\b(?:fornisc|fornir|fornit|port(?:a|ano|era|eranno|are|iamo|ate)\b|procur|regal|prest(?:a|ano|era|eranno|are|iti|ito|iamo)\b|don(?:a|ano|era|eranno|are|iamo|ati|ato)\b|compr|acquist|"
    r"consegn|mett(?:e|ono|era|eranno|ere|iamo)\b|messi? a|offr|cede|cedono|arriv|manda|mandano|invia|spedisc|install|posa(?:no|re)?\b|posiziona|colloca|piant(?:a|ano|are|era|iamo)\b|d(?:a|à|anno|ara|aranno|are|iamo)\b|"
    r"recuper|sostitui|ordin(?:a|ano|are|era)\b|affitt|nolegg|garantisc|garantir|metter|mont(?:a|ano|era|are)\b|stamp|fotocopi|duplic|f(?:a|anno|ara|aranno|are)\s(?=\w+\scopi)|distribui|scaric|restitui|lasci|"
    r"provid|bring|buy|bought|lend|gives?\b|donat|deliver|suppl|install|plant|puts?\b|rents?\b|order)\w*"
)
_ROUGH = r"(?:una (?:dec|dozz|quindic|vent|trent|cinquant)ina di|un paio di|qualche|alcun[ei]|some|a few|a dozen|a couple of)"
_QUANTITY = rf"(?:{_ROUGH}|\d{{1,4}},\d{{1,2}}|{numerals.WHOLE}|un'|an?|mezz[oa]|half an?)"
_MEASURE = (
    r"(?:kg\.?|q\.li|hg|cm|lt\.?|l(?=\sdi\b)|m(?=\sdi\b)|pezz[oi]|fust[oi]|bidon[ei]|teli\b|chil[oi]|quintal[ei]|tonnellat[ae]|grammi|litr[oi]|metr[oi](?: cub[oi]| quadrat[oi]| linear[ei])?|mc|mq|m2|m3|ml|sacc(?:o|hi)|sacchett[oi]|secchi?[oi]?|confezion[ei]|pacc(?:o|hi)|"
    r"scatol[ae]|scatolon[ei]|barattol[oi]|latt[ae]|tanic(?:a|he)|rotol[oi]|mazz[oi]|cassett[ae]|cass[ae]|bancal[ei]|balle|copi[ae]|serie|set|pai[ao]|bottigli[ae]|bustin[ae]|bust[ae]|vasett[oi]|"
    r"risme|risma|carriol[ae]|camion|furgon[ei]|kilos?|kilograms?|bags?|litres?|liters?|metres?|meters?|boxes|box|buckets?|cans?|tins?|packs?|sets?|pairs?|copies|rolls?|bunches|bunch)"
)
_NOT_THINGS = re.compile(
    r"(?:ide[ae]\b|dat[ae]\b|possibilit|opzion|firm[ae]\b|numer|esemp|musicist|artist|attor|attric|cuoc|ballerin|clown|autist|dottor|medic[oi]|infermier|avvocat|architett|ingegner|geometr|vigil|agent|nonn[ie]|"
    r"mamm[ae]|papa\b|stagist|tirocinant|tutor|formator|squadr|grupp|associazion|scuol|pian[oi]\b(?! cottura)|spiegazion|chiariment|informazion|garanz|soluzion|problem|orari|apertur|chiusur|passagg|giro\b|giri\b|"
    r"pulizi|concession|permess|licenz|patrocin|delib|gar[ae]\b|band[oi]\b|consulenz|consigl|serviz|copertur|assicurazion|polizz|viagg|torne|partit[ae]\b|mostr[ae]\b|film\b|sfilat|mercat|cen[ae]\b|pranz|colazion|"
    r"aperitiv|scadenz|condizion|regol[ae]|artist|musician|idea|date|option|signature|example|group|team|permit|opening|person|volontar|bambin|ragazz|adult|genitor|famigl|cittadin|abitant|tecnic|operai|operator|educator|insegnant|esperti|espert|referent|rappresentant|socie?[ti]?\b|soci\b|"
    r"giardinier|giovan|anzian|student|alunn|class[ei]|iscritt|partecipant|residenti|vicini|ospit|animator|guardian|custod|funzionar|consiglier|maestr|muratori?|idraulic|elettricist|"
    r"or[ae]\b|giorn|settiman|mes[ei]\b|ann[oi]\b|minut|mattin|pomerigg|ser[ae]\b|nott|volt[ae]\b|turn[oi]|giornat|weekend|semestr|trimestr|sabat|domenic|luned|marted|mercoled|gioved|venerd|"
    r"sal[ae]\b|sedi?\b|stanz|spazi|aul[ae]|loc?al[ei]\b|cortil|giardin|piazz|are[ae]\b|camp[oi]\b|aiuol|orti?\b|magazzin|uffici|punt[oi]\b|post[oi]\b|parchegg|"
    r"incontr|riunion|assemble|laborator|cors[oi]\b|lezion|spettacol|concert|fest[ae]\b|event|sopralluogh|sopralluog|visit|passeggiat|gite?\b|tavol[oi] (?:di lavoro|tecnic)|proiezion|"
    r"iniziativ|attivit|propost|progett|document|relazion|preventiv|parer|rispost|avvis[oi]|elenc|verbal|pratic|domand|richiest|autorizzazion|contribut|mano\b|aiut[oi]|part[ei]\b|cos[ae]\b|"
    r"element|interventi|intervent|lavor[oi]|metà|meta\b|mail|telefonat|euro|eur\b|cent(?:esimi|s)?\b|mila\b|milion|per\s?cento|punti|vot[oi]|articol|commi?\b|lotti?\b|gradi|pagin|livell|"
    r"hours?|days?|weeks?|months?|years?|minutes?|people|persons?|volunteers?|children|kids|adults|parents|technicians?|workers?|meetings?|workshops?|times?\b|rooms?|places?|evenings?|mornings?|lessons?|visits?|families|family|turns?|shifts?|"
    r"(?:dec|vent|trent|quindic|dozz|quarant|cinquant)in[ae]\b|centinai|migliai|delle|degli|dei|di\b|e\b|o\b|in\b|a\b|per\b|con\b|su\b|da\b|che\b|altr[aoei]\b|rat[ae]\b|quot[ae]\b|buon[oi]\b|tantum\b|solo\b|sola\b|paio\b|po'|mezz)"
)
_THINGS = (
    r"rastrellier|panchin|panc(?:a|he)\b|sedi[ae]\b|tavol[oi]\b|tavolin|fiorier|vas[oi]\b|vasett|sacc(?:o|hi)\b|terricci|terra\b|ghiai|sabbi|semi\b|sement|piant[ae]\b|alber[oi]\b|alberell|bulb|piantin|"
    r"vernic|pennell|rull[oi]|color[ei]\b|attrezz|vangh|vanga\b|zapp|rastrell|carriol|annaffiato|innaffiato|tub[oi]\b|rubinett|pomp[ae]\b|cestin|bidon|compostier|lucchett|chiav[ei]\b|catena|catene|"
    r"scal[ae]\b|martell|trapan|viti\b|chiod|assi\b|legn|mattonell|piastrell|mattoni|cemento|proiettor|microfon|cass[ae] acustic|impianto audio|amplificator|computer|stampant|lavagn|schermo|gazebo|tend[ae]\b|"
    r"tovagli|bicchier|piatt[oi]\b|posat|bibit|acqua|impiant|succhi|torta|torte|libr[oi]\b|scaffal|armadi|armadiett|bachec|cartell|targh|targa\b|manifest|volantin|locandin|fogli\b|quadern|penne\b|matit|gioch[io]|pallon|ret[ei]\b|port[ae] da|"
    r"canestr|biciclett|bici\b|casco|caschi|guant|scop[ae]\b|palett|sacchett|mascherin|estintor|cassett[ae]|fornello|frigo|frigorifer|microond|lampad|lampadin|luc[ei]\b|faretto|faretti|prolung|cavo|cavi\b|"
    r"generator|tosaerb|decespugliator|forbic|cesoi|recinzion|staccionat|portabic|altalen|scivol|tappet|coperte|cuscin|materass|vetri|pannell|teli\b|telo\b|corda|corde|nastr[oi]|transenn|fioriere|casett|stuf|ventilator|"
    r"bancal|pallet|furgon|camion|rimorchi|defibrillator|cassoni?\b|zerbin|mobil[ei]\b|divan|pianofort|chitarr|strument|macchin[ae]\b|telefon|tablet|registrator|telecamer|colla\b|cartoncin|carta\b|stoff|filo\b|ago\b|"
    r"idropulitric|motoseg|soffiator|betonier|trabattell|ponteggi|palc(?:o|hi)\b|pedan[ae]\b|striscion|insegn[ae]\b|bandier|serratur|manigli|toner\b|cartucc|chiavett|mixer|leggi[oi]\b|spugn|detersiv|idropittur|"
    r"smalt[oi]\b|stucc|malta\b|cortecci|pacciam|letam|torba\b|ringhier|pal[oi]\b|palett[oi]|picchett|ombrellon|sdrai|brandin|cavallett|giocattol|puzzle|scacch|biliardin|calcetto|bocce|monopattin|kit\b|cassett|"
    r"megafon|torc(?:ia|e)\b|far[oi]\b|videocamer|fotocamer|treppied|televisor|monitor|notebook|forn[oi]\b|freezer|lavastovigl|lavatric|bollitor|thermos|tazz|caraff|brocch|vassoi|grembiul|cuffi|stracc|dvd|manual[ei]\b|"
    r"rampa|ramp[ae]\b|cancell[oi]\b|cancelletto|dissuasor|specch|orologi|campan[ae]\b|pian[oi]\b cottura|piastr[ae]\b|griglia|griglie|barbecue|termosifon|condizionator|caldai|lampion|fontanell|giostr|caschett|pettorin|giubbott|"
    r"compost\b|concim|fertilizz|siep|cespugl|ros[ei]\b|lavand|pomodor|insalat|aromatich|contenitor|secchi|teglie|pentol|caffe|merend|pane\b|frutt|pizz|"
    r"bench|chair|table|rack|wheelbarrow|spade|drill|hammer|rope|blackboard|whiteboard|marquee|gazebo|sofa|printer|laptop|barrel|crate|pallet|seedling|bulb|compost|trowel|planter|sign|plant|tree|seed|soil|paint|brush|bag|tool|shovel|rake|hose|tap|pump|key|ladder|projector|microphone|speaker|screen|book|shelf|shelves|poster|flyer|ball|net|bike|glove|lamp|light|cable|tent|bin|pot|board"
)
_THING = re.compile(_THINGS)
_ADJECTIVE = (
    r"(?:nuov|usat|grand|piccol|pieghevol|vecchi|verd|ross|bian(?:ch|c[oa]\b)|ner[oaie]\b|giall|azzurr|grigi|new\b|used\b|old\b|wooden\b|small\b|big\b|large\b|second-hand\b|colorat|riciclat|elettric|lung|alt|robust|mobil|portatil|decorativ|complet|resistent|bass|pesant|legger|solid|metallic|plastificat|"
    r"invernal|estiv|aromatich|fiorit|rampicant|per bambin|da giardin|da estern|da intern|da lavor|da pittor|da regist)\w*"
)
_WORD = r"[a-z][a-z'-]*[a-z]"
_STOP = (
    r"(?!(?:entro|per|con|al|alla|ai|agli|alle|allo|a|ad|da|dal|dalla|del|della|dei|degli|delle|dello|in|nel|nella|nei|su|sul|e|ed|o|ogni|prima|dopo|che|il|la|lo|i|gli|le|l|fino|gratis|gratuitamente|"
    r"by|to|for|from|every|in|on|at|and|or|with|until|before|the|of|within|next|starting|no|each|is|are|will|va|vanno|sono|viene|vengono|se|quando|ma|non|si|ci)\b)"
)
_OF = rf"(?:\s(?:di|d'|of)\s?(?:{_WORD})(?:\s{_ADJECTIVE})?(?:\se\s(?:{_WORD})(?=$|[,.;]))?)"
_ITEM = rf"(?P<quantity>{_QUANTITY})(?:\s|(?<=[\d\']))(?:{_ADJECTIVE}\s)?(?P<thing>(?:{_MEASURE}(?=\s)(?:{_OF}|\s(?:d(?:el|ella|ei|egli|elle)\s|dell')\s?{_WORD}|\s{_STOP}{_WORD})?)|{_STOP}{_WORD})(?:(?<!\s){_OF})?(?:\s(?:in|da)\s(?:legno|ferro|plastica|metallo|giardino|esterno|calcio|gioco)\b)?(?:\s{_ADJECTIVE})?"
_ITEM_AT = re.compile(rf"(?<![\w/.,'°#-]){_ITEM}(?!\w)")
_ENGLISH_NOUN = re.compile(rf"\s{_STOP}(?!\w+ly\b){_WORD}")
_NEXT_ITEM = re.compile(rf"(?:\s?,\s?|\s(?:e|ed|and)\s)(?={_QUANTITY}\s?[a-z])")
_BARE = re.compile(rf"\s(?P<things>(?:{_THINGS})\w*(?:\s?(?:,|e|ed|and)\s(?:{_THINGS})\w*)*)(?!\w)")
_ABOUT = re.compile(r"\b(?:circa|quasi|about|around)\s$")
_FOR_EACH = re.compile(
    r"\s?(?:a testa|ciascun|cadaun|per (?:ogni|ciascun)|a (?:famiglia|persona|gruppo|classe)|each\b)"
)
_MEASURED = re.compile(_MEASURE + r"(?!\w)")
_EACH = re.compile(
    r"\b(?:ogni|ciascun[oa]?|each|every)\s(?!(?:due|tre|quattro|\d+|prim|second|terz|mese|anno|settimana|giorno|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|week|month|year|day))[a-z]+"
)


_NOTHING = re.compile(r"\s*(?:(?:[-•*:>+(]|n\.|nr\.?|n°|anche|e)\s?)*")
"""What may stand before things that no verb gives."""


class Item(NamedTuple):
    """A counted thing. `is_sure`: a thing beyond doubt; `is_rough`: about so many."""

    span: Span
    is_sure: bool
    is_rough: bool


def materials(
    line: Line, cut: tuple[Clause, ...], taken: Taken, givers: Collection[int], *, is_given: bool
) -> Iterator[Part]:
    """What is given, list by list.

    `givers` are the places where names end. `is_given`: somebody in the line promises something; only then are things
    that no verb gives read, where they open a clause or follow a name ("Comune: 2 panchine").
    """
    reach = 0
    for clause in cut:
        if not clause.binds or _EACH.search(line.plain, *clause.span):
            continue
        for part in _of_clause(line, clause, taken, givers, is_given=is_given):
            if part.start >= reach:
                reach = part.end
                yield part if not clause.is_need else _guess(part)


def _of_clause(
    line: Line, clause: Clause, taken: Taken, givers: Collection[int], *, is_given: bool
) -> Iterator[Part]:
    parts = _lists(line, clause.span, taken)
    if verb := _GIVES.search(line.plain, *clause.span):
        found = list(parts)
        yield from found or _bare(line, verb.end(), taken)
    elif is_given:
        yield from (part for part in parts if part.certain and _opens(line, part.start, clause, givers))


def _opens(line: Line, place: int, clause: Clause, givers: Collection[int]) -> bool:
    """Whether what stands at `place` is the first of its clause, or the first after a name."""
    start = max((end for end in givers if end <= place), default=0)
    return bool(_NOTHING.fullmatch(line.plain, max(start, clause.span.start), place))


def _guess(part: Part) -> Part:
    return Part(part.kind, part.start, part.end, False, words=part.words)


def _lists(line: Line, span: Span, taken: Taken) -> Iterator[Part]:
    place = span.start
    while match := _ITEM_AT.search(line.plain, place, span.end):
        item = _item(line, match, taken)
        place = match.start() + 1
        if item is not None:
            items = [item, *_following(line, item, taken)]
            place = items[-1].span.end
            yield _list(line, items)


def _following(line: Line, item: Item, taken: Taken) -> Iterator[Item]:
    """The items that go on a list: ", un trapano e 5 martelli"."""
    place = item.span.end
    while (gap := _NEXT_ITEM.match(line.plain, place)) and (match := _ITEM_AT.match(line.plain, gap.end())):
        following = _item(line, match, taken)
        if following is None:
            return
        yield following
        place = following.span.end


def _list(line: Line, items: list[Item]) -> Part:
    """One part for the whole list. One thing alone that we do not know ("un parere"?) is a guess, and what is for each."""
    start, end = items[0].span.start, items[-1].span.end
    sure = any(item.is_sure for item in items) and not any(item.is_rough for item in items)
    sure = (
        sure
        and not _ABOUT.search(line.plain, max(start - 20, 0), start)
        and not _FOR_EACH.match(line.plain, end)
    )
    return _part(line, start, end, certain=sure)


def _item(line: Line, match: re.Match[str], taken: Taken) -> Item | None:
    """A quantity and a thing, None when it is something else that is counted."""
    thing, quantity = match["thing"], match["quantity"]
    rough = bool(re.fullmatch(_ROUGH, quantity))
    if _NOT_THINGS.match(thing) or numerals.whole(thing) is not None:
        return None
    single = quantity in ("un", "una", "uno", "un'", "a", "an")
    part_of_one = "," in quantity or quantity.startswith(("mezz", "half"))
    if part_of_one and not _MEASURED.match(thing):
        return None
    if not single and not rough and not part_of_one and numerals.whole(quantity) is None:
        return None
    end = match.end()
    if quantity in ("a", "an") or _is_english(quantity):
        while more := _ENGLISH_NOUN.match(line.plain, end):
            end = more.end()
    known = bool(_THING.match(thing) or _MEASURED.match(thing))
    span = Span(match.start(), end)
    if quantity in ("a", "an") and not known:
        return None
    return Item(span, known or not single, rough) if taken.is_free(span) else None


def _is_english(quantity: str) -> bool:
    return quantity.rstrip("y") != quantity or quantity.split(maxsplit=1)[0].split("-", maxsplit=1)[0] in {
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    }


def _bare(line: Line, place: int, taken: Taken) -> Iterator[Part]:
    if (match := _BARE.match(line.plain, place)) and taken.is_free(Span(*match.span("things"))):
        yield _part(line, *match.span("things"), certain=False)


def _part(line: Line, start: int, end: int, *, certain: bool) -> Part:
    words = line.typed_text(start, end)
    return Part(
        PartKind.MATERIALS, start, end, certain, words=words.lower() if words.isupper() else as_written(words)
    )
