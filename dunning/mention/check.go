package mention

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Check reads the payment notes of an invoice or of general terms, in French or
// English, against what the law asks between businesses. It reads at most
// 65 536 bytes.
func Check(text string) Report {
	c := checker{text: fold(text)}
	c.marks = marks(c.text)
	c.penalties()
	c.indemnity()
	c.discount()
	return c.report
}

type checker struct {
	text   string
	marks  []mark
	report Report
}

func (c *checker) find(code, excerpt string) {
	k := findings[code]
	if len(excerpt) > 120 {
		excerpt = strings.ToValidUTF8(excerpt[:120], "")
	}
	c.report.Findings = append(c.report.Findings, Finding{Code: code, About: k.about, Fault: k.fault, Excerpt: strings.TrimSpace(excerpt), Basis: k.basis})
}

// A mark is a word that says which of the three notes is being talked about.
type mark struct {
	about      Code
	start, end int
}

var words = map[Code]*regexp.Regexp{
	PMD: anyOf(
		`penalit\w*`,
		`interets? (?:de retard|moratoires?)`,
		`late[- ]payment (?:interest|charge|fee|rate)`,
		`(?:late|default) (?:interest|fee|charge)s?`,
		`penalt(?:y|ies)`,
		`(?:interest|charges?|fees?) (?:is due |is charged )?(?:on|for) (?:late|overdue)`,
		`(?:late|overdue) (?:payments?|invoices?|amounts?|sums?) (?:will|shall|may|are|is) `,
	),
	PMT: anyOf(
		`indemnites?(?: forfaitaires?)?(?: (?:pour|de|des) frais)?(?: de recouvrement)?`,
		`frais (?:forfaitaires )?de recouvrement`,
		`(?:recovery|collection) (?:costs?|charges?|fees?)`,
		`(?:fixed|flat|lump)[- ]\w* ?(?:indemnity|compensation|sum)`,
		`indemnity`,
	),
	AAB: anyOf(`escomptes?`, `discounts?`),
}

// maxWords bounds the work on a text that says "escompte" a thousand times.
const maxWords = 64

func marks(text string) []mark {
	var all []mark
	for _, about := range []Code{PMD, PMT, AAB} {
		for _, at := range words[about].FindAllStringIndex(text, maxWords) {
			all = append(all, mark{about, at[0], at[1]})
		}
	}
	slices.SortStableFunc(all, func(a, b mark) int { return a.start - b.start })
	return all
}

// reach is how far after its word a note is read.
const reach = 400

// zones yields, for each word about one note, the text up to the next word about
// another note, then the rest of its sentence before it: "pénalités : 12 %",
// then "12 % à titre de pénalités".
func (c *checker) zones(about Code) (after, before []string) {
	for i, m := range c.marks {
		if m.about != about {
			continue
		}
		end := min(len(c.text), m.end+reach)
		if i+1 < len(c.marks) {
			for _, next := range c.marks[i+1:] {
				if next.about != about {
					end = min(end, next.start)
					break
				}
			}
		}
		after = append(after, c.text[m.start:max(end, m.end)])
		start := max(0, m.start-reach)
		for _, previous := range slices.Backward(c.marks[:i]) {
			if previous.about != about {
				start = max(start, previous.end)
				break
			}
		}
		start = min(start, m.start)
		if dot := strings.LastIndex(c.text[start:m.start], ". "); dot >= 0 {
			start += dot + 2
		}
		before = append(before, c.text[start:m.start])
	}
	return after, before
}

func (c *checker) penalties() {
	after, before := c.zones(PMD)
	if denied := c.denied(PMD, pmdDenied, pmdSetOut); denied != "" {
		c.find("pmd-denied", denied)
		return
	}
	if len(after) == 0 {
		c.find("pmd-missing", "")
		return
	}
	for _, zone := range append(after, before...) {
		if rate, ok := readRate(zone); ok {
			c.report.Rate, c.report.RateFound = rate.Rate, true
			c.judge(rate)
			break
		}
	}
	if !c.report.RateFound {
		c.find("pmd-no-rate", after[0])
	}
	for _, zone := range after {
		if late := pmdNotice.FindString(zone); late != "" {
			c.find("pmd-needs-notice", late)
			break
		}
	}
	for _, zone := range after {
		if m := pmdLateStart.FindStringSubmatch(zone); m != nil && m[1]+m[2] != "1" {
			c.find("pmd-late-start", m[0])
			break
		}
	}
}

// denied is the wording that sets a note out: one that says so, or the note's own
// name with "sans objet" or the like behind it, and nothing else between them of
// which that may be said: another note, or the VAT of "TVA non applicable".
func (c *checker) denied(about Code, says, setsOut *regexp.Regexp) string {
	if found := says.FindString(c.text); found != "" {
		return found
	}
	for _, found := range setsOut.FindAllString(c.text, maxWords) {
		others := marks(found)
		other := func(m mark) bool { return m.about != about }
		if !vat.MatchString(found) && !slices.ContainsFunc(others, other) {
			return found
		}
	}
	return ""
}

func (c *checker) judge(r readable) {
	switch {
	case r.bareECB:
		c.report.RateFound = true
		c.find("pmd-no-points", r.excerpt)
	case r.Kind == LegalMultiple && r.Value.LessThan(three):
		c.find("pmd-below-floor", r.excerpt)
	case r.Kind == Other:
		c.find("pmd-not-compared", r.excerpt)
	case r.monthly:
		c.find("pmd-monthly", r.excerpt)
	case r.Kind == Fixed && r.Value.IsZero():
		c.find("pmd-denied", r.excerpt)
	}
}

var forty = decimal.New(40, 0)

func (c *checker) indemnity() {
	after, before := c.zones(PMT)
	if denied := c.denied(PMT, pmtDenied, pmtSetOut); denied != "" {
		c.find("pmt-denied", denied)
		return
	}
	var stated []amount
	for _, zone := range append(after, before...) {
		if stated = append(stated, readEuros(zone)...); len(stated) > 0 {
			break
		}
	}
	switch {
	case len(after) == 0:
		c.find("pmt-missing", "")
		return
	case len(stated) == 0:
		c.find("pmt-no-amount", after[0])
		return
	}
	best := stated[0]
	for _, a := range stated {
		if a.value.Equal(forty) {
			best = a
			break
		}
	}
	c.report.Indemnity = best.value
	if !best.value.Equal(forty) {
		c.find("pmt-amount", best.excerpt)
	}
	if best.taxed {
		c.find("pmt-vat", best.excerpt)
	}
	for _, zone := range after {
		if step := perStep.FindString(zone); step != "" {
			c.find("pmt-per-reminder", step)
			break
		}
	}
}

func (c *checker) discount() {
	after, before := c.zones(AAB)
	if len(after) == 0 {
		c.find("aab-missing", "")
		return
	}
	if aabNone.MatchString(c.text) {
		c.report.DiscountFound = true
		return
	}
	for i, zone := range append(after, before...) {
		d := Discount{}
		p, ok := readPercent(zone)
		if !ok {
			continue
		}
		around := zone
		if i < len(before) {
			around = before[i] + zone
		}
		d.Percent = p.value
		d.Yearly = yearly.MatchString(around)
		if when := aabWhen.FindStringSubmatch(around); when != nil {
			n, _ := decimal.NewFromString(when[1])
			d.Days = int(n.IntPart())
		} else if !aabEarly.MatchString(around) {
			c.find("aab-no-condition", zone)
		}
		c.report.Discount, c.report.DiscountFound = d, true
		return
	}
	c.find("aab-vague", after[0])
}
