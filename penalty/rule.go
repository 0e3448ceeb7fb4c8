package penalty

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// A Rule says how lateness is priced: the law or the contract, and what happened
// to the claim. It is plain data; start from [B2B], [Contract], [PublicBuyer],
// [Consumer] or [ForCountry] and change the fields that differ. The zero Rule
// is not valid: see [Rule.Validate].
type Rule struct {
	Regime  Regime
	Country string // of a Foreign regime: the code of its [Profile]

	Rate       Formula
	Path       RatePath
	Floor      Floor
	DayCount   DayCount
	PaymentDay PaymentDay
	Rounding   Rounding
	Base       Base
	Allocation Allocation
	Closing    Closing
	Credits    CreditEffect
	Returns    ReturnEffect
	Indemnity  Indemnity

	// What happened to this claim. The rest of a rule may serve many invoices;
	// these belong to one.
	Notice       date.Date     // formal notice (mise en demeure) received by the debtor; a consumer owes nothing before it
	Enforceable  date.Date     // day a judgment became enforceable: + 5 points two months later (art. L313-3 C. mon. fin.); only on the legal rate
	Insolvency   date.Date     // judgment opening safeguard, receivership or liquidation
	AfterOpening OpeningEffect // what that judgment does to interest: stops it the day before, but for long credit
	CompoundFrom date.Date     // day interest on interest was asked for (art. 1343-2 C. civ.); 0: none
	Freezes      []Freeze      // periods given up as a commercial gesture
	Waived       Waiver        // what is given up altogether

	Rates *Rates // nil: [Official]
}

// A Freeze is a period [From, Until) during which no interest runs, as a
// commercial gesture. The 40 EUR are not touched.
type Freeze struct{ From, Until date.Date }

// Regime is the body of law a rule belongs to.
type Regime uint8

const (
	NoRegime    Regime = iota // refused by Validate
	Business                  // between firms: art. L441-10 II C. com.
	Procurement               // public buyer: art. L2192-13 and R2192-31 CCP
	Civil                     // a consumer debtor: art. 1231-6 C. civ.
	Foreign                   // another country's rule, from [ForCountry]
	endRegime
)

// RatePath says whether the rate moves during the delay.
type RatePath uint8

const (
	PerHalfYear   RatePath = iota // each day bears the rate of its own half-year
	FrozenAtStart                 // the rate of the first day of interest, for the whole delay
	AtPayment                     // the rate of the day of payment, for the whole delay of what is paid
	endRatePath
)

// Floor says what happens to a contract rate below 3 × the legal rate (art.
// L441-10 II C. com.), tested in each half-year of the delay. The text provides
// a fine and does not say which rate then applies, hence the choice.
type Floor uint8

const (
	NoFloor          Floor = iota // statutory and foreign rates: no floor applies to them
	KeepAndWarn                   // the agreed rate, and a finding: a program does not rewrite a contract
	RaiseToFloor                  // the floor instead, where the rate is below it
	StatutoryInstead              // the statutory rate instead, where the rate is below the floor; before 2013 that of [B2BFrom2009]
	endFloor
)

// DayCount divides a year. No article fixes it; French practice is 365.
type DayCount uint8

const (
	Days365    DayCount = iota // 365 in every year
	ActualYear                 // 366 in leap years
	Days360                    // 360, when the contract says so
	endDayCount
)

// PaymentDay says which end of the delay bears interest.
type PaymentDay uint8

const (
	Included      PaymentDay = iota // days = payment − due date
	Excluded                        // one day less
	DueDayInstead                   // the due date bears interest and the payment day does not: as many days, each one earlier
	endPaymentDay
)

// Rounding is always half up, to the minor unit of the currency.
type Rounding uint8

const (
	PerLine Rounding = iota // each line: the statement can be done again by hand
	OnTotal                 // the running total: a line shows what it adds to the rounded total
	endRounding
)

// Base is the sum that bears interest.
type Base uint8

const (
	TTC Base = iota // VAT included, as the law says "sums due"
	HT              // without VAT, when a contract says so: needs Invoice.Net
	endBase
)

// Allocation says what a part payment pays first. Credit notes, discounts and
// write-offs are no payments: they reduce the principal.
type Allocation uint8

const (
	InterestFirst  Allocation = iota // interest, principal, indemnity (art. 1343-1 C. civ.)
	CostsFirst                       // interest and indemnity, then principal (Cass. 1re civ., 7 Feb 1995, 92-14.216)
	PrincipalFirst                   // principal, interest, indemnity: what most ledgers do
	endAllocation
)

// Closing says when interest stops under InterestFirst and CostsFirst, where a
// payment of the exact invoice amount leaves a rest of principal as large as
// the interest it paid.
//
// The default claims that rest and counts nothing on it, and a [Residue] finding
// says so: the client paid the invoice by its number and both ledgers show it
// closed; interest on what is worth the interest paid looks like interest on
// interest, which art. 1343-2 C. civ. allows only by contract or judgment; and a
// claim that is a little low stands where one that is contested does not. Before
// a court, art. 1343-1 supports AtFullPayment.
type Closing uint8

const (
	AtLedgerBalance Closing = iota // when the invoice is settled in the ledger: the rest is claimed and bears nothing
	AtFullPayment                  // when principal, interest and costs are all paid: the strict reading of art. 1343-1
	endClosing
)

// CreditEffect says from when a credit note reduces the principal.
type CreditEffect uint8

const (
	FromCreditDate  CreditEffect = iota // its own date
	FromInvoiceDate                     // the invoice's: the sum was never owed
	endCreditEffect
)

// ReturnEffect says what a returned payment undoes.
type ReturnEffect uint8

const (
	FromReturnDate ReturnEffect = iota // the balance rises again the day after; the creditor had the money meanwhile
	NeverPaid                          // the payment it returns counts for nothing
	endReturnEffect
)

// OpeningEffect says what the judgment opening collective proceedings does to
// the interest of earlier claims (art. L622-28 C. com.).
//
// InterestRunsOn is the exception of the article: interest that results from a
// loan made for a year or more, or from a contract that defers payment by a year
// or more, late interest included (Cass. com. 16 June 2021, 20-13.989). It takes
// an Insolvency and a contract rate, since the exception is of interest that the
// contract gives; it excludes CompoundFrom, since that interest bears none
// itself; and it refuses an invoice whose last due date is less than a year
// after its delivery or its issue, the earlier of the two. The fixed sum is
// refused on what falls due from the opening on, all the same.
type OpeningEffect uint8

const (
	InterestStops  OpeningEffect = iota // on the eve of the judgment, for good
	InterestRunsOn                      // loans and deferrals of a year or more
	endOpeningEffect
)

// Waiver is what a creditor gives up.
type Waiver uint8

// What may be given up.
const (
	WaiveNothing Waiver = iota
	WaiveInterest
	WaiveIndemnity
	WaiveAll
	endWaiver
)

// B2B is the statutory rule between firms, art. L441-10 II C. com., for want
// of a contract rate: ECB rate + 10 points, each day at the rate of its
// half-year, on the sum due TTC, over 365, and 40 EUR per invoice. Half-years
// begin with 2013; earlier days are refused, see [B2BFrom2009].
func B2B() Rule {
	return Rule{Regime: Business, Rate: statutory(), Indemnity: fortyEuros()}
}

// B2BFrom2009 is [B2B] for debts that were late before 2013. From 1 January 2009
// (law 2008-776) to 31 December 2012 art. L441-6 C. com. added 10 points to the
// rate of the ECB's "most recent refinancing operation" and named no half-year:
// each of those days bears the rate then in force, which is a reading of this
// library and no settled law. From 1 January 2013 the two rules are the same.
// Days before 2009 are refused. No indemnity is owed on an invoice issued before
// 2013.
func B2BFrom2009() Rule {
	r := B2B()
	r.Rate.Anchor, r.Rate.Since = HalfYearFrom2013, tenPoints
	return r
}

// tenPoints is the first day of the 10 points and of the floor of 3 × the legal
// rate (law 2008-776), halfYears that of the reference of each half-year.
var tenPoints, halfYears = date.New(2009, 1, 1), date.New(2013, 1, 1)

// Contract is the rule between firms with an agreed rate: the floor of 3 × the
// legal rate is tested in each half-year, and a breach is reported.
func Contract(rate Formula) Rule {
	r := B2B()
	r.Rate, r.Floor = rate, KeepAndWarn
	return r
}

// PublicBuyer is the rule for contracts under the code de la commande publique:
// ECB rate + 8 points, that of the half-year in which interest began to run,
// frozen; and 40 EUR. It holds for terms begun from 1 May 2013, with the receipt of
// the request for payment or else its date; earlier ones are refused.
func PublicBuyer() Rule {
	rate := Above(ECB, decimal.New(8, 0))
	rate.Since = date.New(2013, 5, 1)
	return Rule{Regime: Procurement, Rate: rate, Path: FrozenAtStart, Indemnity: fortyEuros()}
}

// Consumer is the rule against a private person: the legal rate from the day
// after the formal notice, without indemnity. Set Notice. The rate is that of a
// professional creditor; a private creditor uses Rate = Above(LegalPrivate, 0).
func Consumer() Rule {
	return Rule{Regime: Civil, Rate: TimesLegal(1)}
}

// statutory is the rate of art. L441-10 II since it has half-years.
func statutory() Formula {
	rate := Above(ECB, decimal.New(10, 0))
	rate.Since = halfYears
	return rate
}

// isStatutory reports whether f is the rate of art. L441-10 II for want of a
// contract rate. Written in a contract, the same formula is a contract rate:
// that is what its Since tells apart.
func (f *Formula) isStatutory() bool {
	points, _ := rateUnits(f.Points)
	return f.Reference == ECB && f.Times <= 1 && points == 10*percent && !f.Monthly &&
		f.RoundUp.IsZero() && (f.Anchor == HalfYear && f.Since == halfYears || f.Anchor == HalfYearFrom2013 && f.Since == tenPoints)
}

// isPublic reports whether f is a rate that the law gave against public buyers:
// the ECB rate + 8 points, or those of decree 2002-232 for older terms, the ECB
// rate + 7 points and the legal rate + 2.
func (f *Formula) isPublic() bool {
	points, _ := rateUnits(f.Points)
	if f.Times > 1 || f.Monthly || !f.RoundUp.IsZero() {
		return false
	}
	switch f.Reference {
	case ECB:
		return points == 8*percent || points == 7*percent
	case LegalProfessional:
		return points == 2*percent
	}
	return false
}

// frozen reports whether interest is given up on day d, and until when that
// holds, at most until the given day.
func (r *Rule) frozen(d, until date.Date) (bool, date.Date) {
	for _, f := range r.Freezes {
		switch {
		case f.From <= d && d < f.Until:
			return true, min(until, f.Until)
		case d < f.From:
			until = min(until, f.From)
		}
	}
	return false, until
}
