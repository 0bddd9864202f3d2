"""The words by which a sentence says what a name does in it: promises, receives, goes along, is asked.

Patterns over plain text. Those that end in `$` are held against what stands before a name, the others against what follows.
"""

from __future__ import annotations

import re

# "del Comune", "dell'Amministrazione", and the mark that completes a name.
_TO = r"(?:a|ad|al|allo|alla|all'|ai|agli|alle)"
_OF = r"(?:di|del|dello|della|dell'|dei|degli|delle|d')"
_FROM = r"(?:da|dal|dallo|dalla|dall'|dai|dagli|dalle)"
_END = r"\s?@?$"

ARTICLE = re.compile(r"(?<!\w)(?:il|lo|la|i|gli|le|l'|the|noi|noi de[il]|l|anche|pure|invece)" + _END)
DUTY = re.compile(
    rf"(?:\b(?:tocca|tocchera|spetta|spettano|spettera|compete|competono|competera|in capo|affidat[oaie]|assegnat[oaie]|demandat[oaie]|in carico)\s{_TO}|"
    rf"\b(?:a carico|a cura e (?:a )?spese|a spese e (?:a )?cura|a cura|a spese|per conto|onere|oneri|compito|compiti|incarico|incarichi|impegno|impegni|promessa|responsabilita|a nome|cura)\s{_OF}|"
    rf"\b(?:da parte)\s{_OF}|\b(?:it is|it's)?\s?(?:up to|on behalf of|in charge of|responsibility of|duty of|task of)(?: the)?)"
    + _END
)
LEADS = re.compile(
    r"\b(?:capofila|referenti?|responsabil[ei]|incaricat[oaie])\s(?:e\s|sono\s|sara\s)?(?:(?:il|lo|la|i|gli|le)\s|l')?"
    + _END
)
GIFT = re.compile(
    rf"\s*(?:(?:il|la|un|una)\s|l'|un')?(?:contributo|disponibilita|offerta|dono|prestito|quota|finanziamento|sostegno|apporto|donazione)\s{_OF}"
    + _END
)
"""What is called somebody's, at the start of what is said: "Contributo della Circoscrizione: 500 euro"."""
WE_OF = re.compile(rf"\b(?:noi|come)\s(?:{_OF}|il|la|i|gli|le)?" + _END)
BRACKET = re.compile(r"\(\s?(?:(?:il|lo|la|i|gli|le|the)\s|l')?@?$")
FROM = re.compile(rf"(?<!\w){_FROM}" + _END)
BY = re.compile(r"(?<!\w)(?:by|from)(?: the)?" + _END)
SPOKEN_FOR = re.compile(
    rf"(?:,\s?|\(|\s)(?:per|per (?:il|la|i|gli|le|l'|conto {_OF})|a nome {_OF}|{_OF}|for(?: the)?|of(?: the)?|\()"
    + _END
)
FOR = re.compile(rf"\s*(?:per|per conto {_OF}|a nome {_OF}|for)\s?(?:(?:il|lo|la|i|gli|le|the)\s|l')?@?")
SPEAKS = re.compile(
    r"\s(?:parl|interv|rispond|firm|conferm|garant|si impegn|c'e\b|ci sono\b|e presente|sono presenti|speaks?\b|signs?\b|answers?\b)"
)
OTHER_ROLE = re.compile(
    rf"(?<!\w)(?:(?:insieme|accanto|davanti|vicino|intorno|attorno|oltre|dietro|grazie|fino|rispetto|assieme|di fronte|in base)\s{_TO}|{_TO}|{_OF}|"
    r"con|col|in|nel|nello|nella|nell'|nei|negli|nelle|su|sul|sullo|sulla|sull'|sui|tra|fra|per|presso|secondo|verso|contro|senza|sotto|sopra|dentro|fuori|dopo|"
    r"to|of|with|for|in|at|on|near|without|about|via|piazza|corso|viale|largo)(?:\s(?:il|lo|la|i|gli|le|l'|the))?"
    + _END
)
ASKED = re.compile(
    r"\b(?:(?:ri)?chiest|previst|propost|indicat|segnalat|requested|asked|proposed)[oaie]?\s(?:\w+\s)?$"
)
MUST_BE = re.compile(
    r"\b(?:va|vanno|andra|andranno|(?:dev|dovr)\w+ essere|must be|has to be|have to be)\s(?:\w+\s){0,2}$"
)
REPORTED = re.compile(
    r"\b(?:(?:ri)?chiest|indicat|segnalat|propost|approvat|decis|promess|stabilit|mandat|inviat|scritt|dett|previst|deliberat|autorizzat|convocat|riferit|comunicat|concordat|sollevat|votat|"
    r"presentat|firmat|ricevut|requested|asked|proposed|approved|reported|suggested|said|sent)[oaie]?\s(?:\w+\s)?$"
)
"""What somebody asked for or decided is told of, not promised."""
TAKES = re.compile(
    r"\b(?:dipend|prend|ritir|compr|acquist|impar|chied|aspett|attend|vuol|vogli|take|expect|want|need|wait)\w*"
)
PARTICIPLE = re.compile(
    r"\b\w*(?:at|it|ut|ess|ost|ert|ott|olt|int|unt|ant|art|itt|us|is|os|ett)[oaie]\b|\b(?:\w+ed|kept|paid|given|made|done|brought|bought|lent|held|put|run|built)\b"
)
AUXILIARY = re.compile(
    r"\b(?:e|e'|sono|sia|siano|sara|saranno|viene|vengono|verra|verranno|va|vanno|andra|andranno|essere|resta|restano|rimane|rimangono|is|are|be|will be|being)\b"
)
PASSIVE_AFTER = re.compile(
    rf"\s(?:e|e'|sono|viene|vengono|verra|verranno|sara|saranno|va|vanno|is|are|will be)\s(?:\w+\s)?(?!tenut|impegnat|obbligat|incaricat|chiamat|pront|dispost)(?:{PARTICIPLE.pattern})"
)
"""To be informed, invited or closed is no promise of the one it happens to."""
LISTED = re.compile(
    r"^\s*(?:sono )?(?:presenti|assenti|assenti giustificati|partecipan(?:o|ti)|invitati|intervengono|present|absent|attending|luogo|dove|sede|ritrovo|presso|destinatari|per conoscenza|in copia|p\.\s?c\.|cc|ordine del giorno)\b"
)
"""A line that says who is there."""
AFTER_DUTY = re.compile(
    r"\s?(?:(?:spett|tocc|compet)\w+|il compito|l'onere|l'incarico|la cura|la responsabilita|l'impegno)"
)

TO_WHOM = re.compile(rf"\s*(?:e\s|mentre\s)?{_TO}\s?@?")
A_THING = re.compile(r"\s(?:(?:il|lo|la|i|gli|le|un|uno|una|\d+|due|tre|quattro)\s|(?:l'|un'))")
ALONE = re.compile(r"(?:^|[(=>→]|\s-)\s*(?:(?:il|lo|la|i|gli|le|the)\s|l')?@?$")
_OFFICE = (
    r"(?:(?:vice)?president|assessor|dirigent|direttor|direttric|referent|rappresentant|portavoce|coordinator|coordinatric|segretari|preside|sindac|consiglier|funzionari|"
    r"tecnic|responsabil|delegat|uffici|giunta|consiglio|operai|giardinier|custod|staff|personale|operator|operatric|educator|educatric|volontari|soci)[a-z]*"
)
OFFICER = re.compile(
    rf"\s*(?:il|lo|la|i|gli|le|un|una|l'|un'|due|tre)?\s?{_OFFICE}(?:\s[a-z]+)?\s{_OF}" + _END
)
"""Those who act for a body: "la referente della Casa raccoglie le adesioni"."""
TELLS = re.compile(
    r"\s(?:(?:ci|vi|lo)\s)?(?:comunic|inform|conferm|precis|ribad|sottoline|annunci|dichiar|afferm|aggiung|riferisc|rilev|constat|assicur|chiaris|avvis|avvert|puntualizz|fa(?:nno)? sapere|"
    r"concord|conv[ie]|says?\b|confirm|report|announce|note)\w*\s(?:[a-z']+\s){0,3}?(?:che|that)\s(?:(?:il|lo|la|i|gli|le|the)\s|l')?@?"
)
"""Between two names: the first only tells what the second does."""

JOINED = re.compile(
    r"\s?(?:,|e|ed|o|oppure|and|or|&|\+|/|,\s?(?:e|ed|and)|e anche)\s(?:(?:da|dal|dallo|dalla|dai|dagli|dalle|il|lo|la|i|gli|le|the)\s|l')?@?"
)
"""What may stand between two names that do the same."""

OPENERS = re.compile(
    r"\s*(?:(?:e|ed|ma|poi|quindi|allora|anche|inoltre|infine|invece|pure|intanto|oggi|adesso|ora|dunque|se|quando|and|then|so|also|if|when|while|mentre|noi|"
    r"perche|pero|nb|ok|si|i|il|lo|la|gli|le|l'|l|the)\b\s?|[-•*>\d.)\[@'«\"]\s?)*$"
)
"""A stretch that may stand before the subject at the start of a sentence."""

WISHED = re.compile(r"\bche(?:\s(?:il|lo|la|i|gli|le)|\sl')?" + _END)
DENIES = re.compile(r"\s(?:(?:ci|si|lo|la|li|le|ne)\s)?non\s(?!oltre|solo|soltanto|appena)")
"""To leave something undone may be a promise or a refusal."""
CONDITION = re.compile(
    r"\b(?:se(?!\sne\b)|qualora|purche|a condizione che|a patto che|nel caso|salvo che|if|provided that|providing that|unless)\b"
)
INVERTED = re.compile(
    r"(?:\b(?:ci|ce|li|le|la|lo|l'|ne|se ne|gliel[oaie])\s?[a-z]{2,}(?:\scarico|\sgarante|\sa disposizione|\sgratis|\svolentieri|\sdirettamente)?|\bs(?:i\s|')(?:impegn|occup|fa\b|fanno|accoll|incaric|offr|rend|assum)\w*(?:\scarico|\sgarante)?|^\s*(?:e |poi |)(?:paga|pagano|pens|provved|mett|fornisc|offr|port|tien|tengono|fa|fanno|garantisc|copr|finanzi|"
    r"gestisc|cura|curano|pulisc|apr|chiud|ospit|prest|arriv)\w*|\b(?:pensa|pensano|pensera|penseranno|provvede|provvedono|provvedera|provvederanno)(?: direttamente| anche)?|"
    r"\b(?:scrive|firma|dice|paga|conferma|firmano|confermano|signed|says|writes))\s(?:tutto\s|poi\s|anche\s|sempre\s)?(?:il|lo|la|i|gli|le|l'|the)?"
    + _END
)
"""The verb stands before its subject: "ci pensa il Comune", "paga la Casa"."""

_STARTS_A_VERB = frozenset({
    "si", "s'", "ci", "ce", "ne", "non", "ha", "fa", "va", "sta", "puo", "is", "will", "can", "has", "does",
})  # fmt: skip
_NO_VERB = frozenset({
    "entro", "per", "con", "di", "del", "dello", "della", "dell", "dei", "degli", "delle", "da", "dal", "dalla",
    "dai", "dalle", "a", "al", "alla", "ai", "alle", "allo", "in", "nel", "nella", "nei", "su", "sul", "sulla",
    "tra", "fra", "e", "ed", "o", "oppure", "ma", "che", "chi", "prima", "dopo", "ogni", "tutti", "tutte",
    "quando", "come", "anche", "sempre", "oggi", "domani", "ieri", "insieme", "presente", "presenti", "assente",
    "durante", "mentre", "perche", "dove", "cui", "quale", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi",
    "sabato", "domenica", "by", "for", "with", "of", "to", "at", "on", "and", "or", "every", "from",
    "until", "before", "after", "when", "that", "which", "who", "as",
})  # fmt: skip
_WORD = re.compile(r"\s?([a-zà']+)")
_ENDING = re.compile(r"[a-zà]{2,}")


def goes_on(plain: str, end: int, *, accented: str) -> bool:
    """Whether a verb may follow at `end`. `accented` is the first word typed there: "è" is a verb where "e" is none."""
    match = _WORD.match(plain, end)
    if match is None:
        return False
    word = match[1]
    if accented in ("è", "È") or word in _STARTS_A_VERB:
        return True
    return word not in _NO_VERB and bool(_ENDING.fullmatch(word))
