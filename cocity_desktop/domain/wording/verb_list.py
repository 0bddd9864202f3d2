"""The verbs of promises, as data: what people in a meeting say they will do. A verb that is not here is not guessed at."""

from __future__ import annotations

REGULAR = """
abbattere abbellire accantonare accatastare accendere accertare accettare accogliere accompagnare acquisire acquistare
adattare adeguare adottare affidare affiancare affiggere affittare aggiornare aggiungere aggiustare agevolare aiutare
allacciare allargare allegare allestire alternare ammettere ampliare animare annaffiare annotare anticipare applicare
apporre apprestare approntare approvare aprire archiviare armare arredare ascoltare asfaltare aspettare assegnare assicurare
assistere assumere attaccare attivare attrezzare autorizzare avvertire avviare avvisare avvitare badare bagnare buttare
calcolare cambiare candidare cancellare caricare cedere celebrare cercare certificare chiamare chiarire chiedere chiudere
coinvolgere collaborare collaudare collegare collocare coltivare cominciare compilare completare comporre comprare comunicare
concedere concimare concludere concordare concorrere condividere condurre confermare consegnare consentire conservare
consultare contare contattare continuare contribuire controllare convocare cooperare coordinare copiare coprire correggere
corrispondere costituire costruire creare cucinare cucire curare custodire decidere decorare dedicare definire delimitare
depositare descrivere designare destinare diffondere dipingere diramare disegnare disfare disinfettare disporre distribuire
dividere documentare domandare donare dotare dichiarare dirigere discutere educare effettuare elaborare elencare eliminare
emettere erogare eseguire esentare esibire esonerare esporre evitare fabbricare facilitare favorire fermare
ferrare finanziare finire firmare fissare formare fornire fotografare garantire gestire gettare girare giocare guardare
guidare illuminare illustrare imbiancare impastare imparare impegnare impiantare impiegare incaricare incontrare
incoraggiare indicare individuare informare iniziare innaffiare inoltrare insegnare inserire installare integrare
intestare introdurre inventariare inviare invitare irrigare iscrivere istituire istruire lanciare lasciare lavare
lavorare leggere liberare limitare liquidare livellare localizzare mandare mantenere mappare mettere migliorare
misurare modificare monitorare montare mostrare motivare nascondere nominare notificare offrire oliare ombreggiare ordinare
organizzare ospitare osservare ottenere pagare parcheggiare partecipare passare pavimentare perfezionare permettere
pesare piantare piantumare piegare pitturare posare posizionare portare potare predisporre prelevare prendere prenotare
preparare presentare presidiare prestare prevedere procurare programmare progettare proiettare promettere promuovere proporre
prorogare proseguire proteggere provare provvedere pubblicare pubblicizzare pulire raccogliere raccontare raddoppiare radunare
raggiungere rastrellare realizzare recapitare recintare recuperare redigere reggere registrare regolare rendere rendicontare
reperire replicare restaurare restituire ricambiare ricavare ricevere richiedere riciclare ricordare ridare ridurre
riempire rifare riferire rilasciare rilegare rimborsare rimettere rimontare rimuovere rinforzare rinnovare rintracciare
riordinare riparare ripetere riportare riprendere ripristinare ripulire riqualificare risanare riscaldare riservare
risistemare risolvere rispettare rispondere ristrutturare ritinteggiare ritirare riunire riutilizzare rivedere rivolgere
riverniciare sbloccare sbrigare scambiare scansionare scaricare scavare scegliere schedare scopare scrivere
seguire segnalare segnare segare selezionare seminare semplificare separare serrare servire sfalciare sfrondare sgomberare sgombrare
sistemare smaltire smontare sollecitare solleticare sorvegliare sospendere sostenere sostituire sottoscrivere sottoporre
spalare spazzare spedire spegnere sperimentare spiegare spostare spurgare stabilire stampare stanziare stendere stilare stipulare
strappare studiare suddividere suggerire suonare supportare svolgere svuotare tagliare tappare tenere terminare timbrare
tinteggiare togliere tracciare tradurre trapiantare trascrivere trasferire traslocare trasmettere trasportare trattare
trovare tutelare ultimare unire usare utilizzare vagliare valorizzare valutare vangare vendere verificare verniciare
versare vestire vigilare visitare vuotare zappare accudire approfondire abbonare accordare agganciare bonificare calpestare
candeggiare diserbare estirpare fertilizzare fresare intervenire irrorare levigare pacciamare rasare sarchiare scrostare
stuccare saldare segnalare interrare rincalzare incollare inchiodare intonacare isolare cementare piastrellare
fare dare dire tosare cogliere alzare abbassare aumentare diminuire superare disturbare danneggiare sporcare occupare contenere
regalare addobbare riconoscere aderire esprimere deliberare dichiarare attestare trasmettere notificare rispolverare ripiantare concimare raddrizzare appendere
sfamare abbeverare rabboccare alimentare riattivare rilanciare riaprire ricoprire ricostruire ridipingere
riscrivere rispedire ritagliare sorteggiare premiare scalare ridistribuire accogliere assolvere intitolare mediare
mantenere dialogare relazionare verbalizzare digitalizzare salvaguardare vietare limare tenere
"""
"""Infinitives. Those that do not follow the three patterns stand in `IRREGULAR` too, whole or by their ending."""

WITH_ISC = """
aderire abbellire accudire acquisire allestire approfondire chiarire contribuire costituire costruire custodire definire distribuire
esibire favorire finire fornire garantire gestire inserire istituire istruire pulire reperire restituire riferire ripulire
riunire smaltire sostituire spedire stabilire suggerire trasferire unire
"""
"""Verbs in -ire that say -isco: pulire, pulisce. The others are as aprire, apre."""

REFLEXIVE = """
occupare incaricare prendere fare alternare incontrare riunire dotare attivare adoperare coordinare accordare
assumere recare iscrivere procurare presentare informare dedicare avvalere attenere
"""
"""Verbs that promise with «si»: occuparsi, prendersi cura, farsi carico, alternarsi."""

IRREGULAR = {
    "fare": ("faccio", "fa", "facciamo", "fanno", "farà", "faremo", "faranno", "facendo"),
    "dare": ("do", "dà", "diamo", "danno", "darà", "daremo", "daranno", "dando"),
    "dire": ("dico", "dice", "diciamo", "dicono", "dirà", "diremo", "diranno", "dicendo"),
    "tenere": ("tengo", "tiene", "teniamo", "tengono", "terrà", "terremo", "terranno", "tenendo"),
    "venire": ("vengo", "viene", "veniamo", "vengono", "verrà", "verremo", "verranno", "venendo"),
    "porre": ("pongo", "pone", "poniamo", "pongono", "porrà", "porremo", "porranno", "ponendo"),
    "durre": ("duco", "duce", "duciamo", "ducono", "durrà", "durremo", "durranno", "ducendo"),
    "togliere": ("tolgo", "toglie", "togliamo", "tolgono", "toglierà", "toglieremo", "toglieranno", "togliendo"),
    "cogliere": ("colgo", "coglie", "cogliamo", "colgono", "coglierà", "coglieremo", "coglieranno", "cogliendo"),
    "scegliere": ("scelgo", "sceglie", "scegliamo", "scelgono", "sceglierà", "sceglieremo", "sceglieranno", "scegliendo"),
    "spegnere": ("spengo", "spegne", "spegniamo", "spengono", "spegnerà", "spegneremo", "spegneranno", "spegnendo"),
    "muovere": ("muovo", "muove", "muoviamo", "muovono", "muoverà", "muoveremo", "muoveranno", "muovendo"),
    "vedere": ("vedo", "vede", "vediamo", "vedono", "vedrà", "vedremo", "vedranno", "vedendo"),
    "disfare": ("disfo", "disfa", "disfiamo", "disfano", "disferà", "disferemo", "disferanno", "disfacendo"),
    "provvedere": ("provvedo", "provvede", "provvediamo", "provvedono", "provvederà", "provvederemo", "provvederanno", "provvedendo"),
    "prevedere": ("prevedo", "prevede", "prevediamo", "prevedono", "prevederà", "prevederemo", "prevederanno", "prevedendo"),
}  # fmt: skip
"""Io, lui, noi, loro now; lui, noi, loro to come; gerund. They serve compounds too: mantenere, predisporre, ridurre."""

NEVER_TURNED = """
sono siamo è era erano sarà saranno saremo sia siano sarebbe sarebbero stato stata stati state essere
ho ha abbiamo hanno aveva avevano avrà avranno avremo avrebbe avrebbero avere
può possono possiamo posso poteva potrà potranno potremo potrebbe potrebbero
deve devono dobbiamo devo dovrà dovranno dovremo dovrebbe dovrebbero doveva
vuole vogliono vogliamo voglio vorrà vorranno vorremo vorrebbe vorrebbero voleva
sa sanno sappiamo so saprà
va vanno andiamo vado andrà andranno andremo andrebbe andava viene vengono veniamo verrà verranno verrebbe
sta stanno stiamo resta restano rimane rimangono serve servono bisogna spetta tocca esiste mancano manca riesce riescono
succede accade diventa diventano sembra pare costa costano vale valgono c'è
"""
"""Finite forms that are no promise, or turn a passive: a wording with one of them in its main clause stands as it was said."""
