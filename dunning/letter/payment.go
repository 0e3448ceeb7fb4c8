package letter

import (
	"regexp"
	"strings"
)

var (
	ibanForm = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$`)
	bicForm  = regexp.MustCompile(`^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$`)
	linkForm = regexp.MustCompile(`^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[\x21-\x7e]*)?$`)
	mailForm = regexp.MustCompile(`^[^\s@<>"(),;:\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
)

// ibanProblem says what is wrong with an IBAN (ISO 13616): its form, its length
// when it is French, or its check digits modulo 97.
func ibanProblem(iban string) string {
	iban = strings.ReplaceAll(iban, " ", "")
	switch {
	case !ibanForm.MatchString(iban):
		return "is not a country code, two digits and 11 to 30 letters or digits"
	case (iban[:2] == "FR" || iban[:2] == "MC") && len(iban) != 27:
		return "does not have the 27 characters of its country"
	}
	rest := 0
	for _, c := range iban[4:] + iban[:4] {
		if c >= 'A' {
			rest = (rest*100 + int(c-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(c-'0')) % 97
		}
	}
	if rest != 1 {
		return "has wrong check digits"
	}
	return ""
}

// printedIBAN is in groups of four, as on a RIB.
func printedIBAN(iban string) string {
	iban = strings.ReplaceAll(iban, " ", "")
	var b strings.Builder
	for i, c := range iban {
		if i > 0 && i%4 == 0 {
			b.WriteString(noBreak)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// sirenProblem checks the nine digits and their Luhn sum.
func sirenProblem(siren string) string {
	digits := strings.ReplaceAll(siren, " ", "")
	if len(digits) != 9 || strings.Trim(digits, "0123456789") != "" {
		return "is not nine digits"
	}
	sum := 0
	for i, c := range digits {
		n := int(c - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	if sum%10 != 0 {
		return "has a wrong check digit"
	}
	return ""
}

func printedSIREN(siren string) string {
	digits := strings.ReplaceAll(siren, " ", "")
	if len(digits) != 9 {
		return siren
	}
	return digits[:3] + noBreak + digits[3:6] + noBreak + digits[6:]
}
