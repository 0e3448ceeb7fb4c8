package einvoice

// wordings are the findings in French and English, each with a remedy. The
// fields of a finding stand in braces.
var wordings = map[Code][2]string{
	Unreadable: {
		"lecture interrompue : {cause}",
		"reading stopped: {cause}"},
	TooLarge: {
		"le fichier dépasse 32 Mio ; retirez ses pièces jointes",
		"the file is larger than 32 MiB; take its attachments out"},
	BadCharset: {
		"le jeu de caractères « {value} » n’est pas lu ; enregistrez le fichier en UTF-8",
		"the character set “{value}” is not read; save the file as UTF-8"},
	BadBytes: {
		"octets étrangers au jeu de caractères annoncé ; enregistrez le fichier en UTF-8",
		"bytes that the declared character set does not have; save the file as UTF-8"},
	NotXML: {
		"XML mal formé ({expected}) ; redemandez le fichier à son émetteur",
		"not well-formed XML ({expected}); ask its sender for the file again"},
	Doctype: {
		"déclaration « {value} » refusée : une facture électronique n’en a pas ; retirez-la avec les entités qu’elle définit",
		"the declaration “{value}” is refused: an e-invoice has none; take it out with the entities it defines"},
	TooDeep: {
		"plus de 100 éléments imbriqués ; ce n’est pas une facture",
		"more than 100 nested elements; this is no invoice"},
	TagTooLong: {
		"une balise dépasse 64 Kio ; ce n’est pas une facture",
		"a tag is longer than 64 KiB; this is no invoice"},
	TooMany: {
		"trop d’éléments hors des lignes ; ce n’est pas une facture",
		"too many elements besides the lines; this is no invoice"},
	IsPDF: {
		"ceci est un PDF ; s’il s’agit d’une Factur-X, sortez-en d’abord la pièce jointe factur-x.xml",
		"this is a PDF; if it is a Factur-X, take the attachment factur-x.xml out first"},
	NotInvoice: {
		"l’élément racine {value} n’est, dans son espace de noms, ni Invoice ou CreditNote (UBL 2), ni CrossIndustryInvoice (CII D16B) ; donnez l’un d’eux",
		"the root element {value} is, in its namespace, neither Invoice or CreditNote (UBL 2) nor CrossIndustryInvoice (CII D16B); give one of these"},
	Missing: {
		"{term} manque ; l’émetteur doit le donner",
		"{term} is missing; the sender has to give it"},
	Twice: {
		"{term} vaut « {value} » ici et « {expected} » plus haut ; gardez-en un seul",
		"{term} is “{value}” here and “{expected}” above; keep one of them"},
	BadDate: {
		"{term} « {value} » n’est pas une date du calendrier de la forme {expected} ; faites-la corriger",
		"{term} “{value}” is no date of the calendar written {expected}; have it corrected"},
	BadAmount: {
		"{term} « {value} » n’est pas un montant de la forme {expected} ; faites-le corriger",
		"{term} “{value}” is no amount written {expected}; have it corrected"},
	OtherCurrency: {
		"{term} est en {value}, le document en {expected} ; donnez les montants dans la monnaie du document",
		"{term} is in {value} and the document in {expected}; give the amounts in the currency of the document"},

	DueContradicts: {
		"l’échéance {value} (BT-9) n’est pas celle des conditions (BT-20), {expected} ; BT-9 est retenue, faites corriger l’une ou l’autre",
		"the due date {value} (BT-9) is not the one the terms give (BT-20), {expected}; BT-9 is kept, have one of them corrected"},
	DueBeforeIssue: {
		"l’échéance {value} précède la date de facture {expected} ; faites corriger la facture",
		"the due date {value} is before the issue date {expected}; have the invoice corrected"},
	DueUnknown: {
		"pas d’échéance (BT-9), et « {value} » part d’une date que le document n’a pas ; complétez la facture",
		"no due date (BT-9), and “{value}” counts from a date the document does not have; complete the invoice"},
	NoTerms: {
		"ni échéance (BT-9) ni conditions (BT-20) ; le délai légal s’applique : 30 jours après la livraison (art. L441-10 I C. com.)",
		"neither a due date (BT-9) nor terms (BT-20); the legal delay applies: 30 days from delivery (art. L441-10 I C. com.)"},
	TermsUnreadable: {
		"les conditions « {value} » ne fixent pas un délai unique et restent telles quelles ({cause}) ; saisissez-les à la main si l’échéance (BT-9) manque",
		"the terms “{value}” do not fix one delay and are kept as written ({cause}); enter them by hand if there is no due date (BT-9)"},
	HTMLTerms: {
		"balises HTML dans les conditions « {value} » ; elles sont ignorées, faites-les retirer",
		"HTML markup in the terms “{value}”; it is passed over, have it removed"},
	SeveralDue: {
		"plusieurs échéances ({value}) sans leurs montants ; la dernière est retenue, saisissez l’échéancier",
		"several due dates ({value}) without their amounts; the latest is kept, enter the schedule"},
	ScheduleDiffers: {
		"les échéances ({value} en tout) ne font pas {expected} en parts positives ; la dernière date est retenue, saisissez l’échéancier",
		"the instalments ({value} in all) do not make {expected} in positive parts; the latest date is kept, enter the schedule"},
	NoteMissing: {
		"la note {expected} manque ou est vide, obligatoire entre professionnels (art. L441-9 C. com.) ; ajoutez-la",
		"the {expected} note is missing or empty, and required between firms (art. L441-9 C. com.); add it"},
	NoteUncoded: {
		"la mention {expected} figure dans une note sans ce code ; ajoutez-le",
		"the {expected} mention stands in a note without that code; add the code"},
	NoteDeficient: {
		"note {expected} : « {value} » ne dit pas ce que la loi demande ; {cause}",
		"{expected} note: “{value}” does not say what the law asks; {cause}"},
	CeilingExceeded: {
		"l’échéance {value} dépasse le plafond général du {expected} (art. L441-10 I C. com.) ; vérifiez le régime du secteur, ou raccourcissez le délai",
		"the due date {value} is past the general ceiling of {expected} (art. L441-10 I C. com.); look for a rule of the sector, or shorten the delay"},
	SumDiffers: {
		"{term} vaut {value} et les montants dont il est fait {expected} ; faites corriger la facture",
		"{term} is {value} and the amounts it is made of come to {expected}; have the invoice corrected"},
	PrepaidExceeds: {
		"déjà payé {value} pour un total de {expected} : le solde est en faveur du client",
		"{value} is already paid of a total of {expected}: the balance is in the client’s favour"},
	NegativeInvoice: {
		"total négatif {value} sur un type de facture : traité en avoir ; préférez le type 381 à montants positifs",
		"negative total {value} under an invoice type: taken as a credit; prefer type 381 with positive amounts"},
	NegativeCredit: {
		"total négatif {value} sur un avoir : le client le devrait ; vérifiez le signe auprès de l’émetteur",
		"negative total {value} on a credit note: the client would owe it; check the sign with the sender"},
	TypeDiffers: {
		"le type « {value} » et l’élément racine {expected} ne disent pas la même chose : traité en avoir ; faites corriger l’un ou l’autre",
		"the type “{value}” and the root element {expected} do not say the same: taken as a credit note; have one of them corrected"},
	TypeUnknown: {
		"le type « {value} » n’est pas un type de facture d’EN 16931 : l’élément racine {expected} en tient lieu",
		"the type “{value}” is no invoice type of EN 16931: the root element {expected} stands for it"},
	CurrencyUnknown: {
		"« {value} » n’est pas un code ISO 4217 ; donnez la monnaie avant d’utiliser la facture",
		"“{value}” is no ISO 4217 code; give the currency before using the invoice"},
	DateIgnored: {
		"{term} « {value} » n’est pas une date du calendrier de la forme {expected} et reste de côté",
		"{term} “{value}” is no date of the calendar written {expected} and is left aside"},
	ValueIgnored: {
		"{term} « {value} » reste de côté : la forme attendue est {expected}",
		"{term} “{value}” is left aside: what is expected is {expected}"},
}
