/// The words by name, a line each: name, English, French.
///
/// They are ours, so that the form needs no escapes: no word holds a vertical bar.
enum HTMLWordList {
  static let pairs: [String: (english: String, french: String)] = {
    var pairs: [String: (english: String, french: String)] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      pairs[String(parts[0])] = (String(parts[1]), String(parts[2]))
    }
    return pairs
  }()

  private static let table = """
    coverage|Coverage|Couverture
    summary|Summary|Synthèse
    rules|Rules|Règles
    map|Where data stands|Où se trouvent les données
    flows|Data flows|Flux de données
    custody|Key custody|Détention des clés
    dependence|Dependence|Dépendance
    findings|Findings|Constats
    inventory|Inventory|Inventaire
    requests|Evidence requests|Preuves à fournir
    waivers|Waivers|Dérogations
    method|Method and digests|Méthode et empreintes
    colon|:|\u{A0}:
    headline|%1, in %2 of %3|%1, sur %2 des %3
    finding_one|%1 finding|%1 constat
    finding_many|%1 findings|%1 constats
    resource_one|%1 resource|%1 ressource
    resource_many|%1 resources|%1 ressources
    flow_one|%1 flow|%1 flux
    flow_many|%1 flows|%1 flux
    rule_one|%1 rule|%1 règle
    rule_many|%1 rules|%1 règles
    understoodLine|%1 of %2 files were understood; what was not understood was not judged.|%1 fichiers sur %2 ont été compris ; ce qui n’a pas été compris n’a pas été jugé.
    skip|Skip to the report|Aller au rapport
    contents|Contents|Sommaire
    outcome|Outcome|Issue
    exitCode|exit code|code de retour
    threshold|Findings count from severity|Les constats comptent à partir de la gravité
    policies|Policies|Politiques
    atlasAsOf|The atlas is as of|L’atlas est arrêté au
    sourceDate|Date|Date
    noDate|none was given (--source-date gives one)|aucune n’a été indiquée (--source-date en donne une)
    given|Context that was taken as given|Contexte tenu pour acquis
    noContext|none|aucun
    note|Note:|Note :
    footer|Made by bornage from descriptors alone, without any network. The report says what was found in what was understood; it awards nothing.|Produit par bornage à partir des seuls descripteurs, sans aucun accès au réseau. Le rapport dit ce qui a été constaté dans ce qui a été compris ; il ne décerne rien.
    coverageLead|Read this first: what the scan was given, and how much of it was understood. Nothing is said of the rest.|À lire d’abord : ce qui a été soumis à l’analyse et ce qui en a été compris. Rien n’est dit du reste.
    files|Files|Fichiers
    filesCaption|Every file that was given, in exactly one row|Chaque fichier soumis, sur exactement une ligne
    state|State|État
    meaning|Meaning|Signification
    understood|Understood|Compris
    understoodMeaning|of a known dialect, read whole|d’un dialecte connu, lus en entier
    notInfrastructure|Not infrastructure|Hors infrastructure
    notInfrastructureMeaning|text, source code, documents of no known dialect|textes, code source, documents d’aucun dialecte connu
    notUnderstood|Not understood|Non compris
    notUnderstoodMeaning|look like descriptors, but could not be read whole or are of a dialect that is not read|ressemblent à des descripteurs, mais n’ont pu être lus en entier ou relèvent d’un dialecte non lu
    unreadable|Unreadable|Illisibles
    unreadableMeaning|could not be opened|n’ont pu être ouverts
    allFiles|All files|Total
    sumOfAbove|the sum of the rows above|somme des lignes ci-dessus
    ignored|Left out|Écartés
    ignoredMeaning|by ignore files and excludes, not part of the sum|par des fichiers d’exclusion ou la configuration, hors total
    resources|Resources|Ressources
    resourcesCaption|What is declared in the files that were understood|Ce que déclarent les fichiers compris
    located|Located|Localisées
    locatedMeaning|hold data, and where they stand is known|détiennent des données, et leur emplacement est connu
    unlocated|Place undetermined|Emplacement indéterminé
    unlocatedMeaning|hold data, and where they stand is not known or only in part|détiennent des données, et leur emplacement est inconnu ou connu en partie
    dataBearing|Data-bearing|Porteuses de données
    dataBearingMeaning|the sum of the two rows above|somme des deux lignes ci-dessus
    withoutData|Without data of their own|Sans données propres
    withoutDataMeaning|keys, listeners, networks and the like that rules ask about|clés, écoutes, réseaux et autres que des règles interrogent
    listed|In the inventory|À l’inventaire
    listedMeaning|judged, each by every rule that applies|jugées, chacune par toute règle qui s’applique
    onlyCounted|Only counted|Seulement comptées
    onlyCountedMeaning|of types known to hold no data and no key; not judged|de types connus pour ne détenir ni données ni clé ; non jugées
    ofUnknownType|Of unknown types|De types inconnus
    ofUnknownTypeMeaning|nothing is said of them|rien n’en est dit
    allResources|All resources|Total
    allResourcesMeaning|everything that is declared: the sum of the three rows above|tout ce qui est déclaré : somme des trois lignes ci-dessus
    unread|Not read, and should have been|Non lu, alors qu’il le fallait
    unreadCaption|These make the scan incomplete|Ceci rend l’analyse incomplète
    partly|Parts that were not read|Parties non lues
    partlyCaption|Notes on what was left out without making the scan incomplete|Ce qui a été laissé de côté sans rendre l’analyse incomplète
    where|Where|Où
    reason|Reason|Raison
    byDialect|Understood files by dialect|Fichiers compris par dialecte
    byDialectCaption|Files by the language they are written in|Fichiers selon leur langage
    byDialectWhat|Dialect|Dialecte
    notUnderstoodKinds|Not understood files by what they seem to be|Fichiers non compris selon ce qu’ils semblent être
    notUnderstoodKindsCaption|What these files seem to be|Ce que ces fichiers semblent être
    notUnderstoodKindsWhat|Seems to be|Semble être
    notUnderstoodFiles|Not understood files, one by one|Fichiers non compris, un par un
    notUnderstoodFilesCaption|Files that look like descriptors and were not judged|Fichiers qui ressemblent à des descripteurs et n’ont pas été jugés
    notUnderstoodRest|And %1 more: the JSON report lists them all.|Et %1 de plus : le rapport JSON les donne tous.
    noDialect|of a kind that is not read|d’un genre qui n’est pas lu
    unknownTypes|Resources of types that nothing knows|Ressources de types inconnus
    unknownTypesCaption|Types that no card and no dialect knows: nothing is said of them|Types qu’aucune fiche ni aucun dialecte ne connaît : rien n’en est dit
    unknownTypesWhat|Type|Type
    notCreated|Declared, but not created|Déclaré, mais non créé
    notCreatedCaption|Their condition does not hold with the values in force|Leur condition n’est pas remplie avec les valeurs en vigueur
    notCreatedWhat|Type|Type
    summaryLead|Findings by what they are about and how bad they are. Numbers lead to the findings that they count.|Constats selon leur objet et leur gravité. Les nombres mènent aux constats qu’ils comptent.
    matrixCaption|Findings by category and severity|Constats par catégorie et gravité
    verdictCaption|Findings by policy and verdict|Constats par politique et verdict
    category|Category|Catégorie
    severity|Severity|Gravité
    verdict|Verdict|Verdict
    policy|Policy|Politique
    sum|Sum|Somme
    all|all|toutes
    ceilingTitle|Ceilings on the scale %1 (%2)|Plafonds sur l’échelle %1 (%2)
    ceilingCaption|How high each objective can still reach on %1, of %2|Jusqu’où chaque objectif peut encore monter sur %1, de %2
    ceilingLead|A ceiling says what is ruled out by what was found; it is never an award.|Un plafond dit ce que les constats excluent ; il ne décerne jamais un niveau.
    objective|Objective|Objectif
    weight|Weight|Poids
    ceiling|Ceiling|Plafond
    cappedBy|Capped by|Plafonné par
    undecided|Undecided|Non tranché
    rulesLead|%1 were held against the inventory; %2 of them found nothing. Every resource of the inventory stands in exactly one column of each row; a question for a document stands there once, too. One resource may give several findings. What is marked as not listed is undetermined, and the policy leaves it to another of its rules.|%1 ont été confrontées à l’inventaire ; %2 d’entre elles n’ont donné aucun constat. Chaque ressource de l’inventaire est dans exactement une colonne de chaque ligne ; une demande de document y est une fois, elle aussi. Une ressource peut donner plusieurs constats. Ce qui est dit non listé est indéterminé, et la politique le laisse à une autre de ses règles.
    notListed|not listed|non listé
    rulesCaption|Every rule of %1 %2 with the number of resources by verdict|Chaque règle de %1 %2 avec le nombre de ressources par verdict
    title|What it asks|Ce qu’elle demande
    downTo|down to %1|jusqu’à %1
    weighted|Weighted: at most %1 of %2, over %3 % of the weights.|Pondéré : au plus %1 sur %2, pour %3 % des poids.
    nothingAssessed|Nothing was assessed, so there is no weighted ceiling.|Rien n’a été évalué : il n’y a pas de plafond pondéré.
    notAssessed|not assessed|non évalué
    atMost|at most %1|au plus %1
    below|below the %1 asked for|sous le %1 demandé
    mapLead|Countries in which data stands or may stand, by the gravest verdict of rules on places. A country without a mark holds nothing that the scan knows of; what has no known country is counted beside the map.|Pays où se trouvent, ou peuvent se trouver, des données, selon le verdict le plus grave des règles d’emplacement. Un pays sans marque ne détient rien que l’analyse connaisse ; ce qui n’a pas de pays connu est compté à côté de la carte.
    legend|Legend|Légende
    legend_fail|fails a rule on places|enfreint une règle d’emplacement
    legend_conditional|depends on a parameter|dépend d’un paramètre
    legend_undetermined|open: something is missing|ouvert : une donnée manque
    legend_none|data stands here, no finding on its place|données présentes, aucun constat d’emplacement
    legend_empty|nothing known here|rien de connu ici
    mapEurope|Europe: resources that hold data, by country|Europe : ressources porteuses de données, par pays
    mapWorld|The world: resources that hold data, by country, and flows between countries|Le monde : ressources porteuses de données, par pays, et flux entre pays
    mapWorldCaption|The world; arrows are flows from one known country to another. Both maps keep areas.|Le monde ; les flèches sont des flux d’un pays connu à un autre. Les deux cartes conservent les surfaces.
    noCountry|Where data-bearing resources stand|Où se trouvent les ressources porteuses de données
    standing_oneCountry|in one known country|dans un pays connu
    standing_severalCountries|in one or more of several countries|dans un ou plusieurs de plusieurs pays
    standing_anywhere|anywhere: global or edge|n’importe où : mondial ou en périphérie
    standing_notKnown|in a place not known, or only in part|à un emplacement inconnu, ou connu en partie
    basesCaption|What the places of data-bearing resources rest on, by the weakest link of the chain|Ce sur quoi reposent les emplacements des ressources porteuses de données, selon le maillon le plus faible
    basis|Rests on|Repose sur
    basis_declared|the descriptor|le descripteur
    basis_declaredMeaning|the place is stated, or follows from what is stated|l’emplacement est déclaré ou découle de ce qui l’est
    basis_context|given context|le contexte donné
    basis_contextMeaning|somebody said so on the command line or in the configuration; no descriptor shows it|quelqu’un l’a dit en ligne de commande ou en configuration ; aucun descripteur ne le montre
    basis_parameter|a parameter|un paramètre
    basis_parameterMeaning|a default or one of the allowed values; another may be given when it is deployed|un défaut ou une valeur permise ; une autre peut être donnée au déploiement
    basis_provider|a provider’s default|un défaut du fournisseur
    basis_providerMeaning|the descriptor says nothing|le descripteur n’en dit rien
    basis_nothing|nothing|rien
    basis_nothingMeaning|not known, or only in part|inconnu, ou connu en partie
    landTitle|%1: %2, %3|%1 : %2, %3
    arcTitle|%1 to %2: %3|%1 vers %2 : %3
    countriesCaption|Data-bearing resources and findings on places, by country|Ressources porteuses de données et constats d’emplacement, par pays
    country|Country|Pays
    certain|Certain|Certaines
    possible|Possible|Possibles
    worstPlace|Gravest verdict on places|Verdict d’emplacement le plus grave
    noneOnPlace|no finding|aucun constat
    noCountryKnown|No country is known for any resource that holds data.|Aucun pays n’est connu pour les ressources porteuses de données.
    anywhere|anywhere|n’importe où
    notKnown|not known|inconnu
    or|or|ou
    andMore|%1 and %2 more|%1 et %2 autres
    flowsLead|%1 out of resources: replicas, backups, logs, events, images. A flow counts as crossing only if both ends are known.|%1 sortant de ressources : répliques, sauvegardes, journaux, événements, images. Un flux n’est dit franchir une limite que si ses deux bouts sont connus.
    flowCountries|Between countries|Entre pays
    flowCountriesCaption|Flows by the country in which they begin and end|Flux par pays de départ et d’arrivée
    flowCountriesAria|Flows between countries as bands; the table that follows says the same|Flux entre pays en bandes ; le tableau qui suit dit la même chose
    flowOperators|Between operators|Entre opérateurs
    flowOperatorsCaption|Flows by the operator where they begin and end|Flux par opérateur de départ et d’arrivée
    flowOperatorsAria|Flows between operators as bands; the table that follows says the same|Flux entre opérateurs en bandes ; le tableau qui suit dit la même chose
    severalCountries|one of several countries|un de plusieurs pays
    severalOperators|one of several operators|un de plusieurs opérateurs
    others|others|autres
    from|From|De
    to|To|Vers
    flowsWord|Flows|Flux
    kindsWord|Kinds|Natures
    crosses|crosses|franchit
    crossings|Flows that leave their country or operator, one by one|Flux qui quittent leur pays ou leur opérateur, un par un
    crossingsCaption|Flows whose two countries or two operators are known and differ; names lead to the inventory|Flux dont les deux pays ou les deux opérateurs sont connus et diffèrent ; les noms mènent à l’inventaire
    target|Target|Cible
    fromOperator|From operator|De l’opérateur
    toOperator|To operator|Vers l’opérateur
    custodyLead|Who can use the keys behind encryption at rest, from nobody knows to only the customer.|Qui peut se servir des clés du chiffrement au repos, de personne ne le sait à le client seul.
    custodyCaption|Data-bearing resources whose key is a question, by step of the ladder|Ressources porteuses de données dont la clé est en question, par degré de l’échelle
    step|Step|Degré
    share|Share|Part
    K0|no key, or none that can be determined|aucune clé, ou aucune qui puisse être déterminée
    K1|the provider’s own key|clé propre du fournisseur
    K2|customer-managed key in the provider’s key service|clé gérée par le client dans le service de clés du fournisseur
    K3|customer-managed key with imported material or a hardware protection level|clé gérée par le client, importée ou protégée par du matériel
    K4|single-tenant hardware module inside the provider|module matériel dédié chez le fournisseur
    K5|key manager outside the provider|gestionnaire de clés hors du fournisseur
    K6|encrypted before it reaches the provider|chiffré avant d’arriver chez le fournisseur
    custodyUnknown|nothing says who can use the key|rien ne dit qui peut se servir de la clé
    dependenceLead|How much of what holds data depends on which law, operator and country. Certain: true of every operator that is possible; possible: true of some.|Quelle part des données dépend de quelle loi, de quel opérateur et de quel pays. Certain : vrai de tout opérateur possible ; possible : vrai de certains.
    range|%1 to %2 %|%1 à %2 %
    about|About|À propos
    byLaw|Share of data-bearing resources that a law reaches through their operator|Part des ressources porteuses de données qu’une loi atteint par leur opérateur
    byLawWhat|Law|Loi
    byOperator|Share of data-bearing resources by operator|Part des ressources porteuses de données par opérateur
    byOperatorWhat|Operator|Opérateur
    byControl|Share of data-bearing resources by the country that controls their operator|Part des ressources porteuses de données selon le pays qui contrôle leur opérateur
    byControlWhat|Controlling country|Pays de contrôle
    canCompel|can compel the operator through ownership or head office|peut contraindre l’opérateur par la propriété ou le siège
    notInAtlas|not in the atlas|absent de l’atlas
    seatAndControl|seat: %1; control: %2|siège : %1 ; contrôle : %2
    operatorUnknown|nobody is named|personne n’est nommé
    findingsLead|Verdicts other than pass, by rule, gravest first. A rule’s clause and remedy stand at its head; each finding has its chain of evidence, and its own remedy if it differs. To perform one again, give the command at its end the paths and options of this scan.|Verdicts autres que « satisfait », par règle, du plus grave au moins grave. La clause et le remède d’une règle sont en tête de celle-ci ; chaque constat porte sa chaîne de preuve, et son propre remède s’il diffère. Pour en refaire un, donnez à la commande qui le termine les chemins et options de cette analyse.
    noExcerpts|Source lines are left out, since there are more than 2,000 findings; the command bornage explain shows them.|Les lignes de source sont omises, car il y a plus de 2 000 constats ; la commande bornage explain les montre.
    noScript|Search, filter and order need script, which this browser does not run. Everything can be read without.|La recherche, le filtre et l’ordre demandent un script, que ce navigateur n’exécute pas. Tout se lit sans.
    filter|Filter findings|Filtrer les constats
    search|Search|Recherche
    searchHint|words in message, file, evidence, clause, fingerprint|mots du message, du fichier, de la preuve, de la clause, de l’empreinte
    notWaived|not waived|sans dérogation
    waived|waived|dérogé
    requested|waiver requested|dérogation demandée
    inGrace|in grace until %1|en délai de grâce jusqu’au %1
    grace|Time of grace|Délai de grâce
    graceBy|brought only by %1, which came out on %2; counts for the exit code from %3 on|dû seulement à %1, de parution au %2 ; compte pour le code de retour à partir du %3
    groupBy|Group by|Grouper par
    orderBy|Order|Ordre
    rule|Rule|Règle
    file|File|Fichier
    gravest|gravest first|du plus grave au moins grave
    byPlace|by place|par emplacement
    reset|Reset|Réinitialiser
    unfold|Unfold|Déplier
    fold|Fold|Replier
    shownAll|All %2 findings are shown.|Les %2 constats sont affichés.
    shownSome|%1 of %2 findings|%1 constats sur %2
    shownNone|None of %2 findings matches.|Aucun des %2 constats ne correspond.
    shownResource|Only resource %1.|Ressource %1 seulement.
    shownRule|Only rule %1.|Règle %1 seulement.
    partShown|%1 of %2 are shown here.|%1 sur %2 sont affichés ici.
    groupsShown|%1 of %2 groups are shown here.|%1 groupes sur %2 sont affichés ici.
    showMore|Show %1 more|En afficher %1 de plus
    showAll|Show all %1|Afficher les %1
    noFindings|No findings in what was understood.|Aucun constat dans ce qui a été compris.
    of|of|de
    binds|Binds|Lie
    clause|Clause|Clause
    limits|Limits of the rule|Limites de la règle
    shared|Every finding below has in its chain, too:|Chaque constat ci-dessous a aussi dans sa chaîne :
    remedy|Remedy|Remède
    toResource|its facts|ses faits
    wholeScan|the whole scan|l’analyse entière
    lineColumn|line %1:%2|ligne %1:%2
    waiver|Waiver|Dérogation
    waivedBy|%1 (%2), approved by %3, until %4: %5|%1 (%2), approuvée par %3, jusqu’au %4 : %5
    requestedBy|requested, and nobody approved it: %1|demandée, et personne ne l’a approuvée : %1
    inventoryLead|Every resource that was understood, with its facts. What a place rests on is told under it.|Chaque ressource comprise, avec ses faits. Ce sur quoi repose un emplacement est dit dessous.
    filterInventory|Filter the inventory|Filtrer l’inventaire
    onlyHolders|only what holds data|seulement ce qui détient des données
    onlyFound|only with findings|seulement avec constats
    stockAll|All %2 resources are shown.|Les %2 ressources sont affichées.
    stockSome|%1 of %2 resources|%1 ressources sur %2
    stockNone|None of %2 resources matches.|Aucune des %2 ressources ne correspond.
    sortBy|Sort by %1|Trier par %1
    inventoryCaption|Resources by file and position|Ressources par fichier et position
    resource|Resource|Ressource
    kind|Kind|Nature
    place|Place|Emplacement
    operator|Operator|Opérateur
    atRest|At rest|Au repos
    key|Key|Clé
    inTransit|In transit|En transit
    flowsTo|Flows to|Flux vers
    foundOf|%1 of %2|%1 de %2
    on|on|activé
    off|off|désactivé
    onByDefault|on by default|activé par défaut
    encrypted|encrypted|chiffré
    clearText|clear text|en clair
    tlsFrom|TLS %1 at least|TLS %1 au moins
    unchecked|certificates not checked|certificats non vérifiés
    requestsLead|What no descriptor can show. Each row is a question of a policy, with room for the document that answers it.|Ce qu’aucun descripteur ne peut montrer. Chaque ligne est une question d’une politique, avec la place pour le document qui y répond.
    requestsCaption|Evidence to be supplied from outside the descriptors|Preuves à fournir hors des descripteurs
    noRequests|The policies ask for no evidence from outside.|Les politiques ne demandent aucune preuve extérieure.
    asked|Asked for|Demandé
    document|Document, version, date|Document, version, date
    checkedBy|Checked by, on|Vérifié par, le
    empty|to be filled in|à remplir
    waiversLead|Breaches that somebody accepted until a date. They stay findings, and count for no threshold.|Infractions que quelqu’un a acceptées jusqu’à une date. Elles restent des constats et ne comptent pour aucun seuil.
    waiversCaption|Findings with a waiver, or for which one is requested|Constats avec dérogation, accordée ou demandée
    noWaivers|No finding is waived, and none is asked to be.|Aucun constat ne fait l’objet d’une dérogation, ni d’une demande.
    finding|Finding|Constat
    approvedBy|Approved by|Approuvé par
    expires|Expires|Échéance
    nobody|nobody|personne
    methodLead|Method: examine, not test. Descriptors were read and held against policies; no system was asked, run or tested. What was declared may differ from what runs.|Méthode : examiner, non tester. Les descripteurs ont été lus et confrontés aux politiques ; aucun système n’a été interrogé, exécuté ni éprouvé. Ce qui est déclaré peut différer de ce qui tourne.
    methodAgain|The same program, files, policies and atlas give the same report, byte for byte. A default is named as a default, and what is not known is never a pass.|Les mêmes programme, fichiers, politiques et atlas donnent le même rapport, octet pour octet. Un défaut est dit défaut, et l’inconnu n’est jamais un passage.
    means_fail|No possible value satisfies the rule.|Aucune valeur possible ne satisfait la règle.
    means_conditional|Some possible values satisfy the rule and some do not: it depends on a parameter or condition.|Certaines valeurs possibles satisfont la règle, d’autres non : cela dépend d’un paramètre ou d’une condition.
    means_undetermined|A value that the rule needs cannot be known from what was given.|Une valeur dont la règle a besoin ne peut être connue d’après ce qui a été donné.
    means_evidence-required|Only a document from outside can answer.|Seul un document extérieur peut répondre.
    means_pass|Every possible value satisfies the rule; such verdicts are counted, not listed.|Toute valeur possible satisfait la règle ; ces verdicts sont comptés, non listés.
    means_not-applicable|The rule does not speak of the resource.|La règle ne parle pas de la ressource.
    digests|Digests|Empreintes
    digestsCaption|What the report was made with|Ce avec quoi le rapport a été fait
    what|What|Quoi
    version|Version|Version
    program|bornage|bornage
    programDigest|as released under this version|tel que publié sous cette version
    atlas|Atlas|Atlas
    cards|Service cards|Fiches de services
    notTaken|not taken|non calculée
    asRun|As it was run|Tel qu’exécuté
    contexts|Context|Contexte
    parameters|Parameters|Paramètres
    inputs|Files that went in|Fichiers soumis
    inputsCaption|Every file that was given|Chaque fichier soumis
    bytes|Bytes|Octets
    sources|Sources|Sources
    sourcesLead|Documents that evidence refers to by number.|Documents auxquels les preuves renvoient par leur numéro.
    mapSource|Country outlines: Natural Earth 1:50m, public domain. They show countries by ISO code and take no side on borders.|Contours des pays : Natural Earth 1:50m, domaine public. Ils montrent les pays par code ISO et ne prennent parti sur aucune frontière.
    s_critical|critical|critique
    s_high|high|élevée
    s_medium|medium|moyenne
    s_low|low|faible
    s_info|info|info
    s_none|none|aucune
    v_pass|pass|satisfait
    v_fail|fail|enfreint
    v_conditional|conditional|conditionnel
    v_undetermined|undetermined|indéterminé
    v_evidence-required|evidence required|preuve requise
    v_not-applicable|not applicable|sans objet
    c_residency|residency|localisation
    c_transfer|transfer|transfert
    c_operator|operator|opérateur
    c_encryption-at-rest|encryption at rest|chiffrement au repos
    c_encryption-in-transit|encryption in transit|chiffrement en transit
    c_key-custody|key custody|détention des clés
    c_evidence|evidence|preuves
    e_declared|declared|déclaré
    e_provider-default|provider default|défaut du fournisseur
    e_parameter-default|parameter default|défaut du paramètre
    e_parameter-allowed|parameter allows|valeur permise du paramètre
    e_context|context|contexte
    e_atlas|atlas|atlas
    e_card|card|fiche
    e_derived|derived|déduit
    e_absent|absent|absent
    b_customer|customer|client
    b_provider|provider|fournisseur
    b_both|customer and provider|client et fournisseur
    f_replica|replica|réplique
    f_backup|backup|sauvegarde
    f_snapshot-copy|snapshot copy|copie d’instantané
    f_log-sink|log sink|journaux
    f_event-sink|event sink|événements
    f_delivery|delivery|livraison
    f_edge-cache|edge cache|cache périphérique
    f_endpoint|endpoint|point d’accès
    f_image-pull|image pull|tirage d’image
    f_package-pull|package pull|tirage de paquet
    f_mount|mount|montage
    f_key-replica|key replica|réplique de clé
    f_peering|peering|appairage
    f_identity|identity|identité
    k_object-store|object store|stockage d’objets
    k_block-store|block store|stockage en blocs
    k_file-store|file store|stockage de fichiers
    k_database|database|base de données
    k_warehouse|warehouse|entrepôt de données
    k_cache|cache|cache
    k_search-index|search index|index de recherche
    k_queue|queue|file d’attente
    k_stream|stream|flux continu
    k_topic|topic|rubrique
    k_broker|broker|courtier
    k_log-store|log store|stockage de journaux
    k_backup|backup|sauvegarde
    k_secret|secret|secret
    k_configuration|configuration|configuration
    k_key|key|clé
    k_certificate|certificate|certificat
    k_machine|machine|machine
    k_workload|workload|charge de travail
    k_function|function|fonction
    k_registry|registry|registre
    k_load-balancer|load balancer|répartiteur de charge
    k_api|API|API
    k_edge|edge|périphérie
    k_dns|DNS|DNS
    k_identity|identity|identité
    k_network|network|réseau
    k_data-platform|data platform|plateforme de données
    k_cluster|cluster|cluster
    """
}
