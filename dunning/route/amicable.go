package route

// costs says who bears the costs of collection without a title.
func (q query) costs(r *Route) {
	if q.Titled != Yes {
		r.inform("costs-on-creditor")
	}
	if q.Debtor != Consumer {
		r.inform("indemnity-exception")
	}
}

func (q query) formalNotice() Route {
	r := Route{Code: "formal-notice", Actors: []string{"creditor"}, Lawyer: No}
	q.pursued(&r)
	if q.Debtor == Public {
		r.inform("notice-interrupts-public")
	} else {
		r.inform("notice-interrupts-nothing")
	}
	r.inform("notice-deadline")
	return r
}

func (q query) mediation() Route {
	r := Route{Code: "mediation", Actors: []string{"creditor", "mediator"}, Lawyer: No}
	q.pursued(&r)
	if q.Debtor == Public {
		r.inform("mediation-public")
	} else {
		r.inform("mediation-suspends")
	}
	return r
}

func (q query) arbitration() Route {
	r := Route{Code: "arbitration", Actors: []string{"creditor", "arbitrator"}, Lawyer: No, Title: true}
	q.judged(&r)
	r.need(q.Arbitration, "no-clause", "clause-unknown")
	if q.Arbitration == Yes && (q.Debtor == Consumer || q.Creditor == Consumer) {
		r.doubt("clause-consumer")
	}
	r.inform("exequatur")
	return r
}

func (q query) agency() Route {
	r := Route{Code: "agency", Actors: []string{"agency"}, Lawyer: No}
	q.pursued(&r)
	r.inform("agency-letter")
	q.costs(&r)
	r.within("agency-funds", 0)
	return r
}
