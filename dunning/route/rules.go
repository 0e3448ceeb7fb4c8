package route

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

var checked = date.New(2026, time.November, 22)

// readFrom is the first day that [For] answers for: older law was not read.
var readFrom = date.New(2023, time.October, 1)

func ground(article, source string, c law.Confidence) law.Basis {
	return law.Basis{Article: article, Source: source, Confidence: c, From: readFrom, Checked: checked}
}

// read dates a ground that was read again on 30 November 2026.
func read(b law.Basis) law.Basis {
	b.Checked = date.New(2026, time.November, 30)
	return b
}

func since(y int, m time.Month, d int, b law.Basis) law.Basis {
	b.From = date.New(y, m, d)
	return b
}

func until(y int, m time.Month, d int, b law.Basis) law.Basis {
	b.Until = date.New(y, m, d)
	return b
}

var (
	smallClaims = ground("art. L125-1 et R125-1 s. CPCE", "service-public F38307; principal and interest up to 5 000 EUR", law.Agreed)
	uncontested = since(2026, time.April, 23, ground("art. L126-1 à L126-5 CPCE", "law 2026-307: service-public A18889 of 27 April 2026 (applicable at once); Senate amendments COM-1 to COM-3", law.Agreed))
	order       = ground("art. 1405 CPC", "service-public; published guides", law.Agreed)
	interim     = ground("art. 835 al. 2 et 873 al. 2 CPC", "victorisavocat; agn-avocats", law.Agreed)
	lawyerRule  = ground("art. 761 et 853 CPC", "service-public: compulsory above 10 000 EUR", law.Agreed)
	attempt     = since(2023, time.October, 1, ground("art. 750-1 CPC", "decree 2023-357; dalloz, cabinet-winckel: claims up to 5 000 EUR, with exceptions", law.Agreed))
	costsRule   = ground("art. L111-8 CPCE", "french-business-law; doctrine", law.Agreed)
	collective  = ground("art. L622-7 et L622-21 C. com.", "legavox: the opening judgment bars actions for payment of earlier claims", law.Single)
	silent      = ground("", "a fact is missing from the claim", law.Agreed)
)

// The contribution of 50 EUR: its principle is sure, its first day is not. The
// later of the two days found is the one from which it is said to be due.
var (
	contribution        = since(2026, time.May, 1, ground("art. 1635 bis Q CGI", "timbre.justice.gouv.fr (principle); law 2026-103 of 19 February 2026 art. 128; first day 1 May 2026 per a lawyer's note of 20 February (dominiquepiau)", law.Single))
	contributionEarlier = since(2026, time.March, 1, ground("art. 1635 bis Q CGI", "first day 1 March 2026 per UFC-Que Choisir of 25 February 2026", law.Single))
	contributionOrders  = since(2026, time.March, 1, ground("art. 1635 bis Q CGI", "payment orders exempt per one lawyer's note", law.Single))
)

type reasonKind struct {
	basis law.Basis
	text  [2]string
}

// reasons is keyed by code: the ground, and the words in French and English.
var reasons = map[string]reasonKind{
	"due-unknown":        {silent, [2]string{"Date d’échéance inconnue.", "The due date is not known."}},
	"not-due":            {ground("art. 1305-2 C. civ.", "text in kohenavocats and iej.univ-paris1.fr: what is owed at a term cannot be claimed before it", law.Agreed), [2]string{"La créance n’est pas encore exigible.", "The claim is not due yet."}},
	"collective":         {collective, [2]string{"Procédure collective : les poursuites pour une créance antérieure sont arrêtées ; la déclarer.", "Collective proceedings: pursuit of an earlier claim is stopped; declare it."}},
	"collective-unknown": {collective, [2]string{"Procédure collective ouverte : date de naissance de la créance inconnue.", "Collective proceedings are open: the day the claim arose is not known."}},
	"collective-later":   {ground("art. L622-17 C. com.", "text in lexbase and doctrine.fr: claims regularly born after the judgment for the needs of the proceedings, or for a service to the debtor meanwhile, are paid when due; which of them qualify is not reckoned here", law.Agreed), [2]string{"Créance postérieure à l’ouverture : régime particulier.", "Claim that arose after the opening: rules of its own."}},
	"already-titled":     {ground("art. L111-2 CPCE", "text in solent-avocats and lagbd.org: a creditor with a title of a liquid and due claim may enforce it", law.Agreed), [2]string{"Le créancier a déjà un titre exécutoire.", "The creditor already holds an enforceable title."}},
	"time-barred":        {ground("art. 2247 C. civ.", "jcl06 (text): the judge does not raise limitation, the debtor does", law.Single), [2]string{"Prescription acquise : l’action échoue si le débiteur l’oppose.", "Time-barred: the action fails if the debtor raises it."}},
	"public-debtor":      {read(ground("art. R541-1 CJA", "village-justice, 26 March 2019: the administrative judge alone hears claims from the public contract of a public body; lagazettefrance and annonces-landaises 2024: administrative court, référé-provision", law.Agreed)), [2]string{"Débiteur public : le juge administratif est en principe compétent.", "Public debtor: the administrative courts are competent as a rule."}},
	"currency":           {ground("", "thresholds of the law are in euros", law.Judgment), [2]string{"Montant en devise : le seuil en euros n’est pas comparé.", "Amount in a foreign currency: not compared with the threshold in euros."}},

	"notice-interrupts-nothing": {ground("art. 2240 à 2244 C. civ.", "Cass. com. 18 May 2022, 20-23.204", law.Agreed), [2]string{"La mise en demeure n’interrompt pas la prescription.", "A formal notice does not interrupt limitation."}},
	"notice-interrupts-public":  {ground("art. 2 loi 68-1250", "legibase; Dalloz actualité 13 June 2008", law.Agreed), [2]string{"Réclamation écrite, elle interrompt la prescription quadriennale.", "As a written claim, it interrupts the four-year limitation."}},
	"notice-deadline":           {ground("", "usual practice", law.Agreed), [2]string{"Délai d’usage : 8 à 15 jours.", "Usual time to pay: 8 to 15 days."}},
	"mediation-suspends":        {ground("art. 2238 C. civ.", "french-business-law (text)", law.Agreed), [2]string{"La prescription est suspendue pendant la médiation ou la conciliation.", "Limitation is suspended during mediation or conciliation."}},
	"mediation-public":          {ground("loi 68-1250", "the law of 1968 has its own causes; the careful reading counts no suspension", law.Judgment), [2]string{"Contre un débiteur public, la suspension n’est pas comptée.", "Against a public debtor, no suspension is counted."}},
	"no-clause":                 {ground("art. 1442 CPC", "copy of the code of May 2011 (lexeek): clause or later agreement", law.Single), [2]string{"Aucune clause ni convention d’arbitrage.", "There is no clause or agreement to arbitrate."}},
	"clause-unknown":            {silent, [2]string{"Existence d’une clause d’arbitrage inconnue.", "Whether an arbitration clause exists is not known."}},
	"clause-consumer":           {read(ground("art. 2061 C. civ.", "lexing.law and arbitragetoulouse.com (text since law 2016-1547): a clause cannot be held against a party that did not contract for its trade", law.Agreed)), [2]string{"La clause n’est pas opposable à qui n’a pas contracté pour son activité.", "The clause does not bind who did not contract for a trade."}},
	"clause-first":              {ground("art. 1448 CPC", "copy of the code of May 2011 (lexeek): the court declines, unless no arbitral tribunal is seised and the clause is plainly void; it does not do so of its own motion", law.Single), [2]string{"Une clause d’arbitrage peut écarter le tribunal.", "An arbitration clause may exclude the court."}},
	"exequatur":                 {ground("art. 1487 CPC; art. L111-3 CPCE", "recouvrement-factures.fr; list of titles on Légifrance: awards declared enforceable", law.Agreed), [2]string{"La sentence s’exécute après exequatur.", "The award is enforced after exequatur."}},
	"agency-letter":             {ground("art. R124-4 CPCE", "text, copy of 2019", law.Single), [2]string{"L’agence adresse d’abord la lettre de l’article R124-4.", "The agency first sends the letter of article R124-4."}},
	"costs-on-creditor":         {costsRule, [2]string{"Sans titre exécutoire, les frais de recouvrement restent au créancier.", "Without an enforceable title, costs of collection stay with the creditor."}},
	"indemnity-exception":       {ground("art. L441-10 II C. com.; art. D2192-35 CCP", "DGCCRF; doctrine", law.Agreed), [2]string{"L’indemnité forfaitaire de 40 € et les frais justifiés font exception entre professionnels.", "The fixed 40 EUR and proven costs are the exception between professionals."}},

	"not-contractual":      {ground("art. L125-1 CPCE; art. 1405 CPC", "texts: contractual or statutory claims, bills", law.Agreed), [2]string{"La créance n’a pas de cause contractuelle ou statutaire.", "The claim is neither contractual nor statutory."}},
	"above-5000":           {smallClaims, [2]string{"Le principal et les intérêts dépassent 5 000 €.", "Principal and interest exceed 5 000 EUR."}},
	"bill-small-claims":    {ground("art. L125-1 CPCE", "macsf.fr; creances-privees.fr: contractual or statutory claims; bills are not named, as they are in art. 1405 CPC", law.Judgment), [2]string{"Effet de commerce : le texte ne vise que les créances contractuelles ou statutaires.", "Bill: the text names contractual and statutory claims only."}},
	"debtor-refuses":       {smallClaims, [2]string{"Le débiteur refuse la procédure simplifiée.", "The debtor refuses the simplified procedure."}},
	"needs-consent":        {smallClaims, [2]string{"L’accord du débiteur est nécessaire.", "The debtor’s agreement is needed."}},
	"fees-on-creditor":     {smallClaims, [2]string{"Les frais sont à la charge du créancier.", "The fees are the creditor’s."}},
	"taken-by-uncontested": {since(2026, time.April, 23, ground("art. L125-1 CPCE", "open legal registry read in September 2026: the route no longer takes the claims of art. L126-1; vie-publique only says that the two are coordinated", law.Single)), [2]string{"Facture entre commerçants : relève de la procédure des créances incontestées.", "Invoice between merchants: the uncontested-claims procedure takes it."}},
	"invoiced-unknown":     {silent, [2]string{"On ignore si la créance a été facturée.", "Whether the claim was invoiced is not known."}},
	"not-invoiced":         {uncontested, [2]string{"La créance n’a pas été facturée.", "The claim was not invoiced."}},
	"not-in-force":         {until(2026, time.April, 23, ground("loi 2026-307", "service-public A18889 of 27 April 2026; open legal registry read in September 2026", law.Agreed)), [2]string{"La procédure n’existe qu’à compter du 23 avril 2026.", "The procedure exists from 23 April 2026 only."}},
	"not-merchants":        {uncontested, [2]string{"Procédure réservée aux créances entre commerçants.", "The procedure is for claims between merchants only."}},
	"contested":            {uncontested, [2]string{"La dette est contestée : la contestation met fin à la procédure.", "The debt is contested: a contest ends the procedure."}},
	"contested-unknown":    {silent, [2]string{"On ignore si la dette est contestée.", "Whether the debt is contested is not known."}},
	"uncontested-law":      {uncontested, [2]string{"Créance certaine, liquide et exigible, sans plafond.", "Certain, liquid and due claim, no ceiling."}},
	"no-tariff":            {ground("art. L126-5 CPCE", "open legal registry read in September 2026: no tariff decree found in September 2026", law.Single), [2]string{"Aucun décret tarifaire connu en septembre 2026.", "No tariff decree known in September 2026."}},

	"opposition-likely":   {order, [2]string{"Contestation sérieuse : une opposition ramène au fond.", "Serious contest: an opposition leads to the merits."}},
	"opposition-possible": {order, [2]string{"Le débiteur peut faire opposition.", "The debtor may oppose."}},
	"order-three-months":  {since(2026, time.September, 1, ground("art. 1411 CPC", "decree 2026-96 of 16 February 2026 (pouey, cnb.avocat.fr): orders issued from 1 September 2026", law.Agreed)), [2]string{"Ordonnance à signifier dans les trois mois, sous peine de caducité.", "The order must be served within three months or is void."}},
	"order-void":          {ground("art. 1411 CPC", "decree 2026-96; open legal registry read in September 2026", law.Agreed), [2]string{"L’ordonnance n’a pas été signifiée à temps : elle est non avenue.", "The order was not served in time: it is void."}},
	"order-no-attempt":    {ground("art. 750-1 CPC", "Cass. 2e civ., opinion 25 September 2025, 25-70.013", law.Agreed), [2]string{"Aucune tentative amiable préalable n’est exigée.", "No prior attempt at settlement is required."}},
	"order-no-lawyer":     {ground("art. 1407 CPC", "one published guide: no lawyer for the request", law.Single), [2]string{"La requête se présente sans avocat.", "The request needs no lawyer."}},
	"debtor-court":        {ground("art. 1406 CPC", "village-justice; solent-avocats: the debtor's place, public policy", law.Agreed), [2]string{"Le juge est celui du lieu où demeure le débiteur.", "The judge is that of the debtor’s place."}},

	"not-disputable":     {interim, [2]string{"Obligation non sérieusement contestable ; l’urgence n’est pas exigée.", "Obligation not seriously disputable; no urgency needed."}},
	"serious-dispute":    {interim, [2]string{"La contestation est sérieuse.", "The dispute is serious."}},
	"dispute-unknown":    {silent, [2]string{"On ignore si la contestation est sérieuse.", "Whether the dispute is serious is not known."}},
	"attempt-missing":    {attempt, [2]string{"Jusqu’à 5 000 €, une tentative amiable préalable est exigée.", "Up to 5 000 EUR, a prior attempt at settlement is required."}},
	"attempt-unknown":    {attempt, [2]string{"Tentative amiable préalable exigée jusqu’à 5 000 € : on ignore si elle a eu lieu.", "A prior attempt is required up to 5 000 EUR: whether it took place is not known."}},
	"attempt-interim":    {ground("art. 750-1 CPC", "barreaudecarpentras.fr and tamaris-avocats on Cass. 2e civ. 14 April 2022, 20-22.886: the attempt is asked for before the judge of interim claims too, save for manifest urgency", law.Single), [2]string{"Jusqu’à 5 000 €, la tentative amiable peut être exigée aussi en référé, sauf urgence manifeste.", "Up to 5 000 EUR the prior attempt may be required for an interim claim too, save for manifest urgency."}},
	"lawyer-above-10000": {lawyerRule, [2]string{"Avocat obligatoire au-dessus de 10 000 €.", "A lawyer is compulsory above 10 000 EUR."}},
	"lawyer-free":        {lawyerRule, [2]string{"Avocat facultatif jusqu’à 10 000 €.", "A lawyer is optional up to 10 000 EUR."}},
	"commercial-court":   {ground("art. L721-3 C. com.", "text in baumann-avocats and jurisfac: engagements between merchants", law.Agreed), [2]string{"Entre commerçants : tribunal de commerce ou des activités économiques.", "Between merchants: commercial or economic-activity court."}},
	"alsace-moselle":     {read(ground("annexe 7-4 C. com.", "Légifrance, version of 9 June 2024: commercial chambers of the judicial courts of Bas-Rhin, Haut-Rhin and Moselle; published guides", law.Agreed)), [2]string{"Alsace-Moselle : chambre commerciale du tribunal judiciaire.", "Alsace-Moselle: commercial chamber of the judicial court."}},
	"judicial-court":     {ground("art. L211-3 COJ", "the judicial court has general competence", law.Judgment), [2]string{"Le débiteur n’est pas commerçant : tribunal judiciaire.", "The debtor is no merchant: judicial court."}},
	"choice-of-court":    {ground("art. L721-3 C. com.", "droits-fr.blogspot, 2020: a merchant who defends may be sued before either court by a non-merchant", law.Single), [2]string{"Créancier non commerçant : il peut aussi saisir le tribunal de commerce.", "Non-merchant creditor: the commercial court may be chosen too."}},
	"economic-court":     {until(2029, time.January, 1, since(2025, time.January, 1, ground("loi 2023-1059 art. 27", "twelve economic-activity courts 2025-2028; claim above 50 000 EUR, 250 staff, turnover thresholds", law.Agreed))), [2]string{"Tribunal des activités économiques.", "Economic-activity court."}},

	"no-title":            {ground("art. L111-2 CPCE", "text in solent-avocats and lagbd.org: enforcement needs a title", law.Agreed), [2]string{"Aucun titre exécutoire.", "There is no enforceable title."}},
	"title-unknown":       {silent, [2]string{"On ignore si un titre exécutoire existe.", "Whether an enforceable title exists is not known."}},
	"public-assets":       {ground("art. L2311-1 CGPPP", "ordonnance 2006-460 (tricoteuses); lantero-deliancourt: public assets cannot be seized", law.Agreed), [2]string{"Les biens des personnes publiques sont insaisissables.", "The assets of public bodies cannot be seized."}},
	"title-ten-years":     {ground("art. L111-4 CPCE", "limitation of judgments: text; legavox", law.Agreed), [2]string{"Un jugement s’exécute pendant dix ans.", "A judgment may be enforced for ten years."}},
	"no-opening":          {silent, [2]string{"Aucune procédure collective connue.", "No collective proceedings are known."}},
	"publication-unknown": {silent, [2]string{"Date de publication au BODACC inconnue : le délai ne peut être daté.", "The day of publication in BODACC is not known: the deadline has no date."}},
	"declare-late":        {ground("art. L622-26 C. com.", "open legal registry read in September 2026: relief from foreclosure within six months", law.Single), [2]string{"Délai de déclaration passé : un relevé de forclusion doit être demandé.", "The time to declare is over: relief must be asked for."}},
	"declare-interest":    {ground("art. R622-23 C. com.", "Cass. com. 23 Nov. 2022, 21-14.116", law.Agreed), [2]string{"La déclaration indique le mode de calcul des intérêts.", "The declaration states how interest is computed."}},
}

type deadlineKind struct {
	months, days int
	basis        law.Basis
	text         [2]string
}

var deadlines = map[string]deadlineKind{
	"agency-funds":       {1, 0, ground("art. R124-6 CPCE", "text, copy of 2019", law.Single), [2]string{"Fonds reversés au créancier dans le mois", "Funds passed on to the creditor within a month"}},
	"small-claims-month": {1, 0, smallClaims, [2]string{"Le débiteur a un mois pour accepter", "The debtor has a month to agree"}},
	"uncontested-month":  {1, 0, uncontested, [2]string{"Un mois depuis la signification du commandement pour payer ou contester", "A month from service of the order to pay or contest"}},
	"uncontested-record": {1, 8, uncontested, [2]string{"Procès-verbal de non-contestation au plus tôt huit jours après ce mois", "Record of non-contest at the earliest eight days after that month"}},
	"uncontested-title":  {6, 0, since(2026, time.April, 23, ground("art. L126-4 CPCE", "open legal registry read in September 2026: the title is served within six months", law.Single)), [2]string{"Titre à signifier dans les six mois", "The title is served within six months"}},
	"order-service-3":    {3, 0, since(2026, time.September, 1, ground("art. 1411 CPC", "decree 2026-96 of 16 February 2026 (pouey, cnb.avocat.fr)", law.Agreed)), [2]string{"Ordonnance à signifier dans les trois mois", "The order is served within three months"}},
	"order-service-6":    {6, 0, until(2026, time.September, 1, ground("art. 1411 CPC", "rule for orders issued before 1 September 2026", law.Agreed)), [2]string{"Ordonnance à signifier dans les six mois", "The order is served within six months"}},
	"opposition":         {1, 0, ground("art. 1416 CPC", "service-public", law.Agreed), [2]string{"Opposition dans le mois de la signification", "Opposition within a month of service"}},
	"order-enforceable":  {2, 0, ground("art. 1405 s. CPC", "service-public; pouey (decree 2026-96): about two months after service, the month to oppose and the month of the clerk", law.Agreed), [2]string{"Sans opposition, exécutoire environ deux mois après la signification", "Without an opposition, enforceable about two months after service"}},
	"clerk-tells":        {1, 0, ground("art. 1415 CPC", "decree 2026-96; service-public", law.Agreed), [2]string{"Le greffe avise le créancier d’une opposition dans le mois", "The clerk tells the creditor of an opposition within a month"}},
	"deposit-costs":      {0, 15, ground("art. 1425 CPC", "open legal registry read in September 2026", law.Single), [2]string{"Après opposition, consigner les frais dans les 15 jours", "After an opposition, deposit the costs within 15 days"}},
	"appoint-lawyer":     {0, 15, ground("art. 1418 CPC", "open legal registry read in September 2026", law.Single), [2]string{"Après opposition, constituer avocat dans les 15 jours s’il est obligatoire", "After an opposition, appoint a lawyer within 15 days where compulsory"}},
	"declare-2":          {2, 0, ground("art. R622-24 C. com.", "french-business-law; Cass. com. 18 Jan. 2023, 21-15.514", law.Agreed), [2]string{"Déclarer dans les deux mois de la publication au BODACC", "Declare within two months of publication in BODACC"}},
	"declare-4":          {4, 0, ground("art. R622-24 C. com.", "french-business-law: creditors not living in metropolitan France", law.Agreed), [2]string{"Déclarer dans les quatre mois de la publication au BODACC", "Declare within four months of publication in BODACC"}},
	"relief":             {6, 0, ground("art. L622-26 C. com.", "open legal registry read in September 2026", law.Single), [2]string{"Relevé de forclusion dans les six mois de la publication", "Relief within six months of publication"}},
}

var chargeNames = map[string][2]string{
	"contribution-50":       {"Contribution de 50 € devant le tribunal judiciaire", "Contribution of 50 EUR before the judicial court"},
	"economic-contribution": {"Contribution pour la justice économique au-dessus de 50 000 €", "Economic-justice contribution above 50 000 EUR"},
}

var routeNames = map[string][2]string{
	"formal-notice":  {"Mise en demeure", "Formal notice"},
	"mediation":      {"Médiation ou conciliation", "Mediation or conciliation"},
	"arbitration":    {"Arbitrage", "Arbitration"},
	"agency":         {"Agence de recouvrement", "Collection agency"},
	"small-claims":   {"Procédure simplifiée des petites créances", "Simplified small-claims procedure"},
	"uncontested":    {"Créances commerciales incontestées", "Uncontested commercial claims"},
	"payment-order":  {"Injonction de payer", "Payment order"},
	"interim":        {"Référé-provision", "Interim payment order in summary proceedings"},
	"merits":         {"Action au fond", "Action on the merits"},
	"enforcement":    {"Exécution forcée", "Enforcement"},
	"proof-of-claim": {"Déclaration de créance", "Declaration of the claim"},
}

var verdictNames = map[Verdict][2]string{
	Open:       {"ouverte", "open"},
	Closed:     {"fermée", "closed"},
	CannotTell: {"indéterminée", "cannot tell"},
}
