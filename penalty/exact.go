package penalty

import (
	"math/bits"

	"github.com/creance/creance/internal/minor"
)

// halfUp is sum/divisor rounded half up, for sum ≥ 0 and divisor > 0; false
// when the result does not fit an amount.
func halfUp(sum minor.Sum, divisor int64) (int64, bool) {
	sum.Add(divisor / 2)
	if sum.Hi < 0 || sum.Hi >= divisor {
		return 0, false
	}
	if sum.Hi == 0 { // nearly always, and half the time of the wide division
		q := sum.Lo / uint64(divisor)
		return int64(min(q, maxInterest)), q <= maxInterest
	}
	q, _ := bits.Div64(uint64(sum.Hi), sum.Lo, uint64(divisor))
	return int64(min(q, maxInterest)), q <= maxInterest
}

// maxInterest keeps a sum of interests far from the end of an int64.
const maxInterest = minor.Limit * 1000
