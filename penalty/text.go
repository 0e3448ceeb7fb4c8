package penalty

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Text is the line as a person would write it, without its currency:
//
//	10 000,00 × 12,15 % × 31/365 = 103,19 (taux de refinancement de la BCE 2,15 % au 1er janvier 2026 + 10 points)
func (l Line) Text(lang law.Lang) string {
	places := max(0, -l.Interest.Exponent())
	return fmt.Sprintf("%s × %s × %d/%d = %s (%s)",
		locale.Number(l.Principal, places, lang), rateText(l.Rate, lang), l.Days, l.Divisor,
		locale.Number(l.Interest, places, lang), l.Ground.Text(lang))
}

// seriesNames are the shipped references as they are called; others go by their
// own name.
var seriesNames = map[Series][2]string{
	ECB:               {"taux de refinancement de la BCE", "ECB rate"},
	LegalProfessional: {"taux légal (créancier professionnel)", "legal rate (professional creditor)"},
	LegalPrivate:      {"taux légal (créancier particulier)", "legal rate (private creditor)"},
	GermanBase:        {"Basiszinssatz", "Basiszinssatz"},
	AustrianBase:      {"Basiszinssatz", "Basiszinssatz"},
	BankOfEngland:     {"taux de la Banque d’Angleterre", "Bank Rate"},
}

// Text says where a rate comes from: "taux de refinancement de la BCE 2,15 % au 1er janvier 2026 + 10 points".
func (g Ground) Text(lang law.Lang) string {
	say := func(french, english string) string {
		if lang == law.English {
			return english
		}
		return french
	}
	var b strings.Builder
	switch {
	case g.Reference == "" && g.Monthly:
		b.WriteString(say("taux convenu ", "agreed rate ") + rateText(g.Points, lang) + say(" par mois × 12", " a month × 12"))
	case g.Reference == "":
		b.WriteString(say("taux convenu ", "agreed rate ") + rateText(g.Points, lang))
	default:
		name, known := seriesNames[g.Reference]
		if !known {
			name = [2]string{string(g.Reference), string(g.Reference)}
		}
		if g.Times > 1 {
			fmt.Fprintf(&b, "%d × ", g.Times)
		}
		fmt.Fprintf(&b, "%s %s %s %s", name[lang&1], rateText(g.Percent, lang), say("au", "on"), locale.Date(g.Day, lang))
		if !g.Points.IsZero() {
			sign, points := "+", g.Points
			if points.IsNegative() {
				sign, points = "−", points.Neg()
			}
			fmt.Fprintf(&b, " %s %s points", sign, locale.Number(points, max(0, -points.Exponent()), lang))
		}
	}
	if g.Raised {
		b.WriteString(say(", à la place du taux convenu, inférieur au minimum", ", instead of the agreed rate, which is below its floor"))
	}
	if g.Surcharge {
		b.WriteString(say(" + 5 points (art. L313-3 C. mon. fin.)", " + 5 points (art. L313-3 C. mon. fin.)"))
	}
	return b.String()
}

// rateText shows two decimals, more when the rate has more.
func rateText(rate decimal.Decimal, lang law.Lang) string {
	return locale.Percent(rate, max(2, -rate.Exponent()), lang)
}
