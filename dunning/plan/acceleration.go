package plan

import (
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

// A Clause is the acceleration clause of a plan (clause de déchéance du terme):
// when an instalment is missed, everything becomes due. It is contract; without
// one, only what is past due may be claimed.
type Clause struct {
	Grace  int  // an instalment counts as missed once it is more than that many days late
	Waived bool // the contract says expressly and without ambiguity that no formal notice is needed

	// The formal notice, when one was sent: the day the debtor received it and
	// the days it leaves him to pay. Without Waived, nothing falls due before
	// that time has passed in vain.
	Notified date.Date
	Deadline int
}

// A Fall is the answer: whether the term is lost, and since when.
type Fall struct {
	Code   string          // stable: "kept", "missed-no-notice", "notice-running", "remedied", "lost"
	Missed dunning.Part    // the first missed instalment; zero when Code is "kept"
	Since  date.Date       // first day on which it was missed
	From   date.Date       // the day everything became due; 0 unless Code is "lost"
	Due    decimal.Decimal // what may be claimed at the day asked: past due, or everything when the term is lost
	Parts  []dunning.Part  // what is open, by due date; later due dates are brought forward to From
	Basis  law.Basis
}

// Lost reports whether everything is due.
func (f Fall) Lost() bool { return f.From != 0 }

// At applies the clause to an invoice with instalments, on day asOf.
//
// An instalment is missed at the end of the Grace-th day after its due date,
// so the term is lost from the next day: due on 31 March with 8 days of grace,
// it is missed from 9 April. A payment returned later counts from the day after
// it came back. With a notice, the term is lost on the day after the last of
// its days if an instalment it could claim is then still open; paying those in
// time saves the term. A notice received while nothing was missed counts for
// nothing, and what is missed afterwards needs a notice of its own.
func (c Clause) At(inv *dunning.Invoice, asOf date.Date) (Fall, error) {
	if c.Grace < 0 || c.Grace > 366 || c.Deadline < 0 || c.Deadline > 366 {
		return Fall{}, &LineError{What: "has an acceleration clause with days outside 0-366", Fix: ""}
	}
	if c.Waived && (c.Notified != 0 || c.Deadline != 0) {
		return Fall{}, &LineError{What: "waives the notice and describes one", Fix: "keep one of them"}
	}
	if err := inv.Validate(); err != nil {
		return Fall{}, err
	}
	f := Fall{Code: "kept", Basis: noticeBasis}
	if c.Waived {
		f.Basis = waivedBasis
		if part, day := c.firstMissed(inv, asOf); day != 0 {
			f.Code, f.Missed, f.Since, f.From = "lost", part, day, day
		}
	} else {
		c.afterNotice(inv, asOf, &f)
	}
	f.claim(inv, asOf)
	return f, nil
}

func (c Clause) afterNotice(inv *dunning.Invoice, asOf date.Date, f *Fall) {
	missed := func(p dunning.Part) { f.Missed, f.Since = p, p.Due+date.Date(c.Grace)+1 }
	if c.Notified != 0 && c.Notified <= asOf {
		if p, ok := c.missedAt(inv, c.Notified-1); ok {
			end := c.Notified + date.Date(c.Deadline) // the last day to pay under the notice
			missed(p)
			f.Code = "remedied"
			p, ok = c.missedAt(inv, min(end, asOf))
			switch noticed := ok && p.Due+date.Date(c.Grace) < c.Notified; {
			case noticed && asOf <= end:
				f.Code = "notice-running"
				return
			case noticed:
				f.Code, f.From = "lost", end+1
				return
			}
		}
	}
	for p := range inv.OpenParts(asOf) {
		if p.Open.IsPositive() && p.Due != 0 && p.Due+date.Date(c.Grace) < asOf {
			f.Code = "missed-no-notice"
			missed(p)
			return
		}
	}
}

// claim fills what is open and what of it is due.
func (f *Fall) claim(inv *dunning.Invoice, asOf date.Date) {
	for p := range inv.OpenParts(asOf) {
		if f.Lost() && p.Due > f.From {
			p.Due = f.From
		}
		if p.Open.IsPositive() && (p.Due < asOf || f.Lost()) {
			f.Due = f.Due.Add(p.Open)
		}
		f.Parts = append(f.Parts, p)
	}
}

// firstMissed finds the first day on which an instalment was missed. The open
// parts only change on settlement days, so those and the ends of grace are the
// only days to look at.
func (c Clause) firstMissed(inv *dunning.Invoice, asOf date.Date) (dunning.Part, date.Date) {
	days := make([]date.Date, 0, len(inv.Instalments)+len(inv.Settlements)+1)
	days = append(days, inv.DueDate()+date.Date(c.Grace))
	for _, i := range inv.Instalments {
		days = append(days, i.Due+date.Date(c.Grace))
	}
	for _, s := range inv.Settlements {
		days = append(days, s.Date)
	}
	slices.Sort(days)
	for _, d := range slices.Compact(days) {
		if d >= asOf {
			break
		}
		if p, missed := c.missedAt(inv, d); missed {
			return p, d + 1
		}
	}
	return dunning.Part{}, 0
}

// missedAt is the oldest part open at the end of day d whose grace ended on d
// or before.
func (c Clause) missedAt(inv *dunning.Invoice, d date.Date) (dunning.Part, bool) {
	for p := range inv.OpenParts(d) {
		if p.Open.IsPositive() && p.Due != 0 && p.Due+date.Date(c.Grace) <= d {
			return p, true
		}
	}
	return dunning.Part{}, false
}

// contractLaw is the first day of the law of obligations as numbered today
// (ordonnance 2016-131).
var contractLaw = date.New(2016, 10, 1)

var (
	noticeBasis = law.Basis{
		Article:    "art. 1103 et 1344 C. civ.",
		Source:     "Cass. 1re civ. 3 juin 2015, 14-15.655 (dalloz-etudiant) and 22 juin 2017, 16-18.418 (marchal-avocats): prior formal notice naming the time left, unless expressly waived; about loans to non-traders",
		Confidence: law.Agreed,
		From:       contractLaw,
		Checked:    date.New(2026, 11, 23),
	}
	waivedBasis = law.Basis{
		Article:    "art. 1103 C. civ.",
		Source:     "Cass. 1re civ. 3 juin 2015, 14-15.655 (dalloz-etudiant): the contract may waive the notice expressly and without ambiguity; such a clause may be unfair to a consumer (actu-juridique, 9 January 2025)",
		Confidence: law.Agreed,
		From:       contractLaw,
		Checked:    date.New(2026, 11, 23),
	}
)
