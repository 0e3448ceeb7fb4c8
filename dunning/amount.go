package dunning

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
)

// ParseAmount reads a plain decimal amount, "1234.56" or "-0.5": an optional
// sign, digits, and at most one point. Exponents are refused, so "1e9999"
// cannot hang the program. At most 13 digits before the point and 9 after.
//
// The error is an [*AmountError].
func ParseAmount(s string) (decimal.Decimal, error) {
	digits := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	if len(s)-len(digits) > 1 {
		return decimal.Decimal{}, &AmountError{Text: s, Problem: "has two signs"}
	}
	whole, fraction, point := strings.Cut(digits, ".")
	switch {
	case !allDigits(whole) || !allDigits(fraction) || whole == "" || point && fraction == "":
		return decimal.Decimal{}, &AmountError{Text: s, Problem: "is not a plain decimal number such as 1234.56"}
	case len(strings.TrimLeft(whole, "0")) > 13:
		return decimal.Decimal{}, &AmountError{Text: s, Problem: "has more than 13 digits before the point"}
	case len(fraction) > 9:
		return decimal.Decimal{}, &AmountError{Text: s, Problem: "has more than 9 decimals"}
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return decimal.Decimal{}, &AmountError{Text: s, Problem: "is not a number"}
	}
	return d, nil
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// An AmountError says which text is no amount and why.
type AmountError struct {
	Text    string // what was read, at most 40 bytes of it shown
	Problem string
}

func (e *AmountError) Error() string {
	return fmt.Sprintf("amount %q %s", clip(e.Text), e.Problem)
}

// CurrencyDigits is the number of decimals of an ISO 4217 currency, "" being
// EUR; false when the code is unknown.
func CurrencyDigits(code string) (int32, bool) { return minor.Digits(code) }
