package penalty

import (
	"errors"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/law"
)

// A Finding is something the reader of a statement must know. Which fields are
// set depends on the code.
type Finding struct {
	Code     Code
	From     date.Date // first day it is about
	Until    date.Date // first day it is no longer about; 0: open
	Rate     decimal.Decimal
	Floor    decimal.Decimal
	Amount   decimal.Decimal
	Currency string
	Basis    law.Basis
}

// Code identifies a kind of finding; codes are stable.
type Code string

const (
	CreditDocument    Code = "credit-document"     // a document in the client's favour bears no interest
	UnknownDocuments  Code = "unknown-documents"   // a balance brought forward or a suspense entry: no due date to count from
	NoNotice          Code = "no-notice"           // a consumer owes no interest before a formal notice
	BelowFloor        Code = "below-floor"         // the contract rate is below 3 × the legal rate and was kept
	FloorUnknown      Code = "floor-unknown"       // the floor of these days is not known: the contract rate was not tested
	RateReplaced      Code = "rate-replaced"       // the contract rate was below the floor and another one was used
	InterestStopped   Code = "interest-stopped"    // collective proceedings stop interest
	InterestContinues Code = "interest-runs-on"    // collective proceedings do not stop the interest of long credit
	IndemnityRefused  Code = "indemnity-refused"   // fell due on or after the opening judgment
	IndemnityTooEarly Code = "indemnity-too-early" // the term began before 1 January 2013, when the indemnity became law
	ClaimAfterOpening Code = "claim-after-opening" // born after the judgment: interest runs
	Frozen            Code = "frozen"              // no interest over a period, as a commercial gesture
	InterestWaived    Code = "interest-waived"     // Amount is given up; zero when a rate it needs is not known
	IndemnityWaived   Code = "indemnity-waived"    // Amount is given up
	Residue           Code = "residue"             // Amount of principal is left by payments that paid interest first; it bears nothing, see Closing
	Overpaid          Code = "overpaid"            // Amount was received beyond everything owed
)

// explain adds the findings to a statement.
func (k *claim) explain(s *Statement) error {
	r := &k.c.rule
	add := func(f Finding) {
		f.Currency = s.Currency
		s.Findings = append(s.Findings, f)
	}
	if k.idle() {
		code := CreditDocument
		if k.inv.Amount.IsPositive() {
			code = UnknownDocuments
		}
		add(Finding{Code: code, From: k.inv.Issued, Basis: usage})
		return nil
	}
	late := k.firstLate != 0
	if r.Regime == Civil && r.Notice == 0 && k.asOf > k.parts[0].due && k.ledger > 0 {
		add(Finding{Code: NoNotice, From: k.parts[0].due + 1, Basis: civilInterest})
	}
	switch {
	case r.Insolvency == 0 || k.asOf < r.Insolvency:
	case k.opened == farAway && late:
		add(Finding{Code: ClaimAfterOpening, From: r.Insolvency, Basis: insolvencyStop})
	case k.stop != farAway && (k.closedOn == 0 || k.closedOn >= r.Insolvency):
		add(Finding{Code: InterestStopped, From: r.Insolvency, Basis: insolvencyStop})
	case k.opened != farAway && k.stop == farAway && (k.closedOn == 0 || k.closedOn >= r.Insolvency):
		add(Finding{Code: InterestContinues, From: r.Insolvency, Basis: longCredit})
	}
	if k.refused != 0 {
		add(Finding{Code: IndemnityRefused, From: k.refused, Basis: insolvencyIndemnity})
	}
	if k.tooOld {
		add(Finding{Code: IndemnityTooEarly, From: k.inv.Issued, Basis: fixedSum})
	}
	for _, f := range r.Freezes {
		if late && f.From <= k.asOf && f.Until > k.firstLate {
			add(Finding{Code: Frozen, From: f.From, Until: f.Until, Basis: usage})
		}
	}
	if r.Floor == StatutoryInstead && slices.ContainsFunc(s.Lines, func(l Line) bool { return l.Ground.Raised && l.From < halfYears }) {
		s.Bases = append(slices.Clip(s.Bases), latestRate)
	}
	k.residue(k.c, s, s.Findings)
	if k.surplus > 0 {
		add(Finding{Code: Overpaid, From: k.closedOn, Amount: minor.Decimal(k.surplus, k.digits), Basis: usage})
	}
	if err := k.waived(s); err != nil {
		return err
	}
	return k.floorFindings(s)
}

// residue adds what the default of [Closing] gives up, so that nobody does
// without knowing.
func (o *outcome) residue(c *Calculator, s *Statement, findings []Finding) {
	if o.closedOn == 0 || o.principal == 0 || c.rule.Closing != AtLedgerBalance || c.rule.Allocation == PrincipalFirst {
		return
	}
	s.Findings = append(findings, Finding{Code: Residue, From: c.rule.effective(o.closedOn), Amount: s.Principal, Currency: s.Currency, Basis: ledgerCloses})
}

// waived says what a waiver costs, by counting without it. What is given up may
// need a rate that is not known yet; it is given up all the same.
func (k *claim) waived(s *Statement) error {
	if k.c.rule.Waived == WaiveNothing {
		return nil
	}
	gross, err := k.waiving(WaiveNothing)
	if _, unknown := errors.AsType[*RateError](err); unknown && k.c.waives(WaiveInterest) {
		s.Findings = append(s.Findings, Finding{Code: InterestWaived, From: k.asOf, Currency: s.Currency, Basis: usage})
		gross, err = k.waiving(WaiveInterest)
	}
	if err != nil {
		return err
	}
	for _, w := range []struct {
		code   Code
		amount int64
	}{{InterestWaived, gross.total - k.total}, {IndemnityWaived, gross.indemnities - k.indemnities}} {
		if w.amount > 0 {
			s.Findings = append(s.Findings, Finding{Code: w.code, From: k.asOf, Currency: s.Currency,
				Amount: minor.Decimal(w.amount, k.digits), Basis: usage})
		}
	}
	return nil
}

// waiving counts the claim again with another waiver.
func (k *claim) waiving(w Waiver) (claim, error) {
	c := *k.c
	c.rule.Waived = w
	again := claim{c: &c, inv: k.inv, asOf: k.asOf}
	err := again.count()
	return again, err
}

// floorFindings tests the contract rate of each line against the floor of each
// half-year it covers.
func (k *claim) floorFindings(s *Statement) error {
	if k.c.rule.Floor == NoFloor {
		return nil
	}
	floor, err := floorMeter(k.c.rule.Rates)
	if err != nil {
		return err
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		for d := l.From; d < l.Until; {
			f := Finding{From: d, Until: l.Until, Currency: s.Currency, Basis: contractFloor}
			test, err := floor.at(d)
			agreed, err2 := k.c.tariff.agreed.at(k.rateDay(l, d))
			if err2 != nil {
				return err2
			}
			f.Rate = ratePercent(agreed.units)
			switch {
			case err != nil:
				f.Code = FloorUnknown
				if d < floor.Since {
					f.Until = min(l.Until, floor.Since)
				}
			case l.Ground.Raised:
				f.Code = RateReplaced
			case f.Rate.LessThan(ratePercent(test.units)):
				f.Code = BelowFloor
			}
			if err == nil {
				f.Floor, f.Until = ratePercent(test.units), min(l.Until, test.until)
			}
			if f.Code != "" {
				s.Findings = appendFinding(s.Findings, f)
			}
			d = f.Until
		}
	}
	return nil
}

// rateDay is the day whose rate a line takes for its day d.
func (k *claim) rateDay(l *Line, d date.Date) date.Date {
	switch k.c.rule.Path {
	case FrozenAtStart:
		return k.c.rule.firstDay(k.inv, l.Due)
	case AtPayment:
		return l.Until - 1
	}
	return d
}

// appendFinding joins a finding to the last one when it only continues it.
func appendFinding(all []Finding, f Finding) []Finding {
	if n := len(all) - 1; n >= 0 {
		last := &all[n]
		if last.Code == f.Code && last.Until >= f.From && last.Floor.Equal(f.Floor) && last.Rate.Equal(f.Rate) {
			last.Until = max(last.Until, f.Until)
			return all
		}
	}
	return append(all, f)
}

// Text is the finding in one sentence.
func (f Finding) Text(lang law.Lang) string {
	day := func(d date.Date) string { return locale.Date(d, lang) }
	rate := func(d decimal.Decimal) string { return locale.Percent(d, 2, lang) }
	money := locale.Money(f.Amount, f.Currency, lang)
	texts := map[Code][2]string{
		CreditDocument:    {"Document en faveur du client : aucun intérêt.", "Document in the client’s favour: no interest."},
		UnknownDocuments:  {"À-nouveau ou compte d’attente : documents et échéances inconnus, aucun intérêt calculé.", "Balance brought forward or suspense entry: documents and due dates unknown, no interest counted."},
		NoNotice:          {"Sans mise en demeure, un consommateur ne doit pas d’intérêts.", "Without a formal notice a consumer owes no interest."},
		BelowFloor:        {fmt.Sprintf("Du %s au %s, le taux convenu de %s est inférieur à trois fois le taux légal (%s) ; il a été conservé.", day(f.From), day(f.Until-1), rate(f.Rate), rate(f.Floor)), fmt.Sprintf("From %s to %s the agreed rate of %s is below three times the legal rate (%s); it was kept.", day(f.From), day(f.Until-1), rate(f.Rate), rate(f.Floor))},
		FloorUnknown:      {fmt.Sprintf("À partir du %s, le minimum légal n’est pas connu : le taux convenu ne lui a pas été comparé.", day(f.From)), fmt.Sprintf("From %s the legal floor is not known: the agreed rate was not compared with it.", day(f.From))},
		RateReplaced:      {fmt.Sprintf("Du %s au %s, le taux convenu de %s est inférieur à trois fois le taux légal (%s) ; il a été remplacé.", day(f.From), day(f.Until-1), rate(f.Rate), rate(f.Floor)), fmt.Sprintf("From %s to %s the agreed rate of %s is below three times the legal rate (%s); it was replaced.", day(f.From), day(f.Until-1), rate(f.Rate), rate(f.Floor))},
		InterestStopped:   {fmt.Sprintf("Procédure collective ouverte le %s : les intérêts s’arrêtent la veille.", day(f.From)), fmt.Sprintf("Collective proceedings opened on %s: interest stops the day before.", day(f.From))},
		InterestContinues: {fmt.Sprintf("Procédure collective ouverte le %s : prêt ou paiement différé d’un an ou plus, les intérêts continuent de courir.", day(f.From)), fmt.Sprintf("Collective proceedings opened on %s: a loan or a payment deferred by a year or more, interest runs on.", day(f.From))},
		IndemnityRefused:  {fmt.Sprintf("Échéance du %s non antérieure au jugement d’ouverture : pas d’indemnité forfaitaire.", day(f.From)), fmt.Sprintf("Due on %s, not before the opening judgment: no fixed indemnity.", day(f.From))},
		IndemnityTooEarly: {fmt.Sprintf("Délai de paiement ouvert le %s, avant le 1er janvier 2013 : pas d’indemnité forfaitaire.", day(f.From)), fmt.Sprintf("Term begun on %s, before 1 January 2013: no fixed indemnity.", day(f.From))},
		ClaimAfterOpening: {fmt.Sprintf("Créance née après le jugement du %s : les intérêts courent.", day(f.From)), fmt.Sprintf("Claim born after the judgment of %s: interest runs.", day(f.From))},
		Frozen:            {fmt.Sprintf("Geste commercial : aucun intérêt du %s au %s.", day(f.From), day(f.Until-1)), fmt.Sprintf("Commercial gesture: no interest from %s to %s.", day(f.From), day(f.Until-1))},
		InterestWaived:    {"Intérêts abandonnés : " + money + ".", "Interest given up: " + money + "."},
		IndemnityWaived:   {"Indemnité abandonnée : " + money + ".", "Indemnity given up: " + money + "."},
		Residue:           {fmt.Sprintf("Facture soldée au compte client ; les paiements ayant d’abord couvert les intérêts, %s de principal restent dus et ne portent plus intérêt à partir du %s.", money, day(f.From)), fmt.Sprintf("The invoice is settled in the ledger; payments having covered interest first, %s of principal is left and bears no interest from %s.", money, day(f.From))},
		Overpaid:          {"Trop-perçu : " + money + ".", "Received in excess: " + money + "."},
	}
	if f.Code == InterestWaived && f.Amount.IsZero() {
		return [2]string{"Intérêts abandonnés, sans être chiffrés : un taux n’est pas encore connu.", "Interest given up, not reckoned: a rate is not known yet."}[lang&1]
	}
	return texts[f.Code][lang&1]
}
