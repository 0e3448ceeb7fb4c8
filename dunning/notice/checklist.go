package notice

import (
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// An Entry is one point of a checklist.
type Entry struct {
	Code   string // stable
	Weight Weight
	Basis  law.Basis
	text   [2]string
}

// Text is the point in words: what the letter lacks or has wrong.
func (e Entry) Text(lang law.Lang) string { return e.text[lang&1] }

// Checklist is every point that Check and AgencyLetter.Check can raise, sorted
// by code.
func Checklist() []Entry {
	list := make([]Entry, 0, len(entries))
	for _, e := range entries {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	return list
}

var checked = date.New(2026, time.November, 22)

var (
	civil = law.Basis{
		Article: "art. 1344 C. civ.", Source: "text: summons, act with sufficient interpellation, or due date if the contract says so",
		Confidence: law.Agreed, From: date.New(2016, time.October, 1), Checked: checked,
	}
	usage = law.Basis{
		Source:     "usual contents of the letter (service-public and collection guides): no list in the law",
		Confidence: law.Agreed, Checked: checked,
	}
	indemnity = law.Basis{
		Article: "art. L441-10 II et D441-5 C. com.", Source: "DGCCRF sheet; service-public F23211: 40 EUR per invoice, none from a consumer",
		Confidence: law.Agreed, From: date.New(2013, time.January, 1), Checked: checked,
	}
	agency = law.Basis{
		Article: "art. R124-4 CPCE", Source: "text of the article in an open copy of September 2019; missing item: class-5 fine (R124-7)",
		Confidence: law.Single, From: date.New(2012, time.June, 1), Checked: checked,
	}
	costs = law.Basis{
		Article: "art. L111-8 CPCE", Source: "french-business-law; doctrine: costs of collection without an enforceable title stay with the creditor",
		Confidence: law.Agreed, From: date.New(2012, time.June, 1), Checked: checked,
	}
)

// entries is keyed by code; list fills the keys in.
var entries = list(
	Entry{"no-creditor", Required, civil, [2]string{"Le créancier n’est pas nommé.", "The creditor is not named."}},
	Entry{"no-debtor", Required, civil, [2]string{"Le débiteur n’est pas nommé.", "The debtor is not named."}},
	Entry{"no-address", Usual, usage, [2]string{"Une adresse manque.", "An address is missing."}},
	Entry{"no-date", Usual, usage, [2]string{"La lettre n’est pas datée.", "The letter has no date."}},
	Entry{"no-words", Usual, usage, [2]string{"L’objet ne dit pas « mise en demeure ».", "The subject does not say \"formal notice\" (mise en demeure)."}},
	Entry{"no-demand", Required, civil, [2]string{"Aucune phrase ne demande de payer : l’interpellation doit être suffisante.", "No sentence asks for payment: the interpellation must be sufficient."}},
	Entry{"no-items", Required, civil, [2]string{"Aucune facture n’est réclamée.", "No invoice is claimed."}},
	Entry{"no-invoice", Usual, usage, [2]string{"Une facture n’a pas de numéro.", "An invoice has no number."}},
	Entry{"no-due", Usual, usage, [2]string{"Une facture n’a pas de date d’échéance.", "An invoice has no due date."}},
	Entry{"not-due", Required, civil, [2]string{"Une facture n’est pas encore en retard à la date de la lettre.", "An invoice is not late yet on the date of the letter."}},
	Entry{"due-before-issue", Usual, usage, [2]string{"Une facture est échue avant d’être émise.", "An invoice is due before it was issued."}},
	Entry{"no-amount", Required, civil, [2]string{"Une facture n’a pas de montant positif.", "An invoice has no positive amount."}},
	Entry{"no-total", Required, civil, [2]string{"La somme demandée n’est pas indiquée.", "The sum asked for is not stated."}},
	Entry{"wrong-total", Required, civil, [2]string{"La somme demandée n’est pas le total des factures, des intérêts et de l’indemnité.", "The sum asked for is not the total of invoices, interest and indemnity."}},
	Entry{"bad-amount", Required, civil, [2]string{"Un montant est négatif, trop grand ou plus fin que sa monnaie.", "An amount is negative, too large or finer than its currency."}},
	Entry{"unknown-currency", Required, civil, [2]string{"La monnaie n’est pas un code ISO 4217.", "The currency is no ISO 4217 code."}},
	Entry{"indemnity-consumer", Required, indemnity, [2]string{"Un consommateur ne doit pas l’indemnité forfaitaire de 40 €.", "A consumer does not owe the fixed indemnity of 40 EUR."}},
	Entry{"indemnity-other", Usual, indemnity, [2]string{"L’indemnité n’est pas de 40 € par facture en retard.", "The indemnity is not 40 EUR per late invoice."}},
	Entry{"no-deadline", Usual, usage, [2]string{"Aucun délai de paiement n’est laissé ; l’usage est de 8 à 15 jours.", "No time to pay is left; the usage is 8 to 15 days."}},
	Entry{"deadline-short", Usual, usage, [2]string{"Le délai est inférieur à 8 jours.", "The time to pay is under 8 days."}},
	Entry{"deadline-long", Usual, usage, [2]string{"Le délai dépasse 15 jours ; admis jusqu’à 30.", "The time to pay is above 15 days; accepted up to 30."}},
	Entry{"deadline-very-long", Usual, usage, [2]string{"Le délai dépasse 30 jours.", "The time to pay is above 30 days."}},
	Entry{"no-means", Usual, usage, [2]string{"Le moyen de payer n’est pas indiqué.", "The means of payment is not stated."}},
	Entry{"no-consequence", Usual, usage, [2]string{"La suite donnée faute de paiement n’est pas annoncée.", "What follows without payment is not announced."}},
	Entry{"no-signature", Usual, usage, [2]string{"La lettre n’est pas signée.", "The letter is not signed."}},
	Entry{"not-registered", Usual, usage, [2]string{"La lettre n’est pas recommandée : sa réception sera difficile à prouver.", "The letter is not registered: its receipt will be hard to prove."}},

	Entry{"agency-name", Required, agency, [2]string{"Le nom de l’agence manque.", "The agency’s name is missing."}},
	Entry{"agency-address", Required, agency, [2]string{"L’adresse de l’agence manque.", "The agency’s address is missing."}},
	Entry{"agency-activity", Required, agency, [2]string{"L’agence n’indique pas qu’elle exerce une activité de recouvrement amiable.", "The agency does not say that its activity is out-of-court collection."}},
	Entry{"agency-creditor-name", Required, agency, [2]string{"Le nom du créancier manque.", "The creditor’s name is missing."}},
	Entry{"agency-creditor-address", Required, agency, [2]string{"L’adresse du créancier manque.", "The creditor’s address is missing."}},
	Entry{"agency-ground", Required, agency, [2]string{"Le fondement de la somme due manque.", "The ground of the sum due is missing."}},
	Entry{"agency-principal", Required, agency, [2]string{"Le principal n’est pas distingué.", "The principal is not shown apart."}},
	Entry{"agency-negative", Required, agency, [2]string{"Un montant est négatif.", "An amount is negative."}},
	Entry{"agency-costs", Required, costs, [2]string{"Des frais de recouvrement restés à la charge du créancier sont réclamés.", "Costs of collection that stay with the creditor are claimed."}},
	Entry{"agency-demand", Required, agency, [2]string{"L’ordre de payer manque.", "The order to pay is missing."}},
	Entry{"agency-means", Required, agency, [2]string{"Les moyens de payer manquent.", "The means of payment are missing."}},
	Entry{"agency-l111-8", Required, agency, [2]string{"Les deuxième et troisième alinéas de l’article L111-8 ne sont pas reproduits.", "Paragraphs 2 and 3 of article L111-8 are not reproduced."}},
	Entry{"agency-date", Required, agency, [2]string{"La lettre n’est pas datée : les contacts suivants doivent en rappeler la date.", "The letter has no date: later contacts must quote it."}},
	Entry{"agency-reference", Required, agency, [2]string{"La lettre n’a pas de référence : les contacts suivants doivent la rappeler.", "The letter has no reference: later contacts must quote it."}},
)

func list(all ...Entry) map[string]Entry {
	m := make(map[string]Entry, len(all))
	for _, e := range all {
		m[e.Code] = e
	}
	return m
}
