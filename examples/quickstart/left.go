package main

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

// A leftGroup is what is owed and not asked for, for one reason.
type leftGroup struct {
	why      string
	invoices []string
	amount   decimal.Decimal
}

// leftBy groups by its reason what a decision leaves under some codes.
func (r *report) leftBy(account *dunning.Account, d policy.Decision, some func(policy.Code) bool) (groups []*leftGroup) {
	of := map[string]*leftGroup{}
	for _, l := range d.Left {
		if !some(l.Code) {
			continue
		}
		why := r.leftFor(account, l)
		if of[why] == nil {
			of[why] = &leftGroup{why: why}
			groups = append(groups, of[why])
		}
		of[why].invoices = append(of[why].invoices, l.Invoice)
		of[why].amount = of[why].amount.Add(l.Amount)
	}
	return groups
}

// leftFor is why an amount is not asked for.
func (r *report) leftFor(account *dunning.Account, l policy.Left) string {
	switch l.Code {
	case policy.Unexplained:
		return r.say("à justifier", "to be explained")
	case policy.Held:
		if why := r.reasons[place{account.Client.ID, l.Invoice}]; why != "" {
			return why
		}
		for _, h := range account.Holds {
			if h.Invoice == l.Invoice && h.OpenOn(r.asOf) && h.Reason != "" {
				return l.Code.Text(r.lang) + " (" + h.Reason + ")"
			}
		}
	}
	return l.Code.Text(r.lang)
}

// leftOut says what a step does not ask for. What credits have paid is not owed.
func (r *report) leftOut(account *dunning.Account, d policy.Decision) (texts []string) {
	for _, g := range r.leftBy(account, d, func(c policy.Code) bool { return c != policy.SetOff }) {
		texts = append(texts, r.say("hors ", "without ")+r.money(g.amount)+r.say(" de ", " of ")+r.few(g.invoices)+r.say(" : ", ": ")+g.why)
	}
	return texts
}

// few names the first of a list.
func (r *report) few(names []string) string {
	const most = 3
	if n := len(names) - most; n > 0 {
		return strings.Join(names[:most], ", ") + r.say(" et ", " and ") + r.count(n, "autre", "autres", "other", "others")
	}
	return strings.Join(names, ", ")
}
