package route

import (
	"errors"
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
)

// Tri is a fact that may not be known. The zero value is not known.
type Tri uint8

// What is known of a yes-or-no fact.
const (
	Unknown Tri = iota
	Yes
	No
)

// Person is the kind of a party.
type Person uint8

const (
	Merchant     Person = iota // trader, commercial company
	Professional               // any other professional: liberal profession, farmer, civil company
	Consumer                   // private person outside a trade
	Association                // association or foundation
	Public                     // State, local authority, public body
	endPerson
)

// Source is where the claim comes from.
type Source uint8

const (
	Contract Source = iota // contract or statutory obligation
	Bill                   // bill of exchange, promissory note, assigned claim accepted by the debtor
	Tort                   // damages, unjust enrichment…
	endSource
)

// A Claim is what is known of a debt. Facts left Unknown make the routes that
// need them "cannot tell".
type Claim struct {
	Principal decimal.Decimal // open principal, TTC
	Interest  decimal.Decimal // interest and penalties to date
	Costs     decimal.Decimal // 40 EUR indemnities and other sums claimed
	Currency  string          // ISO 4217; "" is EUR. Thresholds are in euros

	Creditor, Debtor Person
	Source           Source
	Due              date.Date // due date; 0: not known
	Invoiced         Tri       // an invoice was issued

	Contested       Tri // the debtor contests the debt
	SeriousDispute  Tri // the contest is serious: a judge would have to decide it
	DebtorConsents  Tri // to the small-claims procedure
	SettlementTried Tri // conciliation, mediation or participative procedure was attempted, or an exception applies
	Arbitration     Tri // a clause or an agreement to arbitrate exists
	TimeBarred      Tri // see package dunning/limitation
	Titled          Tri // the creditor holds an enforceable title

	AlsaceMoselle bool
	EconomicCourt Tri // the court is one of the twelve economic-activity courts of 2025-2028
	LargeClaimant Tri // the claimant has 250 staff or more and is above the turnover thresholds

	OrderIssued date.Date // day of a payment order already obtained; 0: none
	OrderServed date.Date // day it was served; 0: not yet

	Opening   date.Date // judgment opening collective proceedings against the debtor; 0: none known
	Published date.Date // its publication in BODACC; 0: not known
	Arose     date.Date // day the claim arose (delivery, service); 0: not known
	Abroad    bool      // the creditor does not live in metropolitan France
}

// A ClaimError says what is wrong with a claim.
type ClaimError struct {
	Field string
	What  string
}

func (e *ClaimError) Error() string { return "route: " + e.Field + " " + e.What }

// A DateError says that the law of that day is not in this package.
type DateError struct {
	AsOf  date.Date
	First date.Date // first day known
}

func (e *DateError) Error() string {
	return fmt.Sprintf("route: the law of %s is not known here; the first day known is %s", e.AsOf, e.First)
}

var (
	firstKnown = date.New(2023, time.October, 1)
	lastDay    = date.New(2900, time.December, 31)
)

// Validate joins a [*ClaimError] for each thing wrong with the claim.
func (c Claim) Validate() error {
	var errs []error
	report := func(bad bool, field, what string) {
		if bad {
			errs = append(errs, &ClaimError{Field: field, What: what})
		}
	}
	digits, known := minor.Digits(c.Currency)
	report(!known, "currency", `is no ISO 4217 code; write "EUR", or leave it empty for euros`)
	for _, a := range []struct {
		field string
		d     decimal.Decimal
	}{{"principal", c.Principal}, {"interest", c.Interest}, {"costs", c.Costs}} {
		n, err := minor.Of(a.d, digits)
		report(known && err != nil, a.field, "is too large, or finer than its currency")
		report(err == nil && n < 0, a.field, "is negative")
	}
	report(c.Principal.IsZero(), "principal", "is zero: there is nothing to recover")
	report(c.Creditor >= endPerson, "creditor", "is no kind of person")
	report(c.Debtor >= endPerson, "debtor", "is no kind of person")
	report(c.Source >= endSource, "source", "is no source of a claim")
	for _, t := range []struct {
		field string
		v     Tri
	}{
		{"invoiced", c.Invoiced}, {"contested", c.Contested}, {"seriousDispute", c.SeriousDispute},
		{"debtorConsents", c.DebtorConsents}, {"settlementTried", c.SettlementTried}, {"arbitration", c.Arbitration},
		{"timeBarred", c.TimeBarred}, {"titled", c.Titled}, {"economicCourt", c.EconomicCourt}, {"largeClaimant", c.LargeClaimant},
	} {
		report(t.v > No, t.field, "is neither Unknown, Yes nor No")
	}
	for _, d := range []struct {
		field string
		d     date.Date
	}{
		{"due", c.Due}, {"orderIssued", c.OrderIssued}, {"orderServed", c.OrderServed},
		{"opening", c.Opening}, {"published", c.Published}, {"arose", c.Arose},
	} {
		report(d.d != 0 && (d.d < date.New(1900, 1, 1) || d.d > lastDay), d.field, "is outside the years 1900-2900")
	}
	report(c.OrderServed != 0 && (c.OrderIssued == 0 || c.OrderServed < c.OrderIssued), "orderServed", "is before the order, or has none")
	report(c.Published != 0 && (c.Opening == 0 || c.Published < c.Opening), "published", "is before the opening judgment, or has none")
	report(c.Contested == No && c.SeriousDispute == Yes, "seriousDispute", "is said of a claim that is not contested")
	report(c.AlsaceMoselle && c.EconomicCourt == Yes, "economicCourt", "does not exist in Alsace-Moselle")
	return errors.Join(errs...)
}

func (c Claim) betweenMerchants() bool { return c.Creditor == Merchant && c.Debtor == Merchant }

// commercial reports whether the debtor is sued before the commercial court, or
// in Alsace-Moselle the commercial chamber.
func (c Claim) commercial() bool { return c.betweenMerchants() }

// over compares an amount of the claim with a threshold in euros; in another
// currency it cannot be told.
func (c Claim) over(amount decimal.Decimal, euros int64) Tri {
	if c.Currency != "" && c.Currency != "EUR" {
		return Unknown
	}
	if amount.GreaterThan(decimal.NewFromInt(euros)) {
		return Yes
	}
	return No
}

func (c Claim) total() decimal.Decimal { return c.Principal.Add(c.Interest).Add(c.Costs) }
