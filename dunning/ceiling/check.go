package ceiling

import (
	"cmp"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// Outcome is the answer of a check. The zero value is [CannotTell].
type Outcome uint8

const (
	CannotTell  Outcome = iota // a fact is missing; Verdict.Missing names it
	Lawful                     // no later than a limit the law admits
	Exceeds                    // later than every limit the law admits
	NotGoverned                // no ceiling applies: consumers, books
)

var outcomes = [...]string{"cannot-tell", "lawful", "exceeds", "not-governed"}

// String is "cannot-tell", "lawful", "exceeds" or "not-governed".
func (o Outcome) String() string {
	if int(o) >= len(outcomes) {
		return outcomes[0]
	}
	return outcomes[o]
}

// A Verdict is what the law says of one due date.
type Verdict struct {
	Outcome  Outcome
	Due      date.Date // the date checked; 0 when it could not be computed
	Latest   date.Date // the latest lawful date: the certain one, or when Outcome is Exceeds the latest the deal could possibly have; 0 when there is none
	DaysOver int       // days after Latest; 0 unless Outcome is Exceeds
	Limits   []Limit   // every limit considered, admitted or not
	Missing  []string  // the fields of Deal that would decide, for CannotTell
	Invalid  error     // why the deal contradicts itself, an [*InvalidDeal]; Outcome is then CannotTell
	Caution  bool      // lawful under one official reading of "fin de mois" only, and the contract does not say which
	Basis    law.Basis
	Fine     Fine // incurred when Outcome is Exceeds between firms; zero otherwise
}

// A Limit is one ceiling: terms counted from a date.
type Limit struct {
	Terms      terms.Terms
	Extra      int       // days the law adds after the terms
	From       date.Date // the latest date they may count from; 0 when not known
	Latest     date.Date // last lawful day; 0 when not known
	Admitted   Answer    // whether this deal may use it
	Reading    Reading   // for a limit "fin de mois"
	Basis      law.Basis
	StartBasis law.Basis // ground of counting from another date than usual (L441-13 C. com., R2192-14 CCP); zero otherwise

	earliest date.Date // last day that is lawful for certain
	missing  string    // the fact without which From is not known, or not exactly
	doubt    string    // the fact without which Admitted is Unknown
}

// A Fine is the administrative fine of art. L441-16 C. com., in euros. It is
// doubled on repetition within two years after the first became final. It is
// zero for due dates before the version of 1 November 2021: the amounts of
// earlier ones are not in this package.
type Fine struct {
	Natural, Company decimal.Decimal
	Basis            law.Basis
}

// Check compares a due date with every ceiling the deal admits.
func Check(due date.Date, deal Deal) Verdict {
	if err := deal.Validate(); err != nil {
		return Verdict{Due: due, Basis: general, Invalid: err}
	}
	rules, ground := deal.rules()
	v := Verdict{Due: due, Basis: ground}
	switch {
	case deal.Buyer == Consumer:
		v.Outcome = NotGoverned
		v.Basis = general
		return v
	case len(rules) == 0:
		v.Outcome = NotGoverned
		return v
	case due == 0:
		v.Missing = []string{"Due"}
	case deal.Issued != 0 && deal.Issued < ground.From:
		v.Missing = []string{"Issued"} // the law of that day is not in this package
		return v
	}
	var certain, possible, readings int
	var last Limit // the latest that may be admitted
	for _, r := range rules {
		l := deal.limit(r)
		v.Limits = append(v.Limits, l)
		if l.Admitted == No {
			continue
		}
		if l.Admitted == Yes && l.earliest > v.Latest {
			v.Latest, v.Basis = l.earliest, l.Basis
		}
		if l.Latest > last.Latest {
			last = l
		}
		switch {
		case due == 0 || l.Latest != 0 && due > l.Latest:
			continue // too late whatever is missing
		case l.Admitted == Yes && l.missing == "" || l.Admitted == Yes && due <= l.earliest:
			certain++
			if r.reading != EitherReading {
				readings++
			}
		default:
			possible++
			v.miss(l.missing, l.doubt)
		}
	}
	switch {
	case due == 0:
	case certain > 0:
		v.Outcome, v.Missing = Lawful, nil
		v.Caution = certain == 1 && readings == 1 && deal.Reading == EitherReading
	case possible == 0:
		v.Outcome = Exceeds
		v.Latest, v.Basis = last.Latest, last.Basis
		v.DaysOver = int(due - v.Latest)
		if deal.Buyer == Firm && sanction.InForce(due) {
			v.Fine = Fine{Natural: decimal.NewFromInt(75_000), Company: decimal.NewFromInt(2_000_000), Basis: sanction}
		}
	}
	return v
}

func (v *Verdict) miss(names ...string) {
	for _, name := range names {
		if name != "" && !slices.Contains(v.Missing, name) {
			v.Missing = append(v.Missing, name)
		}
	}
}

// limit applies one rule to the deal.
func (d *Deal) limit(r rule) Limit {
	s := d.start(r)
	l := Limit{Terms: r.terms, Extra: r.extra, From: s.latest, Admitted: Yes, Reading: r.reading, Basis: r.basis, missing: s.missing}
	switch {
	case d.countsFromOverseas():
		l.StartBasis = overseas
	case d.ReceiptUnrecorded && s.latest != 0 && s.latest == d.received():
		l.StartBasis = unrecorded
	}
	if s.latest != 0 {
		l.Latest = r.terms.Due(s.latest) + date.Date(r.extra)
	}
	if s.earliest != 0 {
		l.earliest = r.terms.Due(s.earliest) + date.Date(r.extra)
	}
	if r.stipulation {
		if l.Admitted = d.Stipulated; l.Admitted == Unknown {
			l.doubt = "Stipulated"
		}
	}
	if r.unless != "" && l.Admitted == Yes {
		l.Admitted, l.doubt = Unknown, r.unless
	}
	if r.reading != EitherReading && d.Reading != EitherReading && r.reading != d.Reading {
		l.Admitted = No
	}
	if r.also != nil {
		l = l.within(d.limit(*r.also))
	}
	return l
}

// within is the earlier of two limits that must both be kept. Whether the deal may
// use it is that of l.
func (l Limit) within(other Limit) Limit {
	both := l
	if l.Latest == 0 || other.Latest != 0 && other.Latest < l.Latest {
		both = other
		both.Admitted, both.doubt = l.Admitted, l.doubt
	}
	both.earliest = min(l.earliest, other.earliest)
	both.missing = cmp.Or(l.missing, other.missing)
	return both
}

// CheckTerms checks the due date that terms give on this deal. Terms that agree
// on no date are checked as "nothing agreed". When the date the terms count
// from is missing, the answer is CannotTell.
func CheckTerms(t terms.Terms, deal Deal) Verdict {
	if !t.Agreed() {
		deal.NothingAgreed = true
	}
	base, missing := deal.Issued, "Issued"
	switch t.Base() {
	case terms.Receipt:
		base, missing = deal.received(), "Received"
	case terms.Delivery:
		base, missing = deal.Delivered, "Delivered"
	case terms.Order: // no ceiling counts from the order, so a Deal does not have its date
		base, missing = 0, "Due"
	}
	if base != 0 {
		return Check(t.Due(base), deal)
	}
	v := Check(0, deal)
	if v.Outcome == CannotTell {
		v.Missing = []string{missing}
	}
	return v
}
