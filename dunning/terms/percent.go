package terms

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Percent is a percentage in ten-thousandths of a point: 2.25 % is 22 500. It is
// exact, and comparable with ==.
type Percent int32

// OnePercent is 1 %; 2*OnePercent is 2 %.
const OnePercent Percent = 10_000

const whole = 100 * OnePercent

// Decimal is the percentage as a number: 2.25 for 2.25 %.
func (p Percent) Decimal() decimal.Decimal { return decimal.New(int64(p), -4) }

// String is the French writing without superfluous zeros: "2,25 %".
func (p Percent) String() string {
	n, sign := int64(p), ""
	if n < 0 {
		n, sign = -n, "-"
	}
	text := sign + strconv.FormatInt(n/int64(OnePercent), 10)
	if fraction := n % int64(OnePercent); fraction != 0 {
		digits := strconv.FormatInt(int64(OnePercent)+fraction, 10)[1:]
		text += "," + strings.TrimRight(digits, "0")
	}
	return text + " %"
}
