package notice

import (
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// An AgencyLetter is the letter that whoever collects for others sends to the
// debtor before anything else (art. R124-4 CPCE).
type AgencyLetter struct {
	Agency    Party
	Activity  string // that the agency collects debts out of court
	Creditor  Party
	Ground    string // fondement: contract, invoices…
	Principal decimal.Decimal
	Interest  decimal.Decimal
	Other     decimal.Decimal // accessories, without the costs left to the creditor
	Costs     decimal.Decimal // costs of collection claimed from the debtor: must be zero without an enforceable title
	Demand    string          // order to pay
	Means     string          // how to pay
	L1118     string          // paragraphs 2 and 3 of art. L111-8, as printed
	Date      date.Date
	Reference string
	Titled    bool // the creditor holds an enforceable title
}

// Check reports all that is missing or wrong in the letter.
func (l AgencyLetter) Check() []Finding {
	c := checker{}
	for _, p := range []struct {
		code, field, text string
	}{
		{"agency-name", "agency.name", l.Agency.Name},
		{"agency-address", "agency.address", l.Agency.Address},
		{"agency-activity", "activity", l.Activity},
		{"agency-creditor-name", "creditor.name", l.Creditor.Name},
		{"agency-creditor-address", "creditor.address", l.Creditor.Address},
		{"agency-ground", "ground", l.Ground},
		{"agency-demand", "demand", l.Demand},
		{"agency-means", "means", l.Means},
		{"agency-reference", "reference", l.Reference},
	} {
		c.when(blank(p.text), p.code, p.field, "")
	}
	c.when(l.Date == 0, "agency-date", "date", "")
	c.when(!l.Principal.IsPositive(), "agency-principal", "principal", "")
	c.when(l.Interest.IsNegative(), "agency-negative", "interest", "")
	c.when(l.Other.IsNegative(), "agency-negative", "other", "")
	c.when(!l.Titled && !l.Costs.IsZero(), "agency-costs", "costs", "")
	c.when(!quotesCosts(l.L1118), "agency-l111-8", "l1118", l.L1118)
	return c.findings
}

// quotesCosts recognises the two paragraphs by what they are about: costs
// without a title stay with the creditor; the creditor may ask the judge to
// leave them to a debtor in bad faith.
func quotesCosts(text string) bool {
	t := strings.ToLower(text)
	return strings.Contains(t, "titre exécutoire") && strings.Contains(t, "charge du créancier") && strings.Contains(t, "mauvaise foi")
}
