package mention

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Code names one of the three notes, by its EN 16931 subject code.
type Code string

const (
	PMD Code = "PMD" // late-payment rate
	PMT Code = "PMT" // recovery indemnity
	AAB Code = "AAB" // discount for early payment
)

// A Mention is one note to print.
type Mention struct {
	Code  Code
	Text  string
	Basis law.Basis
}

// Mentions are the notes of an invoice under the rule, in the order PMD, PMT,
// AAB; none for a consumer, who owes neither statutory penalties nor the
// indemnity. The error is that of Validate.
func (r Rule) Mentions(lang law.Lang) ([]Mention, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	if r.Client == dunning.Consumer {
		return nil, nil
	}
	return []Mention{r.penalties(lang), r.indemnity(lang), r.discount(lang)}, nil
}

func (r Rule) penalties(lang law.Lang) Mention {
	rate, article := r.rate(lang), "art. L441-10 II C. com."
	basis := penaltyBasis
	if r.Client == dunning.Public {
		article, basis = "art. L2192-13 et R2192-31 CCP", publicBasis
	}
	text := fmt.Sprintf("Pénalités de retard, exigibles sans rappel dès le jour suivant la date de règlement : %s (%s).", rate, article)
	if lang == law.English {
		text = fmt.Sprintf("Late-payment penalties, due without reminder from the day after the payment date: %s (%s).", rate, article)
	}
	return Mention{Code: PMD, Text: text, Basis: basis}
}

func (r Rule) rate(lang law.Lang) string {
	points := decimal.New(10, 0)
	switch {
	case r.Rate.Kind == ECBPlus:
		points = r.Rate.Value
	case r.Client == dunning.Public:
		points = decimal.New(8, 0)
	}
	var text string
	switch r.Rate.Kind {
	case Fixed:
		text = pick(lang, "taux annuel de %s", "yearly rate of %s", locale.Percent(r.Rate.Value, places(r.Rate.Value, 2), lang))
	case LegalMultiple:
		text = pick(lang, "%s fois le taux d’intérêt légal", "%s times the French legal interest rate", locale.Number(r.Rate.Value, places(r.Rate.Value, 0), lang))
	default:
		text = pick(lang, "taux d’intérêt appliqué par la Banque centrale européenne à son opération de refinancement la plus récente, majoré de %s points de pourcentage",
			"interest rate applied by the European Central Bank to its most recent refinancing operation, plus %s percentage points",
			locale.Number(points, places(points, 0), lang))
	}
	if !r.Shown.IsZero() {
		text += pick(lang, ", soit %s au présent semestre", ", that is %s in this half-year", locale.Percent(r.Shown, places(r.Shown, 2), lang))
	}
	return text
}

func (r Rule) indemnity(lang law.Lang) Mention {
	basis := indemnityBasis
	if r.Client == dunning.Public {
		basis = publicIndemnityBasis
	}
	amount := locale.Money(decimal.New(40, 0), "EUR", lang)
	text := fmt.Sprintf("Indemnité forfaitaire pour frais de recouvrement due en cas de retard de paiement : %s par facture (%s) ; indemnisation complémentaire sur justification.", amount, basis.Article)
	if lang == law.English {
		text = fmt.Sprintf("Fixed indemnity for recovery costs due in case of late payment: %s per invoice (%s); further costs on proof.", amount, basis.Article)
	}
	return Mention{Code: PMT, Text: text, Basis: basis}
}

func (r Rule) discount(lang law.Lang) Mention {
	d := r.Discount
	m := Mention{Code: AAB, Basis: discountBasis, Text: pick(lang, "Escompte pour paiement anticipé : %s.", "Discount for early payment: %s.", pick(lang, "néant", "none"))}
	if d.None() {
		return m
	}
	rate := locale.Percent(d.Percent, places(d.Percent, 2), lang)
	terms := pick(lang, "%s", "%s", rate)
	if d.Yearly {
		terms = pick(lang, "taux annuel de %s, au prorata des jours d’avance", "yearly rate of %s, for the days gained", rate)
	}
	if d.Days > 0 {
		terms += pick(lang, ", pour un règlement dans les %s de la date de facture", ", if paid within %s of the invoice date", locale.Days(d.Days, lang))
	} else {
		terms += pick(lang, ", pour un règlement avant la date d’échéance", ", if paid before the due date")
	}
	m.Text = pick(lang, "Escompte pour paiement anticipé : %s.", "Discount for early payment: %s.", terms)
	return m
}

func pick(lang law.Lang, french, english string, args ...any) string {
	format := french
	if lang == law.English {
		format = english
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// places shows at least that many decimals, and all those that count.
func places(d decimal.Decimal, least int32) int32 {
	return max(least, -d.Normalize().Exponent())
}

var checked = date.New(2026, 11, 22)

// Where the notes come from.
var (
	penaltyBasis = law.Basis{
		Article: "art. L441-10 II C. com.", Source: "lexbase L0502LQN; DGCCRF sheet on payment terms",
		Confidence: law.Agreed, From: date.New(2019, 4, 26), Checked: checked,
	}
	indemnityBasis = law.Basis{
		Article: "art. L441-10 II et D441-5 C. com.", Source: "DGCCRF sheet; service-public F23211",
		Confidence: law.Agreed, From: date.New(2013, 1, 1), Checked: checked,
	}
	publicBasis = law.Basis{
		Article: "art. L2192-13 et R2192-31 CCP", Source: "decree 2013-269 art. 8, codified; DAJ sheet",
		Confidence: law.Agreed, From: date.New(2019, 4, 1), Checked: checked,
	}
	publicIndemnityBasis = law.Basis{
		Article: "art. D2192-35 CCP", Source: "decree 2013-269 art. 9, codified; DAJ sheet",
		Confidence: law.Agreed, From: date.New(2019, 4, 1), Checked: checked,
	}
	discountBasis = law.Basis{
		Article: "art. L441-9 C. com.", Source: "mentions of the invoice; with no discount print \"néant\" (Fiducial)",
		Confidence: law.Single, From: date.New(2019, 10, 1), Checked: checked,
	}
	vatBasis = law.Basis{
		Article: "art. 256 CGI", Source: "penalties and indemnity are damages outside VAT (DGCCRF note via AFDCC; service-public)",
		Confidence: law.Agreed, From: date.New(1979, 1, 1), Checked: checked,
	}
)
