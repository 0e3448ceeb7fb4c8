package terms

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var simple = regexp.MustCompile(`^(fin de mois )?(?:(\d{1,4}) jours?(?: nets?)?)?( fin de mois)?$`)

// Parse reads the plain French wordings: days, end of month, on receipt.
func Parse(text string) (Terms, error) {
	s := strings.ToLower(strings.Join(strings.Fields(text), " "))
	switch s {
	case "délai légal":
		return Terms{}, nil
	case "comptant":
		return Net(0), nil
	case "à réception", "à réception de facture":
		return OnReceipt(), nil
	case "fin de mois":
		return EndOfMonth(0), nil
	}
	m := simple.FindStringSubmatch(s)
	if m == nil || m[2] == "" || m[1] != "" && m[3] != "" {
		return Terms{}, fmt.Errorf("payment terms %.60q are not understood", text)
	}
	n, _ := strconv.Atoi(m[2])
	t := Net(n)
	switch {
	case m[1] != "":
		t = EndOfMonthThen(n)
	case m[3] != "":
		t = EndOfMonth(n)
	}
	return t, t.Validate()
}
