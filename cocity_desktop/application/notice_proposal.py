"""A first text of the informativa to start from, in Italian because it is handed out in Italy: nobody has verified it.

It follows the list of GDPR art. 13, with blanks in square brackets. Its first line says that it is to be verified, and as
long as these words stand in it the printed sheet says so on every page.
"""

from __future__ import annotations

from typing import Final

TITLE: Final = "Informativa sul trattamento dei dati personali"
MONTHS: Final = 24

TEXT: Final = """DA FAR VERIFICARE: è una proposta, non un testo approvato. Riempi le parti tra parentesi quadre, falla leggere \
a chi si occupa di privacy, poi togli questa riga.
Chi tratta i tuoi dati: [nome della Casa o dell’ente titolare], [indirizzo], [posta elettronica]. Responsabile della \
protezione dei dati, se c’è: [nome e recapito].
Quali dati: il nome, un recapito, i gruppi di cui fai parte, gli incontri a cui vieni, quello che dici se vuoi che sia \
scritto, che cosa ti serve per partecipare. Il codice fiscale soltanto se firmi.
A che cosa servono: a organizzare gli incontri, a scriverne il verbale, a preparare il patto di collaborazione e a tenerti \
al corrente. Base giuridica: [interesse pubblico o legittimo interesse, art. 6 par. 1 lett. e) o f) del Regolamento UE \
2016/679]; per le foto e le notizie, il tuo consenso, che puoi ritirare quando vuoi.
Chi li vede: le persone della Casa; il Comune di [Torino], per la parte che sta nel patto e nei verbali consegnati. Non li \
diamo ad altri e non li portiamo fuori dall’Unione europea.
Per quanto tempo: [24] mesi dall’ultimo contatto. I verbali chiusi e i patti firmati restano come documenti.
I tuoi diritti: puoi chiederci di vedere i tuoi dati, di averne una copia, di correggerli, di cancellarli o di limitarne \
l’uso, e puoi opporti. Scrivi a [posta elettronica]. Puoi anche rivolgerti al Garante per la protezione dei dati personali.
Dare i dati non è obbligatorio: senza un recapito non possiamo avvisarti degli incontri."""
