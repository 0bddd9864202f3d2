"""Normal forms of persons' names: particles joined to what they belong to, and the names people are called by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cocity_desktop.domain.naming import word_set, words

PARTICLES: Final = word_set(
    "d de del della dell dello dei degli delle di da dal dalla lo la li le van von der el al ben bin abu mac mc o san santa"
)
"""They begin a family name and are written apart or not: De Rosa, DeRosa; D’Angelo, Dangelo; Lo Russo, Lorusso."""

_TITLES: Final = word_set(
    "sig sigra signor signora signori dott dottssa dr drssa prof profssa arch ing avv geom rag don suor mons cav on"
)

_CALLED: Final[dict[str, tuple[str, ...]]] = {
    # Short for the end or the beginning of a name, as Italians do it; several where people use it for several.
    "beppe": ("giuseppe",), "peppe": ("giuseppe",), "peppino": ("giuseppe",), "pino": ("giuseppe",), "beppino": ("giuseppe",),
    "giusy": ("giuseppina", "giuseppa"), "giusi": ("giuseppina", "giuseppa"), "pina": ("giuseppina",),
    "pinuccia": ("giuseppina",), "peppina": ("giuseppina",), "gianni": ("giovanni",), "nanni": ("giovanni",),
    "vanni": ("giovanni",), "giannino": ("giovanni",), "gianna": ("giovanna",), "vanna": ("giovanna",),
    "giò": ("giovanni", "giovanna", "giorgio", "giorgia"), "nino": ("antonio", "giovanni", "antonino", "gaetano"),
    "toni": ("antonio",), "tonino": ("antonio",), "tony": ("antonio",), "totò": ("antonio", "salvatore"),
    "toto": ("antonio", "salvatore"), "nina": ("antonina", "giovanna", "caterina", "anna"), "tonia": ("antonia",),
    "antonella": ("antonia",), "mimmo": ("domenico",), "mimma": ("domenica",), "nico": ("nicola", "domenico", "niccolo", "nicolo"),
    "menico": ("domenico",), "sandro": ("alessandro",), "sandra": ("alessandra",),
    "ale": ("alessandro", "alessandra", "alessio", "alessia"), "alex": ("alessandro", "alessandra"),
    "lella": ("raffaella", "gabriella", "antonella", "graziella"), "lello": ("raffaele", "gabriele"),
    "raffa": ("raffaella",), "lele": ("raffaele", "gabriele", "emanuele", "daniele"), "manu": ("emanuela", "manuela", "emanuele"),
    "emanuela": ("manuela",), "emanuele": ("manuel",), "gabry": ("gabriella", "gabriele"), "gabri": ("gabriella", "gabriele"),
    "cicci": ("francesco",), "ciccio": ("francesco",), "franco": ("francesco",), "franca": ("francesca",),
    "checco": ("francesco",), "francy": ("francesca",), "fra": ("francesco", "francesca"), "gigi": ("luigi",),
    "gino": ("luigi",), "luigino": ("luigi",), "gina": ("luigia", "luigina"), "ginetta": ("luigia",), "luisella": ("luisa",),
    "enzo": ("vincenzo", "lorenzo"), "cenzo": ("vincenzo",), "renzo": ("lorenzo",), "lory": ("loredana", "lorena"),
    "turi": ("salvatore",), "salvo": ("salvatore",), "turiddu": ("salvatore",), "sasà": ("salvatore",),
    "dino": ("bernardino", "corrado", "riccardo"), "tino": ("agostino", "costantino", "martino", "valentino"),
    "rino": ("salvatore", "calogero", "guerrino"), "lino": ("pasquale", "angelo", "michele"), "lina": ("pasqualina", "angela"),
    "nuccio": ("antonio", "sebastiano"), "nuccia": ("maria", "antonia"), "pippo": ("giuseppe", "filippo"),
    "fede": ("federico", "federica"), "chicco": ("enrico", "federico"), "chicca": ("francesca", "federica"),
    "rico": ("enrico", "federico"), "ricky": ("riccardo",), "ricki": ("riccardo",), "dado": ("edoardo", "davide"),
    "edo": ("edoardo",), "max": ("massimo", "massimiliano"), "massi": ("massimo", "massimiliano"), "mauri": ("maurizio",),
    "maury": ("maurizio",), "steve": ("stefano",), "ste": ("stefano", "stefania"), "stefy": ("stefania",), "cri": ("cristina",),
    "titti": ("tiziana", "concetta"), "tizi": ("tiziana",), "patti": ("patrizia",),
    "patty": ("patrizia",), "pat": ("patrizia",), "betta": ("elisabetta",), "betti": ("elisabetta",), "bettina": ("elisabetta",),
    "lisa": ("elisabetta", "elisa"), "elisa": ("elisabetta",), "ely": ("elisa", "elisabetta"), "leo": ("leonardo",),
    "nardo": ("leonardo", "bernardo"), "meo": ("bartolomeo",), "mena": ("filomena",), "mariù": ("maria",), "mari": ("maria",),
    "mariuccia": ("maria",), "marietta": ("maria",), "mery": ("maria",), "rosi": ("rosa", "rosanna", "rosaria"),
    "rosy": ("rosa", "rosanna", "rosaria"), "rosetta": ("rosa",), "rosina": ("rosa",), "rosella": ("rosa",),
    "annina": ("anna",), "annetta": ("anna",), "lia": ("rosalia", "amalia"), "cate": ("caterina",), "rina": ("caterina",),
    "cettina": ("concetta",), "tina": ("concetta", "agostina", "martina", "cristina"),
    "susi": ("susanna",), "susy": ("susanna",), "dani": ("daniela", "daniele"), "dany": ("daniela", "daniele"),
    "vale": ("valeria", "valentina", "valerio"), "simo": ("simona", "simone"), "vero": ("veronica",), "teo": ("matteo", "teodoro"),
    "berto": ("alberto", "roberto", "umberto"), "betto": ("alberto",), "roby": ("roberto", "roberta"),
    "robi": ("roberto", "roberta"), "nando": ("ferdinando", "fernando"),
    "dona": ("donatella",), "silvi": ("silvia", "silvana"),
    "ninetto": ("giovanni",), "pierino": ("piero", "pietro"), "piero": ("pietro",), "pier": ("pietro", "piero"),
    "tommy": ("tommaso",), "masino": ("tommaso",), "tom": ("tommaso",), "jacopo": ("giacomo",), "giacomino": ("giacomo",),
    "giampi": ("giampiero", "giampaolo"), "gian": ("giovanni",), "gianpiero": ("giampiero",), "gianpaolo": ("giampaolo",),
    "mohammed": ("mohamed",), "muhammad": ("mohamed",), "mohammad": ("mohamed",), "mohamad": ("mohamed",),
    "momo": ("mohamed",), "youssef": ("yusuf",), "yousef": ("yusuf",), "fatma": ("fatima",),
    "ionut": ("ion", "ioan"), "nelu": ("ion",), "costel": ("constantin",),
}  # fmt: skip


def _called() -> dict[str, frozenset[str]]:
    """By name as written (normal form): itself and the names it may stand for."""
    table: dict[str, frozenset[str]] = {}
    for name, full in _CALLED.items():
        key = "".join(words(name))
        table[key] = frozenset({key, *("".join(words(one)) for one in full)})
    return table


_STANDS_FOR: Final = _called()


def _short_forms() -> dict[str, frozenset[str]]:
    """By full name (normal form): the names that may stand for it."""
    table: dict[str, set[str]] = {}
    for short, names in _STANDS_FOR.items():
        for name in names:
            table.setdefault(name, set()).add(short)
    return {name: frozenset(shorts) for name, shorts in table.items()}


_SHORT_FORMS: Final = _short_forms()


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart. `family` is one word: its parts and particles joined (`derosa`)."""

    given: tuple[str, ...]
    family: str

    @property
    def key(self) -> str:
        """The same whichever of the two names comes first."""
        return " ".join(sorted((*self.given, self.family))).strip()


@lru_cache(maxsize=262_144)
def person_name(given: str, family: str) -> PersonName:
    """The normal form of a person's two names. Titles go; a family name in parts becomes one word."""
    first = tuple(word for word in words(given) if word not in _TITLES) or words(given)
    return PersonName(first, "".join(words(family)))


def stands_for(name: str) -> frozenset[str]:
    """The names that one in normal form may stand for, itself among them: `beppe` → beppe, giuseppe."""
    return _STANDS_FOR.get(name, frozenset((name,)))


def also_called(name: str) -> frozenset[str]:
    """Every other name under which who is called `name` (normal form) may be spoken of: giuseppe → beppe, pino."""
    whole = stands_for(name)
    short = frozenset[str]().union(*(_SHORT_FORMS.get(one, frozenset[str]()) for one in whole))
    return (whole | short) - {name}


def is_nickname(one: str, other: str) -> bool:
    """Whether two different given names in normal form may be one person's: Beppe and Giuseppe, Pino and Beppe."""
    return one != other and bool(stands_for(one) & stands_for(other))


def given_names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two given names may be one person's: equal, one within the other, joined, an initial, a nickname."""
    if not one or not other:
        return False
    if "".join(one) == "".join(other) or set(one) <= set(other) or set(other) <= set(one):
        return True
    first, second = one[0], other[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return is_nickname(first, second) or is_nickname("".join(one), "".join(other))
