package say

import (
	"regexp"
	"strings"
)

// written is a number as it stands in a French letter or spreadsheet, without
// its spaces: 1500,00 or 1.500,00€ or 40%.
var written = regexp.MustCompile(`^(-?)(\d{1,9}|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,6}))?(€|EUR|euros?|%|j|jours?|days?)?$`)

// Plainly is a number as a policy writes it, with a point and with _ between
// thousands: 1_500.00 for 1 500,00 €, 0.4 for 40 %. It is "" when it is not
// certain what is meant.
func Plainly(text string) string {
	m := written.FindStringSubmatch(Packed(text))
	if m == nil {
		return ""
	}
	sign, whole, fraction, unit := m[1], strings.NewReplacer(".", "", ",", "").Replace(m[2]), m[3], m[4]
	if len(fraction) == 3 {
		return "" // thousands, or thousandths
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if unit == "%" {
		return sign + percent(whole, fraction)
	}
	if len(whole) > 3 {
		whole = thousands(whole)
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// Packed takes the spaces out of a text, those that cannot be seen included.
func Packed(text string) string {
	return strings.NewReplacer(" ", "", "\t", "", "\u00a0", "", "\u202f", "", "\u2009", "", "'", "").Replace(text)
}

func thousands(digits string) string {
	head := (len(digits)-1)%3 + 1
	parts := []string{digits[:head]}
	for i := head; i < len(digits); i += 3 {
		parts = append(parts, digits[i:i+3])
	}
	return strings.Join(parts, "_")
}

// percent moves the point two places to the left.
func percent(whole, fraction string) string {
	for len(whole) < 3 {
		whole = "0" + whole
	}
	point := len(whole) - 2
	decimals := strings.TrimRight(whole[point:]+fraction, "0")
	if whole = whole[:point]; decimals == "" {
		return whole
	}
	return whole + "." + decimals
}
