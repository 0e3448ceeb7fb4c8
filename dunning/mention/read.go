package mention

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// readable is a rate read in a text.
type readable struct {
	Rate
	monthly bool
	bareECB bool // the ECB rate without its points
	excerpt string
}

const number = `(\d{1,4}(?:[.,]\d{1,4})?)`

var (
	ecb      = regexp.MustCompile(`\bbce\b|banque centrale europeenne|\becb\b|european central bank|refinanc\w+`)
	points   = regexp.MustCompile(`(?:major\w+|augment\w+|plus|\+|increased)[^\d%.;]{0,20}?(?:` + number + `|(sept|huit|dix|seven|eight|ten)\b)(?: ?\( ?\d+ ?\))? ?(?:points?|%|percentage)`)
	multiple = regexp.MustCompile(`(?:` + number + `|(deux|trois|quatre|cinq|two|three|four|five)) ?(?:\( ?\d+ ?\) ?)?(?:fois|x|×|times)(?: et demie)? (?:le |the |du )?(?:french )?(?:taux (?:d'? ?)?(?:de l')?(?:interets? )?legal|(?:statutory|legal)(?: interest)?(?: rate)?)`)
	after    = regexp.MustCompile(`^(?: (?:en vigueur|applicable|francais))? ?(?:x|×|multiplie par|fois|times) ?(?:` + number + `|(deux|trois|quatre|cinq|two|three|four|five)\b)`)
	vat      = regexp.MustCompile(`\btva\b|\bvat\b`)
	half     = regexp.MustCompile(`une fois et demie? (?:le |du )?taux (?:d'? ?)?(?:de l')?(?:interets? )?legal`)
	sumOf    = regexp.MustCompile(`^[^.;]{0,20}?(?:\+|plus|major\w+|augment\w+)[^.;]{0,30}(?:taux|rate)`)
	legal    = regexp.MustCompile(`taux (?:d'? ?)?(?:de l')?(?:interets? )?legal|(?:statutory|legal) (?:interest )?rate`)
	percents = regexp.MustCompile(number + ` ?%(?: ?(?:ht|ttc))?(?: ?(par mois|/ ?mois|mensuel\w*|per month|a month|monthly|par jour|/ ?jour|per day|par semaine|par trimestre))?`)
	euros    = regexp.MustCompile(`(?:` + number + ` ?(?:€|euros?\b|eur\b)|(?:€|eur ) ?` + number + `|(quarante|forty) ?(?:\( ?40 ?\) ?)?(?:€|euros?|eur\b))(,? ?(?:ht\b|hors taxes?|ttc\b|toutes taxes|\+ ?tva|excl\w*\.? vat|plus vat))?`)
	spelled  = map[string]int64{"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "dix": 10, "ten": 10}
	ten      = decimal.New(10, 0)
)

func parseNumber(s string) decimal.Decimal {
	d, err := decimal.NewFromString(strings.Replace(s, ",", ".", 1))
	if err != nil {
		return decimal.Decimal{}
	}
	return d
}

// readRate finds the late-payment rate of a zone: the ECB formula first, since
// a percentage beside it is only what it comes to today; then whichever of a
// percentage and a multiple of the legal rate is stated first.
func readRate(zone string) (readable, bool) {
	if at := ecb.FindStringIndex(zone); at != nil {
		r := readable{Rate: Rate{Kind: ECBPlus}, excerpt: zone[at[0]:]}
		m := points.FindStringSubmatch(zone)
		if m == nil {
			r.Kind, r.bareECB = Other, true
			return r, true
		}
		r.Value = numberOrWord(m[1], m[2])
		if r.Value.Equal(ten) {
			r.Rate = Rate{}
		}
		return r, true
	}
	p, hasPercent := readPercent(zone)
	if m := multiple.FindStringSubmatchIndex(zone); m != nil && (!hasPercent || m[0] < p.start) {
		r := readable{excerpt: zone[m[0]:m[1]]}
		r.Rate = Rate{Kind: LegalMultiple, Value: numberOrWord(sub(zone, m, 1), sub(zone, m, 2))}
		return r, true
	}
	if at := half.FindStringIndex(zone); at != nil {
		return readable{Rate: Rate{Kind: LegalMultiple, Value: decimal.New(15, -1)}, excerpt: zone[at[0]:at[1]]}, true
	}
	if at := legal.FindStringIndex(zone); at != nil && (!hasPercent || at[0] < p.start) {
		r := readable{Rate: Rate{Kind: LegalMultiple, Value: decimal.New(1, 0)}, excerpt: zone[at[0]:at[1]]}
		if m := after.FindStringSubmatch(zone[at[1]:]); m != nil {
			r.Value = numberOrWord(m[1], m[2]) // "taux légal x 3"
			return r, true
		}
		if points.MatchString(zone[at[1]:]) {
			r.Rate = Rate{Kind: Other} // legal rate plus points
		}
		return r, true
	}
	if !hasPercent {
		return readable{}, false
	}
	r := readable{Rate: Rate{Kind: Fixed, Value: p.value}, excerpt: p.excerpt}
	switch {
	case sumOf.MatchString(zone[p.start+len(p.excerpt):]):
		r.Rate = Rate{Kind: Other} // "10 % + 3 fois le taux légal"
	case p.period == "":
	case strings.Contains(p.period, "mois") || strings.Contains(p.period, "mens") || strings.Contains(p.period, "month"):
		r.monthly = true
		r.Value = p.value.Mul(decimal.New(12, 0))
	default:
		r.Rate = Rate{Kind: Other}
	}
	return r, true
}

func sub(s string, m []int, group int) string {
	if m[2*group] < 0 {
		return ""
	}
	return s[m[2*group]:m[2*group+1]]
}

func numberOrWord(digits, word string) decimal.Decimal {
	if word != "" {
		return decimal.NewFromInt(spelled[word])
	}
	return parseNumber(digits)
}

type percentage struct {
	value   decimal.Decimal
	period  string
	start   int
	excerpt string
}

// readPercent is the first percentage that is not a VAT rate.
func readPercent(zone string) (percentage, bool) {
	for _, m := range percents.FindAllStringSubmatchIndex(zone, -1) {
		lead := zone[max(0, m[0]-12):m[0]]
		if strings.Contains(lead, "tva") || strings.Contains(lead, "vat") {
			continue
		}
		return percentage{value: parseNumber(sub(zone, m, 1)), period: sub(zone, m, 2), start: m[0], excerpt: zone[m[0]:m[1]]}, true
	}
	return percentage{}, false
}

type amount struct {
	value   decimal.Decimal
	taxed   bool
	excerpt string
}

func readEuros(zone string) []amount {
	var list []amount
	for _, m := range euros.FindAllStringSubmatchIndex(zone, -1) {
		value := forty
		if m[6] < 0 { // not spelled out
			value = parseNumber(sub(zone, m, 1) + sub(zone, m, 2))
		}
		list = append(list, amount{value: value, taxed: m[8] >= 0, excerpt: zone[m[0]:m[1]]})
	}
	return list
}
