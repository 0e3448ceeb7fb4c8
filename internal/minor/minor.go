// Package minor counts money in whole minor units (cents for the euro), so
// that sums are exact, cheap and independent of the order of addition.
//
// Decimals stay at the boundary of the library. Inside a sum they would cost
// an allocation for each addition, and a rounding by accident could not be
// excluded by looking at the types.
package minor

import (
	"errors"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"
)

// Limit bounds the absolute value of one amount, in minor units: ten thousand
// billion euros. It keeps every amount far from the limits of int64 and stops
// an exponent such as 1e9999 at the door.
const Limit = 1_000_000_000_000_000

var (
	// ErrPrecision says that an amount has a fraction of a minor unit.
	ErrPrecision = errors.New("has more decimals than its currency")
	// ErrLimit says that an amount is beyond Limit.
	ErrLimit = errors.New("is too large")
)

// Digits is the number of decimals of a currency by its ISO 4217 code, "" being
// EUR; false when the code is unknown.
func Digits(code string) (int32, bool) {
	if code == "" || code == "EUR" {
		return 2, true
	}
	if len(code) != 3 || code != upper(code) {
		return 0, false
	}
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 0, false
	}
	scale, _ := currency.Standard.Rounding(unit)
	return int32(scale), true
}

func upper(code string) string {
	b := []byte(code)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

var pow10 = [...]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// Of converts d to minor units of a currency with that many digits, exactly or
// not at all. It does not allocate for amounts of at most 18 digits.
func Of(d decimal.Decimal, digits int32) (int64, error) {
	n, ok := whole(d)
	if ok && (n == 0 || d.Exponent() == -digits) {
		return n, nil // nearly all amounts: cents as cents
	}
	if !ok && d.NumDigits() > 18 {
		// Normalize looks only at digits that already exist, so a huge
		// exponent costs nothing here.
		if d = d.Normalize(); d.NumDigits() > 18 {
			if int64(d.NumDigits())+int64(d.Exponent())+int64(digits) > 15 {
				return 0, ErrLimit
			}
			return 0, ErrPrecision
		}
	}
	if !ok {
		n = d.CoefficientInt64()
	}
	return scale(n, int64(d.Exponent())+int64(digits))
}

// scale is n times ten to the power of shift.
func scale(n, shift int64) (int64, error) {
	if shift < 0 {
		if -shift >= int64(len(pow10)) || n%pow10[-shift] != 0 {
			return 0, ErrPrecision
		}
		n /= pow10[-shift]
	} else if shift > 0 {
		if shift >= 16 || n > Limit/pow10[shift] || n < -Limit/pow10[shift] {
			return 0, ErrLimit
		}
		n *= pow10[shift]
	}
	if n > Limit || n < -Limit {
		return 0, ErrLimit
	}
	return n, nil
}

// Decimal is the amount of n minor units, with the exponent of its currency.
func Decimal(n int64, digits int32) decimal.Decimal {
	if n == 0 && uint32(digits) < uint32(len(zeros)) {
		return zeros[digits]
	}
	return decimal.New(n, -digits)
}

// zeros are made once: most amounts are zero. ISO 4217 knows no currency with more
// decimals.
var zeros = [...]decimal.Decimal{decimal.New(0, 0), decimal.New(0, -1), decimal.New(0, -2), decimal.New(0, -3), decimal.New(0, -4)}
