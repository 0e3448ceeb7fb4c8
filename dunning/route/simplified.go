package route

import (
	"cmp"

	"github.com/rickb777/date/v2"
)

// smallClaims is the simplified procedure of art. L125-1 CPCE.
func (q query) smallClaims() Route {
	r := Route{Code: "small-claims", Actors: []string{"officer"}, Lawyer: No, Title: true}
	q.judged(&r)
	switch q.Source {
	case Tort:
		r.close("not-contractual")
	case Bill:
		r.doubt("bill-small-claims")
	}
	switch q.over(q.Principal.Add(q.Interest), 5_000) {
	case Yes:
		r.close("above-5000")
	case Unknown:
		r.doubt("currency")
	}
	if q.betweenMerchants() && inForce("taken-by-uncontested", q.asOf) {
		r.need(opposite(q.Invoiced), "taken-by-uncontested", "invoiced-unknown")
	}
	if q.DebtorConsents == No {
		r.close("debtor-refuses")
	}
	if q.DebtorConsents == Unknown {
		r.inform("needs-consent")
	}
	r.inform("fees-on-creditor")
	r.within("small-claims-month", 0)
	return r
}

// uncontested is the procedure of art. L126-1 s. CPCE.
func (q query) uncontested() Route {
	r := Route{Code: "uncontested", Actors: []string{"officer", "clerk"}, Court: q.court(), Lawyer: No, Title: true}
	if !inForce("uncontested-law", q.asOf) {
		r.Court = ""
		r.close("not-in-force")
		return r
	}
	q.judged(&r)
	if !q.betweenMerchants() {
		r.close("not-merchants")
		r.Court = ""
	}
	r.need(q.Invoiced, "not-invoiced", "invoiced-unknown")
	r.avoid(q.Contested, "contested", "contested-unknown")
	r.inform("uncontested-law")
	r.inform("no-tariff")
	r.within("uncontested-month", 0)
	r.within("uncontested-record", 0)
	r.within("uncontested-title", 0)
	return r
}

// threeMonths is the first day of the orders that must be served within three
// months.
var threeMonths = reasons["order-three-months"].basis.From

// paymentOrder is the injonction de payer of art. 1405 s. CPC.
func (q query) paymentOrder() Route {
	r := Route{Code: "payment-order", Actors: []string{"creditor", "court", "officer"}, Court: q.court(), Lawyer: No, Title: true}
	q.judged(&r)
	if q.Source == Tort {
		r.close("not-contractual")
	}
	switch {
	case q.SeriousDispute == Yes:
		r.inform("opposition-likely")
	case q.Contested != No:
		r.inform("opposition-possible")
	}
	issued, served := known(q.OrderIssued, q.asOf), known(q.OrderServed, q.asOf)
	if cmp.Or(issued, q.asOf) >= threeMonths {
		r.inform("order-three-months")
		r.within("order-service-3", issued)
	} else {
		r.within("order-service-6", issued)
	}
	if last := r.Deadlines[0].Date; issued != 0 && cmp.Or(served, q.asOf) > last {
		r.inform("order-void")
	}
	r.within("opposition", served)
	r.within("order-enforceable", served)
	r.within("clerk-tells", 0)
	if q.commercial() && !q.AlsaceMoselle {
		r.within("deposit-costs", 0)
	} else {
		r.within("appoint-lawyer", 0)
	}
	r.inform("order-no-attempt")
	r.inform("order-no-lawyer")
	r.inform("debtor-court")
	q.charges(&r, true)
	return r
}

// known is a day that has come by asOf; 0 for a later one.
func known(d, asOf date.Date) date.Date {
	if d > asOf {
		return 0
	}
	return d
}

// Served reports the last day to serve a payment order issued that day: three
// months from 1 September 2026 on, six before (decree 2026-96).
func Served(issued date.Date) Deadline {
	r := Route{}
	if issued >= threeMonths {
		r.within("order-service-3", issued)
	} else {
		r.within("order-service-6", issued)
	}
	return r.Deadlines[0]
}
