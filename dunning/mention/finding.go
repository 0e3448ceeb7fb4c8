package mention

import (
	"github.com/shopspring/decimal"

	"github.com/creance/creance/law"
)

// A Report is what Check understood of a text, and what it holds against it.
type Report struct {
	Rate          Rate            // meaningless unless RateFound
	RateFound     bool            // a late-payment rate is stated
	Indemnity     decimal.Decimal // the amount stated in euros; zero when none is
	Discount      Discount        // meaningless unless DiscountFound
	DiscountFound bool            // discount terms, or their absence, are stated
	Findings      []Finding       // in the order PMD, PMT, AAB
}

// OK reports that no fault was found; there may be doubts.
func (r Report) OK() bool {
	for _, f := range r.Findings {
		if f.Fault {
			return false
		}
	}
	return true
}

// A Finding is one remark about a text.
type Finding struct {
	Code    string // stable, such as "pmd-missing"; see [Finding.Text]
	About   Code
	Fault   bool   // the text lacks or contradicts what the law asks; else it is doubtful
	Excerpt string // the words it is about, in lower case without accents; "" when something is missing
	Basis   law.Basis
}

// Text says the finding in words.
func (f Finding) Text(lang law.Lang) string { return findings[f.Code].text[lang&1] }

type findingKind struct {
	about Code
	fault bool
	basis law.Basis
	text  [2]string // French, English
}

var findings = map[string]findingKind{
	"pmd-missing": {PMD, true, penaltyBasis, [2]string{
		"Aucune mention des pénalités de retard.",
		"Late-payment penalties are not mentioned."}},
	"pmd-no-rate": {PMD, true, penaltyBasis, [2]string{
		"Les pénalités de retard sont mentionnées sans leur taux.",
		"Late-payment penalties are mentioned without their rate."}},
	"pmd-no-points": {PMD, true, penaltyBasis, [2]string{
		"Le taux de la BCE est cité sans sa majoration en points.",
		"The ECB rate is quoted without the points added to it."}},
	"pmd-denied": {PMD, true, penaltyBasis, [2]string{
		"Le texte écarte les pénalités de retard, qui sont dues de plein droit.",
		"The text excludes late-payment penalties, which are due by law."}},
	"pmd-below-floor": {PMD, true, penaltyBasis, [2]string{
		"Le taux est inférieur à trois fois le taux d’intérêt légal.",
		"The rate is below three times the legal interest rate."}},
	"pmd-needs-notice": {PMD, true, penaltyBasis, [2]string{
		"Le texte subordonne les pénalités à une mise en demeure ; elles sont exigibles sans rappel.",
		"The text makes penalties depend on a formal notice; they are due without reminder."}},
	"pmd-late-start": {PMD, true, penaltyBasis, [2]string{
		"Le texte laisse passer des jours de retard ; les pénalités courent dès le jour suivant la date de règlement.",
		"The text lets days of lateness pass; penalties run from the day after the payment date."}},
	"pmd-monthly": {PMD, false, penaltyBasis, [2]string{
		"Taux mensuel : douze fois ce taux par an ; indiquer le taux annuel.",
		"Monthly rate: twelve times as much a year; state the yearly rate."}},
	"pmd-not-compared": {PMD, false, penaltyBasis, [2]string{
		"Le taux est énoncé sous une forme qui n’est pas comparée au minimum légal.",
		"The rate is stated in a form that is not compared with the legal minimum."}},
	"pmt-missing": {PMT, true, indemnityBasis, [2]string{
		"L’indemnité forfaitaire de 40 € pour frais de recouvrement n’est pas mentionnée.",
		"The fixed indemnity of 40 EUR for recovery costs is not mentioned."}},
	"pmt-no-amount": {PMT, true, indemnityBasis, [2]string{
		"L’indemnité forfaitaire est mentionnée sans son montant de 40 €.",
		"The fixed indemnity is mentioned without its amount of 40 EUR."}},
	"pmt-amount": {PMT, true, indemnityBasis, [2]string{
		"Le montant de l’indemnité forfaitaire n’est pas de 40 €.",
		"The amount of the fixed indemnity is not 40 EUR."}},
	"pmt-denied": {PMT, true, indemnityBasis, [2]string{
		"Le texte écarte l’indemnité forfaitaire, qui est due de plein droit.",
		"The text excludes the fixed indemnity, which is due by law."}},
	"pmt-vat": {PMT, true, vatBasis, [2]string{
		"L’indemnité de 40 € n’est pas soumise à la TVA : elle n’est ni HT ni TTC.",
		"The indemnity of 40 EUR is outside VAT: it is neither net nor gross."}},
	"pmt-per-reminder": {PMT, true, indemnityBasis, [2]string{
		"L’indemnité est due une fois par facture, non par relance.",
		"The indemnity is due once per invoice, not per reminder."}},
	"aab-missing": {AAB, true, discountBasis, [2]string{
		"Les conditions d’escompte, ou leur absence, ne sont pas mentionnées.",
		"Discount terms, or their absence, are not mentioned."}},
	"aab-vague": {AAB, true, discountBasis, [2]string{
		"L’escompte est mentionné sans taux ni « néant ».",
		"A discount is mentioned with neither a rate nor \"none\"."}},
	"aab-no-condition": {AAB, false, discountBasis, [2]string{
		"L’escompte a un taux mais pas de délai.",
		"The discount has a rate and no delay."}},
}
