"""Names and habits for a made-up registry, written down apart from the matcher's own tables: it must not know them."""

from __future__ import annotations


def _list(text: str) -> list[str]:
    """What stands between bars."""
    return text.replace("\n", "").split("|")


FAMILIES = _list(
    """Rossi|Ferrero|Russo|Ferrari|Bianchi|Esposito|Romano|Gallo|Costa|Bruno|Marino|Greco|
Conti|Giordano|Rizzo|Lombardi|Moretti|Barbero|Fassio|Marchisio|Vacca|Quaglia|Bosio|
Gariglio|Audisio|Musso|Piras|Melis|Serra|Lai|Mancini|Villa|Fontana|Santoro|Mariani|
Rinaldi|Caruso|Ferraro|Galli|Martini|Leone|Longo|Gentile|Martinelli|Vitale|Coppola|
Parisi|Amato|Silvestri|Popescu|Ionescu|Munteanu|Dumitru|Rusu|Stan|Moldovan|Ciobanu|
Benali|Alaoui|Haddad|Idrissi|Hassan|Ahmed|Diallo|Traore|Huang|Chen|Zhang|Wang|Hoxha|
Prifti|Gjoka|Quispe|Mamani|Flores|Rojas|Okafor|Eze|Osei"""
)
PARTED = _list(
    """De Rosa|D'Angelo|Di Stefano|Lo Russo|Dell'Orto|De Luca|La Porta|Del Vecchio|Dalla Chiesa|
D'Amico|Li Causi|Di Pietro|Della Valle|D’Alessandro|El Idrissi|Lo Presti"""
)
STARTS = _list(
    """Bra|Cor|Vil|Mon|Tes|Gar|Pel|Sca|Bor|Fal|Gra|Man|Ner|Por|Ric|Sal|Tor|Ven|Zan|Buf|
Cap|Dal|Fer|Gia|Lam"""
)
MIDDLES = _list("""an|el|in|on|ar|er|ir|or|at|et|ol|al|ad|ed|as|es|ugn|agl|occh|icc|ett|inz""")
ENDS = _list("""i|o|a|ini|oni|elli|etti|asso|ero|aro|ucci|aghi|igo|ano|eri|olo""")
WOMEN = _list(
    """Anna|Maria|Giulia|Francesca|Chiara|Elena|Laura|Sara|Paola|Silvia|Federica|Valentina|
Roberta|Elisabetta|Giuseppina|Rosa|Caterina|Raffaella|Gabriella|Antonella|Concetta|
Domenica|Luisa|Daniela|Cristina|Patrizia|Rita|Angela|Carla|Lucia|Teresa|Alessandra|
Stefania|Simona|Barbara|Monica|Cinzia|Grazia|Irene|Marta|Fatima|Aicha|Ioana|Mihaela|
Elvira|Nicoletta"""
)
MEN = _list(
    """Giuseppe|Giovanni|Antonio|Mario|Luigi|Francesco|Angelo|Vincenzo|Pietro|Salvatore|Carlo|
Franco|Domenico|Bruno|Paolo|Michele|Giorgio|Aldo|Sergio|Luciano|Alessandro|Marco|Andrea|
Stefano|Roberto|Davide|Matteo|Lorenzo|Gabriele|Raffaele|Massimo|Alberto|Enrico|Federico|
Maurizio|Riccardo|Edoardo|Mohamed|Youssef|Ion|Vasile|Claudio|Dario|Ivan|Renato|Nicolò|
Niccolò"""
)
CALLED = {
    name: tuple(short.split(","))
    for name, short in (
        one.split(":")
        for one in _list(
            """Giuseppe:Beppe,Pino,Peppino,Geppo|Giovanni:Gianni,Nanni|Antonio:Tonino,Nino,Toni|Luigi:Gigi,Gino|
Francesco:Franco,Ciccio,Checco|Vincenzo:Enzo|Domenico:Mimmo|Salvatore:Totò,Salvo,Turi|
Alessandro:Sandro,Ale|Roberto:Roby,Berto|Lorenzo:Renzo|Raffaele:Lello|Massimo:Max|
Enrico:Chicco,Rico|Federico:Fede|Pietro:Piero|Maria:Mariuccia,Mery|Elisabetta:Betta,Lisa|
Giuseppina:Pina,Giusy|Rosa:Rosetta,Rosy|Caterina:Rina,Cate|Raffaella:Lella,Raffa|
Gabriella:Lella,Gabry|Antonella:Lella|Concetta:Tina,Cettina|Domenica:Mimma|Luisa:Luisella|
Daniela:Dani|Patrizia:Patty|Francesca:Franca,Chicca|Alessandra:Sandra,Ale|Stefania:Stefy|
Simona:Simo|Teresa:Teresina|Lucia:Lucetta|Mohamed:Mohammed,Muhammad|Youssef:Yousef|
Carlo:Carletto|Anna:Annina|Maurizio:Mauri|Riccardo:Ricky|Edoardo:Edo"""
        )
    )
}
STREETS = _list(
    """Fleming|Giuseppe Verdi|Nizza|San Donato|Cibrario|Monginevro|Paolo Sacchi|Borgaro|Stradella|
Bologna|Cigna|Vigevano|Pietro Cossa|Filadelfia|Tunisi|Genova|Madama Cristina|Ormea|Saluzzo|
Belfiore|Baretti|Berthollet|Principe Tommaso|Gottardo|Sempione|Cimarosa|Mercadante|Porpora|
Ala di Stura|Sospello|Stampini|Lanzo|Foligno|Luini|Valdellatorre|Sansovino|Pianezza|
Carlo Pedrotti|Aosta|Giacomo Leopardi|XX Settembre|Vittorio Emanuele II|Regina Margherita|
Giulio Cesare|Novara|Taranto"""
)
SHORT_STREETS = {
    "Via": ("via", "v.", "Via"),
    "Corso": ("c.so", "corso", "C.so"),
    "Piazza": ("p.za", "p.zza", "piazza"),
    "Largo": ("l.go", "Largo"),
}
WHO = _list("""Genitori|Amici|Cittadini|Abitanti|Volontari|Ragazzi|Nonni|Residenti|Commercianti|Famiglie""")
WHAT = _list(
    """scuola Fleming|scuola Leoncavallo|scuola Gozzano|parco Colletta|parco Ruffini|giardino Peredes|
piazza Livio Bianco|Borgo Vittoria|San Salvario|Vanchiglia|Barriera di Milano|Mirafiori Sud|
Lucento|Vallette|Falchera|Aurora|Cenisia|Cit Turin|Pozzo Strada|Lingotto|
Madonna di Campagna|orto di via Luini|cortile Gabelli|biblioteca Bonhoeffer|Parella|
Borgo Rossini|Santa Rita"""
)
FANCY = _list(
    """Arcobaleno|Il Ponte|La Lucciola|Tavolo Rotondo|Terra Mia|Mondo Insieme|Passo Dopo Passo|
L'Altra Riva|Semi di Futuro|Il Melograno|Bici e Basta|Radici|La Bottega dei Saperi|Orti Alti|
Casa Aperta|Piazza Ragazzabile|Il Quinto Elemento|Manitese|Nessuno Escluso|Crescere Insieme|
Verde Vivo|Filo d'Erba|La Tela|Giravolta|Il Giardino Segreto|Spazio Ottavo|Controvento|
La Rotonda|Fiori di Strada|Mani Operose|Teatro del Cortile|Voci Migranti|Intrecci|
L'Orto dell'Alloro|Bottega Errante|Pane e Rose|Tutti a Tavola|Sottosopra"""
)
PLACE_KINDS = _list(
    """Giardino|Cortile|Area verde|Orto|Ex scuola|Ex bagni pubblici|Campetto|Aiuola|Fontana|
Lavatoio"""
)
