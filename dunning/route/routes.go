package route

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/civil"
	"github.com/creance/creance/law"
)

// For lists the routes for a claim on day asOf. The error is that of Validate,
// or a [*DateError].
func For(c Claim, asOf date.Date) (Answer, error) {
	if asOf < firstKnown || asOf > lastDay {
		return Answer{}, &DateError{AsOf: asOf, First: firstKnown}
	}
	if err := c.Validate(); err != nil {
		return Answer{}, err
	}
	q := query{c, asOf}
	a := Answer{AsOf: asOf, Routes: []Route{
		q.formalNotice(), q.mediation(), q.arbitration(), q.agency(),
		q.smallClaims(), q.uncontested(), q.paymentOrder(), q.interim(), q.merits(),
		q.enforcement(), q.proofOfClaim(),
	}}
	for i := range a.Routes {
		a.Routes[i].conclude()
	}
	return a, nil
}

// query is one claim on one day.
type query struct {
	Claim
	asOf date.Date
}

func (r *Route) because(code string, v Verdict) {
	r.Reasons = append(r.Reasons, Reason{Code: code, Verdict: v, Basis: reasons[code].basis})
}

func (r *Route) close(code string)  { r.because(code, Closed) }
func (r *Route) doubt(code string)  { r.because(code, CannotTell) }
func (r *Route) inform(code string) { r.because(code, Open) }

// need closes the route on No and doubts it on Unknown.
func (r *Route) need(fact Tri, no, unknown string) {
	switch fact {
	case No:
		r.close(no)
	case Unknown:
		r.doubt(unknown)
	}
}

// avoid closes the route on Yes and doubts it on Unknown.
func (r *Route) avoid(fact Tri, yes, unknown string) {
	r.need(opposite(fact), yes, unknown)
}

func opposite(t Tri) Tri {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}

// within adds a deadline, dated when the day it runs from is known.
func (r *Route) within(code string, from date.Date) {
	k := deadlines[code]
	d := Deadline{Code: code, Days: k.days, Months: k.months, From: from, Basis: k.basis}
	if from != 0 {
		d.Date = civil.AddMonths(from, k.months) + date.Date(k.days)
	}
	r.Deadlines = append(r.Deadlines, d)
}

// conclude draws the verdict from the reasons: one that closes, else one that
// doubts, else open.
func (r *Route) conclude() {
	r.Verdict = Open
	for _, x := range r.Reasons {
		if x.Verdict == Closed || x.Verdict == CannotTell && r.Verdict == Open {
			r.Verdict = x.Verdict
		}
	}
	rank := map[law.Confidence]int{law.Agreed: 0, law.Single: 1, law.Judgment: 2, law.Memory: 3}
	r.Confidence = law.Agreed
	for _, x := range r.Reasons {
		if x.Verdict == r.Verdict && rank[x.Basis.Confidence] > rank[r.Confidence] {
			r.Confidence = x.Basis.Confidence
		}
	}
}

// pursued are the reasons that bear on any pursuit of the debtor for payment.
func (q query) pursued(r *Route) {
	switch {
	case q.Due == 0:
		r.doubt("due-unknown")
	case q.Due >= q.asOf:
		r.close("not-due")
	}
	if q.Opening != 0 && q.Opening <= q.asOf {
		switch {
		case q.Arose == 0:
			r.doubt("collective-unknown")
		case q.Arose < q.Opening:
			r.close("collective")
		default:
			r.doubt("collective-later")
		}
	}
}

// judged are the reasons that bear on any way to a title.
func (q query) judged(r *Route) {
	if q.Titled == Yes {
		r.close("already-titled")
	}
	q.pursued(r)
	if q.TimeBarred == Yes {
		r.doubt("time-barred")
	}
	if q.Debtor == Public {
		r.doubt("public-debtor")
	}
}

// court is where the claim is judged.
func (q query) court() string {
	switch {
	case q.Debtor == Public:
		return "administrative"
	case !q.commercial():
		return "judicial"
	case q.AlsaceMoselle:
		return "commercial-chamber"
	case q.EconomicCourt == Yes && inForce("economic-court", q.asOf):
		return "economic"
	}
	return "commercial"
}

// inForce reports whether a dated reason or charge is law on day d.
func inForce(code string, d date.Date) bool { return reasons[code].basis.InForce(d) }

// lawyer is compulsory above 10 000 EUR, before the commercial and the judicial
// court alike.
func (q query) lawyer(r *Route) {
	if q.Debtor == Public {
		r.Lawyer = Unknown
		return
	}
	switch r.Lawyer = q.over(q.total(), 10_000); r.Lawyer {
	case Yes:
		r.inform("lawyer-above-10000")
		r.Actors = append(r.Actors, "lawyer")
	case No:
		r.inform("lawyer-free")
	case Unknown:
		r.inform("currency")
	}
}

// charges adds the two contributions to the State.
func (q query) charges(r *Route, order bool) {
	court := q.court()
	if court == "judicial" || court == "commercial-chamber" {
		c := Charge{Code: "contribution-50", Amount: decimal.New(50, 0), Due: No, Basis: contribution, Conflict: []law.Basis{contributionEarlier}}
		switch {
		case contribution.InForce(q.asOf):
			c.Due = Yes
			if court == "commercial-chamber" {
				c.Due = Unknown // a chamber of the judicial court that stands for a commercial court
			}
		case contributionEarlier.InForce(q.asOf):
			c.Due = Unknown
		}
		if order && c.Due == Yes {
			c.Due = Unknown
			c.Conflict = append(c.Conflict, contributionOrders)
		}
		r.Charges = append(r.Charges, c)
	}
	if court == "economic" && !order {
		c := Charge{Code: "economic-contribution", Due: No, Basis: reasons["economic-court"].basis}
		if over := q.over(q.Principal.Add(q.Interest), 50_000); over != No {
			c.Due = q.LargeClaimant
			if over == Unknown && c.Due == Yes {
				c.Due = Unknown
			}
		}
		r.Charges = append(r.Charges, c)
	}
}
