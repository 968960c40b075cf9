/// The report's own words by name, a line each: name, English, French.
///
/// No word holds a vertical bar.
enum WeeklyWordList {
  static let pairs: [String: (english: String, french: String)] = {
    var pairs: [String: (english: String, french: String)] = [:]
    for line in [head, blocks, failures].joined(separator: "\n").split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      pairs[String(parts[0])] = (String(parts[1]), String(parts[2]))
    }
    return pairs
  }()

  private static let head = """
    title|Boundary report, %1|Rapport de bornage, %1
    subject|bornage %1: %2 open (%3), %4 critical, %5 overdue|bornage %1 : constats ouverts : %2 (%3), critiques : %4, en retard : %5
    subjectFirst|bornage %1: %2 open (first report), %3 critical, %4 overdue|bornage %1 : constats ouverts : %2 (premier rapport), critiques : %3, en retard : %4
    subjectStale|bornage %1: NO SCAN since %2|bornage %1 : AUCUNE ANALYSE depuis le %2
    headPeriod|From %1 to %2, %3.|Du %1 au %2, %3.
    headFirst|To %1. No scan is old enough to compare with: everything counts as found for the first time.|Au %1. Aucune analyse n’est assez ancienne pour une comparaison : tout compte comme constaté pour la première fois.
    headMade|Made by bornage %1; the atlas of this program is as of %2.|Produit par bornage %1 ; l’atlas de ce programme est arrêté au %2.
    tree_one|%1 tree|%1 arborescence
    tree_many|%1 trees|%1 arborescences
    day_one|%1 day|%1 jour
    day_many|%1 days|%1 jours
    finding_one|%1 finding|%1 constat
    finding_many|%1 findings|%1 constats
    resource_one|%1 resource|%1 ressource
    resource_many|%1 resources|%1 ressources
    flow_one|%1 flow|%1 flux
    flow_many|%1 flows|%1 flux
    foot|The report says what was found in what was understood; it awards nothing.|Le rapport dit ce qui a été constaté dans ce qui a été compris ; il ne décerne rien.
    more|and %1 more; all of them are in the CSV and JSON forms|et %1 de plus ; tous figurent dans les formes CSV et JSON
    anywhere|anywhere|n’importe où
    nobody|nobody named|personne de désigné
    unlabelled|unlabelled|sans étiquette
    notKnown|not known|inconnu
    undecidable|%1: the records cannot tell which|%1 : les relevés ne permettent pas de trancher
    noteStale|No scan of %1 since %2: its figures are from then.|Aucune analyse pour %1 depuis le %2 : les chiffres datent de cette analyse.
    noteDoubtful|Fewer findings in %1, but less was understood as well: no success yet.|Moins de constats dans %1, mais moins a été compris aussi : ce n’est pas encore un succès.
    noteIncomplete|The last scan of %1 is incomplete: something that should have been read was not.|La dernière analyse de %1 est incomplète : quelque chose qu’il fallait lire n’a pas été lu.
    noteArrivals|Not there before: %1.|Absent jusqu’ici : %1.
    b_country|%1 (data stands there)|%1 (des données s’y trouvent)
    b_operator|%1 (holds data)|%1 (détient des données)
    b_control|%1 (can compel an operator)|%1 (peut contraindre un opérateur)
    b_flow-country|%1 (data flows there)|%1 (des données y sont envoyées)
    b_flow-operator|%1 (data is sent to it)|%1 (des données lui sont envoyées)
    b_host|%1 (data flows to this host)|%1 (des données sont envoyées à cet hôte)
    noteWaivers_one|%1 waiver has run out over what is still there.|%1 dérogation a expiré alors que ce qu’elle couvrait est toujours là.
    noteWaivers_many|%1 waivers have run out over what is still there.|%1 dérogations ont expiré alors que ce qu’elles couvraient est toujours là.
    noteExpiring_one|%1 waiver runs out within %2 days.|%1 dérogation expire sous %2 jours.
    noteExpiring_many|%1 waivers run out within %2 days.|%1 dérogations expirent sous %2 jours.
    noteCritical_one|%1 critical finding is new or back.|%1 constat critique est nouveau ou réapparu.
    noteCritical_many|%1 critical findings are new or back.|%1 constats critiques sont nouveaux ou réapparus.
    noteCause|Cause: %1.|Cause : %1.
    noteUnsure|%1 of %2 fixed findings may only be unread: less could be read than before.|%1 des %2 constats corrigés ne sont peut-être que non lus : moins a pu être lu qu’avant.
    noteGap|No scan of %1 from %2 to %3%4.|Aucune analyse pour %1 du %2 au %3%4.
    noteAtlas|The atlas of this program is %1 days old: owners and laws may have changed since.|L’atlas de ce programme a %1 jours : propriétaires et lois ont pu changer depuis.
    noteOnlyKnowledge|%1 of %2 new findings come from a changed policy, atlas or tool, not from the infrastructure.|%1 des %2 nouveaux constats viennent d’une politique, d’un atlas ou d’un outil modifiés, non de l’infrastructure.
    weeks| (weeks without a scan: %1)| (semaines sans analyse : %1)
    figOpen|open|ouverts
    figNew|new or back|nouveaux ou réapparus
    figFixed|fixed|corrigés
    figOverdue|overdue|en retard
    figUnderstood|files understood|fichiers compris
    figWas|was %1|avant : %1
    figNet|%1 net|%1 net
    figSoon|%1 due in %2 days|%1 à échoir sous %2 jours
    figOf|%1 critical|dont gravité critique : %1
    figMean|in %1 days on average|en %1 jours en moyenne
    """

  private static let blocks = """
    headline|In short|En bref
    headlineLead|Open are breaches, and what could not be decided, that nobody has accepted. What was open, plus what came, less what went, is what is open.|Sont ouverts les manquements, et ce qui n’a pu être tranché, que personne n’a acceptés. L’ouvert d’avant, plus l’arrivé, moins le parti, donne l’ouvert d’aujourd’hui.
    bySeverity|Open findings by severity, against the beginning of the period|Constats ouverts par gravité, par rapport au début de la période
    byCategory|Open findings by category|Constats ouverts par catégorie
    severity|Severity|Gravité
    category|Category|Catégorie
    then|Then|Avant
    new|New|Nouveaux
    reopened|Back|Réapparus
    waiverEnded|Waiver ended|Dérogation finie
    fixed|Fixed|Corrigés
    waived|Waived|Dérogés
    regraded|Regraded|Reclassés
    net|Net|Net
    now|Now|Maintenant
    sum|Sum|Somme
    undecidedNote|%1 of the open findings wait for a value that is not known.|%1 des constats ouverts attendent une valeur inconnue.
    passingNote|%1 came and went within the period.|%1 apparus et disparus dans la période.
    trendOpen|Open findings over time, by severity|Constats ouverts dans le temps, par gravité
    trendCarried|In brackets: no scan then, and the last one before it stands in.|Entre parenthèses : pas d’analyse alors, la dernière d’avant en tient lieu.
    arrivals|New countries, operators and hosts|Nouveaux pays, opérateurs et hôtes
    arrivalsLead|What held no data and received none when the period began, in any tree.|Ce qui ne détenait ni ne recevait de données au début de la période, dans aucune arborescence.
    arrivalsNone|None: no country, operator or host that was not there before.|Aucun : pas de pays, d’opérateur ni d’hôte qui n’était déjà là.
    arrivalsFirst|There is no scan to compare with.|Il n’y a pas d’analyse à laquelle comparer.
    a_country|data stands in|données situées dans
    a_operator|data is held by|données détenues par
    a_control|can compel an operator|peut contraindre un opérateur
    a_flow-country|data flows to|données envoyées vers
    a_flow-operator|data is sent to|données envoyées à
    a_host|data flows to host|données envoyées à l’hôte
    arrivalKnown|It was there before, and had gone.|Déjà présent auparavant, puis disparu.
    arrivalCount|%1, such as %2 (%3, %4)|%1, dont %2 (%3, %4)
    because|cause: %1|cause : %1
    movement|What moved, and why|Ce qui a bougé, et pourquoi
    movementLead|A scan depends on the descriptors, the context given for them, the policies, the atlas and the program. A change is put down to what changed, and “infrastructure” stands for descriptors and context, which the records do not tell apart; where they cannot tell, all that may be the cause is named.|Une analyse dépend des descripteurs, du contexte donné avec eux, des politiques, de l’atlas et du programme. Un changement est attribué à ce qui a changé, et « infrastructure » désigne les descripteurs et le contexte, que les relevés ne distinguent pas ; quand ils ne tranchent pas, toutes les causes possibles sont nommées. Les messages des constats sont cités tels que les relevés les portent, en anglais.
    movementNone|Nothing moved.|Rien n’a bougé.
    causesCaption|Movements by cause|Mouvements par cause
    cause|Cause|Cause
    cause_infrastructure|infrastructure|infrastructure
    cause_policy|policy|politique
    cause_atlas|atlas|atlas
    cause_tool|tool|outil
    cause_coverage|no longer read|lecture perdue
    cause_waivers|waiver given or withdrawn|dérogation accordée ou retirée
    cause_calendar|a day came|échéance
    cause_first-scan|first scan of the tree|première analyse de l’arborescence
    m_new|new|nouveau
    m_reopened|back|réapparu
    m_worsened|worse|aggravé
    m_waiver-ended|waiver ended|dérogation finie
    m_changed|changed|modifié
    m_eased|eased|atténué
    m_waived|waived|dérogé
    m_fixed|fixed|corrigé
    m_waived-fixed|fixed while waived|corrigé sous dérogation
    listCaption|Movements, the gravest first|Mouvements, les plus graves d’abord
    wasGrade|was %1, %2; is %3, %4|était %1, %2 ; est %3, %4
    waiverLine|waiver %1, approved by %2, until %3|dérogation %1, approuvée par %2, jusqu’au %3
    knowledge|What else changed|Ce qui a changé par ailleurs
    what|What|Quoi
    from|From|De
    to|To|À
    notApplied|not applied|non appliquée
    ageing|Age|Âge
    ageingLead|How old what is open is, next to how fast what went was gone. Where the two part, only the young ones are being closed.|L’âge de ce qui est ouvert, à côté du délai de correction de ce qui ne l’est plus. Quand les deux s’écartent, seuls les plus jeunes sont corrigés.
    ageingCaption|Open findings by age in days|Constats ouverts par âge en jours
    age|Days|Jours
    openFindings|Open|Ouverts
    meanOpen|Mean age of what is open: %1 days, of %2.|Âge moyen de ce qui est ouvert : %1 jours, sur %2.
    meanClosed|Mean time to remediation: %1 days, of %2 in the period; %3 days of %4 since the first scan.|Délai moyen de correction : %1 jours, sur %2 dans la période ; %3 jours sur %4 depuis la première analyse.
    meanClosedNone|Nothing was remediated in the period; since the first scan it took %1 days on average, of %2.|Rien n’a été corrigé dans la période ; depuis la première analyse, %1 jours en moyenne, sur %2.
    meanClosedNever|Nothing has been remediated yet.|Rien n’a encore été corrigé.
    meanAtLeast|%1 stood there in the first scan already, and may be older than that.|%1 figuraient déjà dans la première analyse, et peuvent être plus anciens.
    meanOtherwise|%1 went for another cause than the infrastructure, and count for no remediation.|%1 partis pour une autre cause que l’infrastructure, non comptés comme corrections.
    due|Due dates|Échéances
    dueLead|Days from when a finding was first seen: %1.|Jours à compter du premier constat : %1.
    dueCaption|Overdue, and due within %1 days|En retard, et à échoir sous %1 jours
    dueNone|Nothing is overdue or due within %1 days.|Rien n’est en retard ni à échoir sous %1 jours.
    groupText|%1 (%2): %3|%1 (%2) : %3
    andMore|and %1 more|et %1 de plus
    groupExample|such as: %1|par exemple : %1
    overdueRange|overdue by %1 to %2|en retard de %1 à %2
    dueRange|due in %1 to %2|à échoir dans %1 à %2
    overdueBy|overdue by %1|en retard de %1
    dueIn|due in %1|à échoir dans %1
    dueToday|due today|à échoir aujourd’hui
    dueLine|due %1, first seen %2|échéance %1, constaté le %2
    waivers|Waivers|Dérogations
    waiversLead|What somebody accepted for a time. It stays in every report.|Ce que quelqu’un a accepté pour un temps. Cela reste dans chaque rapport.
    waiversNone|No waiver is in use.|Aucune dérogation en usage.
    waiversCaption|Waivers by their end|Dérogations par échéance
    waiver|Waiver|Dérogation
    tree|Tree|Arborescence
    approver|Approved by|Approuvée par
    expires|Until|Jusqu’au
    state|State|État
    findings|Findings|Constats
    gravest|Gravest|Plus grave
    w_expired|expired|expirée
    w_expiring|%1 left|encore %1
    w_open|holds|en vigueur
    approverCaption|Waivers by approver|Dérogations par approbateur
    wOpen|Hold|En vigueur
    wExpiring|Expiring|Expirent
    wExpired|Expired|Expirées
    waivedCritical|%1 of %2 critical findings are waived.|%1 des %2 constats critiques font l’objet d’une dérogation.
    places|Where data stands|Où se trouvent les données
    placesLead|What holds data, by country and by operator; what may stand in several countries counts in each.|Ce qui détient des données, par pays et par opérateur ; ce qui peut se trouver dans plusieurs pays compte dans chacun.
    countriesCaption|By country and data class|Par pays et classe de données
    operatorsCaption|By operator and data class|Par opérateur et classe de données
    country|Country|Pays
    operator|Operator|Opérateur
    control|Controlled from|Contrôlé depuis
    keys|Keys|Clés
    keysLead|Who can use the keys, by the lowest step that a resource’s possible keys have.|Qui peut utiliser les clés, selon le degré le plus bas des clés possibles d’une ressource.
    custodyCaption|Custody by data class|Détention par classe de données
    custody|Custody|Détention
    slowCaption|Customers’ keys that are never changed, or less often than every %1 days|Clés des clients jamais renouvelées, ou moins souvent que tous les %1 jours
    key|Key|Clé
    place|Place|Emplacement
    rotation|Changed every|Renouvelée tous les
    rotationOff|never, or not known|jamais, ou inconnu
    algorithmsLine|Algorithms of keys and certificates: %1.|Algorithmes des clés et certificats : %1.
    noCertificates|Descriptors rarely carry the dates of certificates; the scans record none, so none is said to run out.|Les descripteurs portent rarement les dates des certificats ; les analyses n’en relèvent aucune, donc aucune expiration n’est annoncée.
    dates|Dates ahead|Échéances à venir
    datesLead|What policies, profiles and qualifications in use name, up to %1.|Ce que nomment les politiques, profils et qualifications en usage, jusqu’au %1.
    datesNone|None of them names a day.|Aucun ne nomme de jour.
    datesCaption|What begins or ends|Ce qui commence ou finit
    dayColumn|Day|Jour
    event|What happens|Événement
    d_rule-begins|rule begins|règle en vigueur
    d_rule-ends|rule ends|fin de règle
    d_policy-ends|policy ends|fin de politique
    d_algorithm-ends|refused from then on|refusé à partir de là
    d_qualification-ends|qualification ends|fin de qualification
    of|Of|De
    name|Name|Nom
    dependence|Dependence|Dépendance
    dependenceLead|How much of what holds data a law reaches, an operator runs or a country can compel; which law reaches whom is told by the atlas of this program.|Part de ce qui détient des données qu’une loi atteint, qu’un opérateur exploite ou qu’un pays peut contraindre ; quelle loi atteint qui est dit par l’atlas de ce programme.
    lawsCaption|By law|Par loi
    byOperatorCaption|By operator|Par opérateur
    controlCaption|By country that can compel the operator|Par pays pouvant contraindre l’opérateur
    law|Law|Loi
    certain|Certain|Certain
    possible|Possible|Possible
    share|Share|Part
    trend|Trend|Tendance
    coverage|Coverage|Couverture
    coverageLead|How much was understood. Nothing is said of the rest.|Ce qui a été compris. Rien n’est dit du reste.
    coverageCaption|Files and resources, then and now|Fichiers et ressources, avant et maintenant
    change|Change|Écart
    cFound|Files found|Fichiers trouvés
    cUnderstood|understood|compris
    cNot|not infrastructure|hors infrastructure
    cNotUnderstood|not understood|non compris
    cUnreadable|unreadable|illisibles
    cShare|Understood of what should have been|Compris, de ce qui devait l’être
    cResources|Resources|Ressources
    cHolders|hold data|détiennent des données
    cLocated|located|localisées
    cLocatedShare|Located of what holds data|Localisées, parmi celles qui détiennent des données
    trendCoverage|Coverage over time|Couverture dans le temps
    requests|Outstanding evidence|Preuves attendues
    requestsLead|Questions that only a document can answer; they count as no finding.|Questions auxquelles seul un document répond ; elles ne comptent pas comme constats.
    requestsNone|None is asked for.|Aucune n’est demandée.
    requestsCaption|By who must answer|Par responsable
    owner|Owner|Responsable
    count|Count|Nombre
    oldest|Oldest, days|Plus ancienne, jours
    trees|Trees and owners|Arborescences et responsables
    treesCaption|How each tree stands|État de chaque arborescence
    lastScan|Last scan|Dernière analyse
    scansInPeriod|Scans in the period|Analyses dans la période
    integrity|Integrity|Intégrité
    integrityThis|SHA-256 of this report, as its JSON form carries it: %1.|SHA-256 de ce rapport, tel que sa forme JSON le porte : %1.
    integrityPrevious|SHA-256 of the report before it, of %1: %2.|SHA-256 du rapport précédent, du %1 : %2.
    integrityNone|The report before it was not given (--previous).|Le rapport précédent n’a pas été fourni (--previous).
    week|W%1|S%1
    integrityGaps|No week is missing.|Aucune semaine ne manque.
    contents|Contents|Sommaire
    skip|Skip to the report|Aller au rapport
    attached|The whole report is attached: %1.|Le rapport complet est joint : %1.
    attachedNone|The other sections are in the other forms of the report.|Les autres sections figurent dans les autres formes du rapport.
    """

  private static let failures = """
    failTitle|A step of the weekly report failed|Une étape du rapport hebdomadaire a échoué
    failSubject|bornage %1: FAILED at %2 (%3)|bornage %1 : ÉCHEC à l’étape %2 (%3)
    failNote|The step `%1` ended with %2. How things stand there is not known; a report that follows rests on earlier scans.|L’étape « %1 » s’est terminée par %2. L’état actuel y est inconnu ; un rapport qui suivrait repose sur des analyses antérieures.
    failCode|exit code %1|le code de retour %1
    failWhen|At %1.|Le %1.
    failMeaning|What it means|Ce que cela signifie
    failDo|What to do|Que faire
    failLog|What the step said|Ce que l’étape a dit
    failLogCaption|The last lines of %1|Les dernières lignes de %1
    failLogEmpty|It said nothing.|Elle n’a rien dit.
    failLogNone|No log was given, or it could not be read.|Aucun journal fourni, ou il n’a pas pu être lu.
    failLogMore|%1 lines before these are left out.|%1 lignes précédentes sont omises.
    fail_0|The step ended well and was reported as failed all the same.|L’étape s’est bien terminée et a pourtant été signalée en échec.
    fail_1|Findings at or above the threshold: the scan was made, and this is no failure of it.|Des constats au niveau du seuil ou au-dessus : l’analyse a été faite, et ce n’en est pas un échec.
    fail_2|Wrong usage, policy or configuration: nothing was scanned.|Mauvais usage, politique ou configuration : rien n’a été analysé.
    fail_3|The scan is incomplete: a path or a descriptor could not be read, or coverage is below the threshold.|L’analyse est incomplète : un chemin ou un descripteur n’a pu être lu, ou la couverture est sous le seuil.
    fail_70|A bug of bornage.|Un défaut de bornage.
    fail_126|The program could not be started: it may not be executed.|Le programme n’a pu démarrer : son exécution n’est pas permise.
    fail_127|The program was not found.|Le programme est introuvable.
    fail_signal|The program was killed by signal %1.|Le programme a été tué par le signal %1.
    fail_other|A code that bornage itself does not use: the shell or another program ended so.|Un code que bornage n’utilise pas : le shell ou un autre programme s’est terminé ainsi.
    do_0|Look at the script that called the step.|Examiner le script qui a lancé l’étape.
    do_1|Let the script accept exit code 1 of a scan, as the shipped one does.|Laisser le script accepter le code 1 d’une analyse, comme le fait celui qui est fourni.
    do_2|Read the message below, correct the option, policy or file that it names, and run the script again.|Lire le message ci-dessous, corriger l’option, la politique ou le fichier nommé, et relancer le script.
    do_3|Read below what could not be read; make it readable, exclude it, or pass --allow-incomplete if the gap is accepted.|Lire ci-dessous ce qui n’a pu être lu ; le rendre lisible, l’exclure, ou passer --allow-incomplete si la lacune est acceptée.
    do_70|Run the step by hand, and report its message with the version of bornage.|Relancer l’étape à la main, et signaler son message avec la version de bornage.
    do_126|Make the program executable for the user of the job.|Rendre le programme exécutable pour l’utilisateur de la tâche.
    do_127|Install bornage, or set BORNAGE to its path in the job’s settings.|Installer bornage, ou donner son chemin dans BORNAGE dans les réglages de la tâche.
    do_signal|Look in the system’s log: a limit on memory or time may have ended it.|Regarder le journal du système : une limite de mémoire ou de temps a pu y mettre fin.
    do_other|Run the step by hand and read what it says.|Relancer l’étape à la main et lire ce qu’elle dit.
    """
}
