package fec

import (
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// transfers are the credits by which one entry moves the debts of a client to
// his doubtful account.
type transfers []*receipt

// transfersBy gathers by entry the transfers off the ordinary account.
func (a *account) transfersBy() map[int32]transfers {
	by := map[int32]transfers{}
	for _, r := range a.receipts {
		if r.line.Nature == Transfer {
			by[r.line.entry] = append(by[r.line.entry], r)
		}
	}
	return by
}

// of are the transfers that a debit of the doubtful account books there: the
// one of its amount, or all of the entry together.
func (ts transfers) of(line *Line) transfers {
	sum := int64(0)
	for _, r := range ts {
		if -r.line.amount() == line.amount() {
			return transfers{r}
		}
		sum -= r.line.amount()
	}
	if sum == line.amount() {
		return ts
	}
	return nil
}

// inherited are the debts that a debit of the doubtful account took over whole.
// They stay the documents they are, with their date, their due date and one
// indemnity each, and are doubtful from that day on; the transfer leaves their
// settlements. It gives none, and the debit is a document of its own, when a
// part stayed behind or something happened to a debt afterwards, or when the
// doubtful account had money before: that could not be told from the other
// account's any more.
func (a *account) inherited(line *Line) (claims []*claim) {
	moved := a.moved[line.entry].of(line)
	if moved == nil || a.moneySince != 0 && a.moneySince < line.Date {
		return nil
	}
	for _, r := range moved {
		if r.left > 0 || r.gone {
			return nil
		}
		for _, p := range r.parts {
			later := func(s dunning.Settlement) bool { return s.Date > line.Date }
			if p.claim.left > 0 || p.claim.line.Date > line.Date || slices.ContainsFunc(p.claim.inv.Settlements, later) {
				return nil
			}
			if !slices.Contains(claims, p.claim) {
				claims = append(claims, p.claim)
			}
		}
	}
	for _, r := range moved {
		r.gone = true
		for _, p := range r.parts {
			p.claim.unsettle(r.line, p.cents)
			p.claim.inv.Doubtful, p.claim.inv.DoubtfulFrom = true, line.Date
		}
	}
	line.Use = AsSettlement
	return claims
}

// unsettle takes back one settlement as if it had not been.
func (c *claim) unsettle(by *Line, cents int64) {
	s := settlement(by, settlementKind(by.Nature), cents)
	at := slices.IndexFunc(c.inv.Settlements, func(o dunning.Settlement) bool {
		return o.Date == s.Date && o.Kind == s.Kind && o.Ref == s.Ref && o.Amount.Equal(s.Amount)
	})
	c.inv.Settlements = slices.Delete(c.inv.Settlements, at, at+1)
	c.left += cents
}

// age is the earliest due date of the debts that a debit of the doubtful
// account takes over; 0 when it takes over none.
func (a *account) age(line *Line) (due date.Date) {
	for _, r := range a.moved[line.entry].of(line) {
		for _, p := range r.parts {
			if due == 0 || p.claim.due < due {
				due = p.claim.due
			}
		}
	}
	return due
}
