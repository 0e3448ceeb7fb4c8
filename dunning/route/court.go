package route

// interim is the référé-provision.
func (q query) interim() Route {
	r := Route{Code: "interim", Actors: []string{"creditor", "court"}, Court: q.court(), Title: true}
	q.judged(&r)
	if q.Contested == No {
		r.inform("not-disputable")
	} else {
		r.avoid(q.SeriousDispute, "serious-dispute", "dispute-unknown")
	}
	if q.court() == "judicial" && q.over(q.total(), 5_000) != Yes && q.SettlementTried != Yes {
		r.doubt("attempt-interim")
	}
	q.before(&r)
	return r
}

// merits is the action on the merits.
func (q query) merits() Route {
	r := Route{Code: "merits", Actors: []string{"creditor", "court"}, Court: q.court(), Title: true}
	q.judged(&r)
	if q.Arbitration == Yes {
		r.doubt("clause-first")
	}
	if q.court() == "judicial" {
		switch q.over(q.total(), 5_000) {
		case No:
			r.need(q.SettlementTried, "attempt-missing", "attempt-unknown")
		case Unknown:
			r.doubt("currency")
		}
	}
	q.before(&r)
	return r
}

// before is what both court actions share: competence, lawyer, contributions.
func (q query) before(r *Route) {
	switch {
	case r.Court == "judicial" && q.Debtor == Merchant && q.Creditor != Merchant:
		r.inform("choice-of-court")
	case r.Court == "judicial":
		r.inform("judicial-court")
	case r.Court == "commercial-chamber":
		r.inform("alsace-moselle")
	case r.Court != "administrative":
		r.inform("commercial-court")
	}
	q.lawyer(r)
	q.charges(r, false)
}

// enforcement is what an enforceable title opens.
func (q query) enforcement() Route {
	r := Route{Code: "enforcement", Actors: []string{"officer"}, Lawyer: No}
	r.need(q.Titled, "no-title", "title-unknown")
	if q.Opening != 0 {
		q.pursued(&r)
	}
	if q.Debtor == Public {
		r.doubt("public-assets")
	}
	if q.TimeBarred == Yes {
		r.doubt("time-barred")
	}
	r.inform("title-ten-years")
	return r
}

// proofOfClaim is the declaration of the claim in collective proceedings.
func (q query) proofOfClaim() Route {
	r := Route{Code: "proof-of-claim", Actors: []string{"creditor", "representative"}, Lawyer: No}
	if q.Opening == 0 || q.Opening > q.asOf {
		r.close("no-opening")
		return r
	}
	switch {
	case q.Arose == 0:
		r.doubt("collective-unknown")
	case q.Arose >= q.Opening:
		r.doubt("collective-later")
	}
	code := "declare-2"
	if q.Abroad {
		code = "declare-4"
	}
	r.within(code, q.Published)
	if last := r.Deadlines[0].Date; last != 0 && q.asOf > last {
		r.doubt("declare-late")
		r.within("relief", q.Published)
	} else if last == 0 {
		r.inform("publication-unknown")
	}
	r.inform("declare-interest")
	return r
}
