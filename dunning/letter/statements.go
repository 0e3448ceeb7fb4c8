package letter

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/penalty"
)

// statements checks that what is claimed for lateness belongs to these
// invoices, this day and this kind of client: a consumer owes neither the
// penalties of art. L441-10 C. com. nor the 40 EUR, and a public buyer owes
// those of his own code. It is false when an amount cannot be added up.
func (c *checker) statements(d *Data) bool {
	claimed := map[string]decimal.Decimal{}
	disputed := map[string]bool{}
	for _, inv := range d.Invoices {
		claimed[inv.ID] = claimed[inv.ID].Add(inv.Claimed())
		disputed[inv.ID] = disputed[inv.ID] || inv.Disputed.IsPositive()
	}
	ok, count := true, 0
	seen := map[string]bool{}
	code := (&dunning.Invoice{Currency: d.Currency}).CurrencyCode()
	for i := range d.Statements {
		s := &d.Statements[i]
		at := fmt.Sprintf("statements[%d].", i)
		count += len(s.Lines)
		asked, listed := claimed[s.Invoice]
		c.line(at+"invoice", s.Invoice)
		c.report(!listed, at+"invoice", s.Invoice, "is not among the invoices of the text", "leave the statement out")
		c.report(seen[s.Invoice], at+"invoice", s.Invoice, "has two statements", "keep one")
		seen[s.Invoice] = true
		c.report((&dunning.Invoice{Currency: s.Currency}).CurrencyCode() != code, at+"currency", s.Currency, "is not the currency of the text", "write one text for each currency")
		c.report(s.AsOf != d.Date, at+"as_of", s.AsOf.String(), "is not the date of the text", "compute the statement as of that day")
		if !c.statementAmounts(at, s) {
			ok = false
			continue
		}
		open := s.Payable.Sub(s.Total)
		c.report(listed && open.LessThan(asked), at+"payable", s.Payable.String(), "leaves less open than the text claims of the invoice: "+asked.String(), "compute it on the same payments")
		c.report(listed && disputed[s.Invoice] && !open.Equal(asked), at+"payable", s.Payable.String(), "covers a contested part that the text does not claim", "compute it on the part that is not contested")
		c.grounds(at, s, d.Client)
	}
	c.report(count > maxLines, "statements", strconv.Itoa(count), "lines are too many for one text", fmt.Sprintf("use at most %d", maxLines))
	return ok
}

// statementAmounts checks that the statement adds up.
func (c *checker) statementAmounts(at string, s *penalty.Statement) bool {
	ok := c.amount(at+"interest", s.Interest) && c.amount(at+"indemnity", s.Indemnity) &&
		c.amount(at+"total", s.Total) && c.amount(at+"payable", s.Payable)
	sum := decimal.Decimal{}
	for j, l := range s.Lines {
		place := fmt.Sprintf("%slines[%d].", at, j)
		if !c.amount(place+"interest", l.Interest) || !c.amount(place+"principal", l.Principal) {
			return false
		}
		rate := &checker{of: c.of, digits: 4}
		if !rate.amount(place+"rate", l.Rate) || !rate.amount(place+"ground", l.Ground.Points) || !rate.amount(place+"ground", l.Ground.Percent) {
			c.problems = append(c.problems, rate.problems...)
			return false
		}
		c.line(place+"ground", string(l.Ground.Reference))
		sum = sum.Add(l.Interest)
	}
	if ok {
		c.report(!sum.Equal(s.Interest) || !s.Interest.Add(s.Indemnity).Equal(s.Total), at+"total", s.Total.String(), "is not the sum of its lines and its indemnity", "pass the statement as penalty.Compute gave it")
		c.report(s.Interest.IsNegative() || s.Indemnity.IsNegative(), at+"total", s.Total.String(), "has a negative part", "pass the statement as penalty.Compute gave it")
	}
	return ok
}

// grounds compares the law of the statement with the law of the client.
func (c *checker) grounds(at string, s *penalty.Statement, client dunning.ClientKind) {
	if s.Total.IsZero() {
		return
	}
	commercial, procurement := false, false
	for _, b := range s.Bases {
		commercial = commercial || strings.Contains(b.Article, "L441-10")
		procurement = procurement || strings.Contains(b.Article, "L2192-13")
	}
	switch client {
	case dunning.Consumer:
		c.report(commercial || procurement || s.Indemnity.IsPositive(), at+"bases", "", "claim from a consumer what only a firm or a public buyer owes", "compute it with penalty.Consumer")
	case dunning.Public:
		c.report(!procurement, at+"bases", "", "are not those of a public buyer (art. L2192-13 CCP)", "compute it with penalty.PublicBuyer")
	default:
		c.report(!commercial, at+"bases", "", "are not those of a claim between firms (art. L441-10 C. com.)", "compute it with penalty.B2B or penalty.Contract")
	}
}
