package letter

import (
	"fmt"
	"regexp"
	"strings"
)

// A ForbiddenError says that a text claims or states what is not so. It guards
// templates of one's own: the shipped ones never do.
type ForbiddenError struct {
	Variant Variant
	Words   string // the words found
	Why     string
}

func (e *ForbiddenError) Error() string {
	return fmt.Sprintf("letter %s: %s may not be written: %s", e.Variant, quoted(e.Words), e.Why)
}

var (
	firmsOnly  = regexp.MustCompile(`(?i)\bart(icle)?s?\.?[\s\x{a0}]+(L|D)\.?[\s\x{a0}]?441-(10|5)\b|indemnité\s+forfaitaire|fixed\s+indemnity`)
	publicOnly = regexp.MustCompile(`(?i)\bart(icle)?s?\.?[\s\x{a0}]+(L|R|D)\.?[\s\x{a0}]?2192-\d+`)
	firmsLaw   = regexp.MustCompile(`(?i)\bart(icle)?s?\.?[\s\x{a0}]+(L|D)\.?[\s\x{a0}]?441-(10|5)\b`)
	interrupts = regexp.MustCompile(`(?i)[^’'\pL](interrompt|interrompra|interrompant)\b[^.]{0,60}prescription|\b(interrupts|interrupting|will interrupt)\b[^.]{0,60}limitation`)
)

// forbidden looks for the claims that the law denies for a kind of client, and
// for the belief that a formal notice interrupts limitation (Cass. com. 18 May
// 2022, 20-23.204, says it does not; the written claim on a public body does,
// law 68-1250). An article is known by the word before
// it, so that an invoice numbered L441-10 does no harm.
func forbidden(v Variant, view View, m Message) error {
	for _, rule := range []struct {
		applies bool
		words   *regexp.Regexp
		why     string
	}{
		{view.Consumer, firmsOnly, "a consumer owes neither the penalties of art. L441-10 C. com. nor the 40 EUR"},
		{!view.Public, publicOnly, "the code de la commande publique is for public buyers"},
		{view.Public, firmsLaw, "a public buyer owes under the code de la commande publique, not art. L441-10 C. com."},
		{v.Kind == FormalNotice && !view.Public, interrupts, "a formal notice does not interrupt limitation (Cass. com. 18 May 2022, 20-23.204)"},
	} {
		if !rule.applies {
			continue
		}
		if found := rule.words.FindString(m.Subject + "\n" + m.Body); found != "" {
			return &ForbiddenError{v, strings.TrimSpace(found), rule.why}
		}
	}
	return nil
}
