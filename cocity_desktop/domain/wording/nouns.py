"""Nouns of promises, as data: actions that are ensured, events that are held, things that are lent or given.

A noun that is not here is not guessed at. «m», «f»: gender; «mp», «fp»: the plural.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cocity_desktop.domain.wording.articles import Form
from cocity_desktop.domain.wording.text import folded
from cocity_desktop.domain.wording.tokens import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACTIONS = """
f: apertura chiusura riapertura pulizia manutenzione potatura semina cura raccolta consegna riconsegna stampa scrittura lettura
f: vigilanza sorveglianza custodia gestione progettazione realizzazione distribuzione promozione comunicazione pubblicazione
f: diffusione affissione installazione sistemazione riparazione sostituzione rimozione tinteggiatura verniciatura imbiancatura
f: recinzione irrigazione innaffiatura annaffiatura piantumazione rendicontazione formazione accoglienza assistenza verifica
f: organizzazione programmazione compilazione redazione traduzione documentazione segnalazione fornitura posa messa revisione
f: presenza disponibilità collaborazione partecipazione convocazione restituzione concessione copertura animazione sanificazione
f: disinfezione illuminazione segnatura fotografia mappatura ristrutturazione ripulitura tosatura rasatura concimazione
fp: pulizie aperture chiusure manutenzioni potature riparazioni verifiche letture letture riprese traduzioni
m: taglio sfalcio controllo monitoraggio ritiro trasporto montaggio smontaggio presidio svuotamento pagamento rimborso
m: coordinamento accompagnamento aggiornamento collegamento allaccio allestimento rifornimento smaltimento spegnimento
m: mantenimento riordino ripristino restauro recupero rinnovo sgombero diserbo lavaggio spazzamento innaffiamento annaffiamento
m: passaggio tesseramento doposcuola servizio versamento acquisto deposito collaudo rispetto supporto sostegno inserimento
mp: turni controlli tagli sfalci lavori pagamenti rimborsi trasporti acquisti contatti rapporti
"""
_EVENTS = """
m: incontro sopralluogo laboratorio corso concerto mercatino torneo spettacolo pranzo convegno seminario tavolo aperitivo
mp: incontri sopralluoghi laboratori corsi concerti mercatini tornei spettacoli pranzi tavoli eventi momenti
f: festa riunione assemblea mostra visita cena merenda rassegna giornata serata passeggiata camminata lezione proiezione
fp: feste riunioni assemblee mostre visite cene merende giornate serate passeggiate lezioni proiezioni iniziative
"""
_THINGS = """
f: sala stanza cucina acqua luce corrente terra vernice sabbia ghiaia attrezzatura cassetta fontana panchina sedia scala
f: chiave rete corda tenda stampante lavagna bacheca cisterna carriola pompa saletta palestra tettoia cassa
fp: sale stanze chiavi panchine sedie scale attrezzature rastrelliere fioriere lampade piante sementi vernici reti tende
fp: carriole zappe vanghe scope pale forbici casse cassette piastrelle assi lampadine transenne bacheche copie fotocopie
m: materiale locale spazio gazebo tavolo proiettore microfono terreno terriccio compost bagno forno furgone trapano
m: decespugliatore tosaerba rastrello computer cortile salone magazzino deposito impianto tubo rubinetto lucchetto
mp: materiali locali spazi arredi attrezzi tavoli gazebo proiettori microfoni semi bulbi alberi bagni guanti sacchi secchi
mp: decespugliatori rastrelli cestini bidoni cartelli cartellini giochi libri colori pennelli mattoni tubi vasi lucchetti
"""
_VERB_TOO = vocabulary("""
cura consegna stampa visita verifica prova firma mostra pianta semina copia nomina posa ricerca guida sosta porta scala regola
nota carica sega lega monta punta conta legge parte invito aiuto controllo uso ritiro deposito incontro lavoro accordo conto
taglio sfalcio dono regalo recupero rimborso trasporto supporto restauro rinnovo invio ascolto gioco bagno versamento passaggio
danno raduno contatto anima registro completo ordine fondo pulito organizzo progetto programma progetta riserva tutela
deposita conserva prenota richiesta risposta offerta festa sposta conferma denuncia domanda replica lista scambio scarico
carico studio viaggio bonifica delega modifica notifica pratica pulizia ripresa ricevuta scheda sfida stima tocca tratta
insegna limite misura misuro nido piano posto presto ricordo ritorno salto segno sistema termine trovata verso vigile libera completa ferma alterna fissa valida attiva adatta privata danno
""")
"""Forms of verbs that are nouns too. They are verbs only where what follows says so."""

TIME_NOUNS = vocabulary(
    "volta volte giorno giorni settimana settimane mese mesi anno anni sabato sabati domenica domeniche lunedi martedi "
    "mercoledi giovedi venerdi mattina mattine pomeriggio pomeriggi sera sere notte notti ora ore weekend minuto minuti "
    "trimestre semestre"
)
"""Nouns with which a count says when, not what."""


def is_noun_too(word: str) -> bool:
    """Whether a form of a verb may be a noun."""
    plain = folded(word)
    return plain in _verb_too() or plain in _actions() or plain in _events() or plain in _things()


def action(word: str) -> Form | None:
    """The form of a noun that says something is done."""
    return _actions().get(folded(word))


def event(word: str) -> Form | None:
    """The form of a noun that says something is held."""
    return _events().get(folded(word))


def thing(word: str) -> Form | None:
    """The form of a noun that says something is there to be used."""
    return _things().get(folded(word))


@cache
def _verb_too() -> frozenset[str]:
    return frozenset(map(folded, _VERB_TOO))


@cache
def _actions() -> Mapping[str, Form]:
    return _read(_ACTIONS)


@cache
def _events() -> Mapping[str, Form]:
    return _read(_EVENTS)


@cache
def _things() -> Mapping[str, Form]:
    return _read(_THINGS)


def _read(text: str) -> Mapping[str, Form]:
    """Each noun of a table with its gender and number."""
    known = {}
    for line in text.strip().splitlines():
        kind, _, nouns = line.partition(":")
        form = Form(feminine=kind.startswith("f"), plural=kind.endswith("p"))
        known.update({folded(noun): form for noun in nouns.split()})
    return known
