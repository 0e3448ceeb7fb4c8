package minor

import "math/big"

// Share is n × part / whole rounded half away from zero: what part of a sum
// falls to n when part falls to whole. It is 0 when whole is 0. The
// caller sees to it that |part| ≤ |whole|, so that the result fits.
func Share(n, part, whole int64) int64 {
	if n == 0 || part == 0 || whole == 0 {
		return 0
	}
	if n == whole {
		return part
	}
	num := new(big.Int).Mul(big.NewInt(n), big.NewInt(part))
	den := big.NewInt(whole)
	// Half away from zero: (2·num ± den) / 2·den, truncated.
	half := new(big.Int).Set(den)
	if num.Sign()*den.Sign() < 0 {
		half.Neg(half)
	}
	num.Lsh(num, 1).Add(num, half)
	return num.Quo(num, den.Lsh(den, 1)).Int64()
}
