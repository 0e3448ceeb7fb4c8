package plan

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
)

// A Contract is billed as the work goes on (facturation à l'avancement).
type Contract struct {
	Amount    decimal.Decimal // the whole contract; HT or TTC, and every answer on the same basis
	Currency  string          // ISO 4217; "" is EUR
	Deposit   decimal.Decimal // acompte already invoiced, deducted in proportion to the work done
	Retention decimal.Decimal // retenue de garantie in percent, at most 5 (art. 1 of law 71-584 of 16 July 1971)
}

// A Claim is one progress invoice (situation): what is billed for one stage.
type Claim struct {
	Done      decimal.Decimal // percent of the contract done since the start
	Value     decimal.Decimal // value of this stage
	Recovered decimal.Decimal // deposit deducted on this stage
	Retained  decimal.Decimal // retention held back on this stage, due once the guarantee period is over
	Payable   decimal.Decimal // Value - Recovered - Retained
}

// Stages bills a contract at the percentages done, each counted from the start
// of the work: 30, 70, 100. Each claim is the rounded total to date less what
// was billed before, so that claims never drift and at 100 the values add up
// to the contract, the deductions to the deposit, the retentions to the
// retention, all to the cent. A claim may be two cents below zero, and only where
// deposit and retention take the whole contract.
//
// The error joins [*LineError], whose line is the stage.
func Stages(c Contract, done ...decimal.Decimal) ([]Claim, error) {
	digits, err := c.validate(done)
	if err != nil {
		return nil, err
	}
	total, _ := minor.Of(c.Amount, digits)
	deposit, _ := minor.Of(c.Deposit, digits)
	retention := percentOf(total, c.Retention)

	claims := make([]Claim, len(done))
	var value, recovered, retained int64
	for i, percent := range done {
		next := roundTo(percentOf(total, percent), 1)
		nextRecovered := roundTo(percentOf(deposit, percent), 1)
		nextRetained := roundTo(retention.Mul(percent).Shift(-2), 1)
		v, d, r := next-value, nextRecovered-recovered, nextRetained-retained
		claims[i] = Claim{
			Done: percent, Value: minor.Decimal(v, digits), Recovered: minor.Decimal(d, digits),
			Retained: minor.Decimal(r, digits), Payable: minor.Decimal(v-d-r, digits),
		}
		value, recovered, retained = next, nextRecovered, nextRetained
	}
	return claims, nil
}

var maxRetention = decimal.New(5, 0)

func (c Contract) validate(done []decimal.Decimal) (int32, error) {
	var errs []error
	report := func(line int, what, fix string) {
		errs = append(errs, &LineError{Line: line, What: what, Fix: fix})
	}
	digits, known := minor.Digits(c.Currency)
	if !known {
		report(0, "is in an unknown currency", `write "EUR", or leave it empty for euros`)
	}
	amount, errAmount := minor.Of(c.Amount, digits)
	deposit, errDeposit := minor.Of(c.Deposit, digits)
	switch {
	case errAmount != nil || errDeposit != nil:
		report(0, "has an amount with a fraction of a cent, or too large", "")
	case amount <= 0:
		report(0, "has no positive amount", "")
	case deposit < 0:
		report(0, "has a negative deposit", "")
	}
	ratio := c.Retention
	switch {
	case !bounded(ratio) || ratio.IsNegative() || ratio.GreaterThan(maxRetention):
		report(0, "retains more than 5 % or less than 0", "law 71-584 of 16 July 1971, art. 1: at most 5 %")
	case errAmount == nil && errDeposit == nil && decimal.NewFromInt(deposit).Add(percentOf(amount, ratio)).GreaterThan(decimal.NewFromInt(amount)):
		report(0, "deducts more than the contract: deposit and retention exceed it", "")
	}
	last := decimal.Decimal{}
	for i, percent := range done {
		switch {
		case !bounded(percent) || percent.GreaterThan(hundred):
			report(i+1, "is more than 100 % done, or finer than 6 decimals", "give the percentage done since the start")
			return 0, errors.Join(errs...)
		case percent.LessThanOrEqual(last):
			report(i+1, fmt.Sprintf("is at %s %%, not beyond the stage before", percent), "percentages count from the start of the work: 30, 70, 100")
		}
		last = percent
	}
	return digits, errors.Join(errs...)
}
