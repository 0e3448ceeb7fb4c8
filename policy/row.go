package policy

import (
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/minor"
)

// The places of the facts of this package in a row of numbers: their order in
// [Facts], which the schema keeps. A test holds the three together.
const (
	slotAsOf = iota
	slotClientKind
	slotSeniority
	slotCreditLimit
	slotOverLimit
	slotInsured
	slotInsolvency
	slotEmailMissing
	slotOutstanding
	slotOverdue
	slotOverdueCount
	slotOldestDaysLate
	slotAverageDaysLate
	slotLateCount
	slotLateRatio
	slotPromisesBroken
	slotPromiseOpen
	slotPromiseUntil
	slotIssued
	slotDue
	slotBalance
	slotDisputed
	slotDisputedAmount
	slotDoubtful
	slotPenalties
	slotLimitationDaysLeft
	slotTermsVerdict
	slotHeld
	ownSlots // those of the facts of a program begin here
)

// The same in a row of texts.
const (
	slotCurrency = iota
	slotClient
	slotInvoice
	ownTexts
)

// ownFields is where the facts of a program begin in the fields of a schema.
const ownFields = ownSlots + ownTexts

// numbers fills a row as [schema.row] does by reflection, ten times as fast. It is
// false when that has to look: a value is out of bounds or not exact as it stands.
func (f *Facts) numbers(row []int64, digits int32) bool {
	row = row[:ownSlots]
	row[slotAsOf] = int64(f.AsOf)
	row[slotClientKind] = int64(f.ClientKind)
	row[slotSeniority] = int64(f.Seniority)
	row[slotOverLimit] = truth(f.OverLimit)
	row[slotInsured] = truth(f.Insured)
	row[slotInsolvency] = truth(f.Insolvency)
	row[slotEmailMissing] = truth(f.EmailMissing)
	row[slotOverdueCount] = int64(f.OverdueCount)
	row[slotOldestDaysLate] = int64(f.OldestDaysLate)
	row[slotAverageDaysLate] = int64(f.AverageDaysLate)
	row[slotLateCount] = int64(f.LateCount)
	row[slotPromisesBroken] = int64(f.PromisesBroken)
	row[slotPromiseOpen] = truth(f.PromiseOpen)
	row[slotPromiseUntil] = int64(f.PromiseUntil)
	row[slotIssued] = int64(f.Issued)
	row[slotDue] = int64(f.Due)
	row[slotDisputed] = truth(f.Disputed)
	row[slotDoubtful] = truth(f.Doubtful)
	row[slotLimitationDaysLeft] = int64(f.LimitationDaysLeft)
	row[slotHeld] = truth(f.Held)

	wrong := lang.Beyond(int64(f.AsOf), lang.MaxDate) | lang.Beyond(int64(f.PromiseUntil), lang.MaxDate) |
		lang.Beyond(int64(f.Issued), lang.MaxDate) | lang.Beyond(int64(f.Due), lang.MaxDate) |
		lang.Beyond(int64(f.Seniority), lang.MaxInt) | lang.Beyond(int64(f.OverdueCount), lang.MaxInt) |
		lang.Beyond(int64(f.OldestDaysLate), lang.MaxInt) | lang.Beyond(int64(f.AverageDaysLate), lang.MaxInt) |
		lang.Beyond(int64(f.LateCount), lang.MaxInt) | lang.Beyond(int64(f.PromisesBroken), lang.MaxInt) |
		lang.Beyond(int64(f.LimitationDaysLeft), lang.MaxInt)
	if wrong>>63 != 0 || f.ClientKind > 2 {
		return false
	}
	switch f.TermsVerdict {
	case "", "unknown":
		row[slotTermsVerdict] = 0
	case "lawful":
		row[slotTermsVerdict] = 1
	case "excessive":
		row[slotTermsVerdict] = 2
	default:
		return false
	}
	ok := true
	money := func(slot int, d decimal.Decimal) {
		n, err := minor.Of(d, digits)
		row[slot], ok = n, ok && err == nil
	}
	money(slotCreditLimit, f.CreditLimit)
	money(slotOutstanding, f.Outstanding)
	money(slotOverdue, f.Overdue)
	money(slotBalance, f.Balance)
	money(slotDisputedAmount, f.DisputedAmount)
	money(slotPenalties, f.Penalties)
	ratio, err := minor.Of(f.LateRatio, lang.RatioDigits)
	row[slotLateRatio] = ratio
	return ok && err == nil && f.LateRatio.Exponent() >= -18 && ratio < lang.MaxRatio && ratio > -lang.MaxRatio
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
