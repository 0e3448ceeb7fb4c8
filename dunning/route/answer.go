package route

import (
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Verdict says whether a route is open.
type Verdict uint8

const (
	Open       Verdict = iota + 1 // nothing given here closes it
	Closed                        // a reason closes it
	CannotTell                    // a fact is missing, or the law is not settled
)

// String is "open", "closed" or "cannot-tell".
func (v Verdict) String() string {
	switch v {
	case Open:
		return "open"
	case Closed:
		return "closed"
	case CannotTell:
		return "cannot-tell"
	}
	return "unknown"
}

// An Answer is the list of routes for one claim on one day.
type Answer struct {
	AsOf   date.Date
	Routes []Route // always all of them, in the order of the package documentation
}

// A Route is one way to recover the claim.
type Route struct {
	Code       string // "payment-order"…
	Verdict    Verdict
	Reasons    []Reason       // what closes it, what is missing, then what to know
	Deadlines  []Deadline     // in the order they come
	Actors     []string       // who acts: "creditor", "agency", "officer" (commissaire de justice), "lawyer", "mediator", "arbitrator", "court", "clerk", "representative"
	Court      string         // "commercial", "economic" (activity court), "commercial-chamber" (Alsace-Moselle), "judicial", "administrative"; "" when none
	Lawyer     Tri            // compulsory; Unknown when it cannot be told
	Title      bool           // it ends in an enforceable title
	Charges    []Charge       // what the State asks for, where known
	Confidence law.Confidence // the weakest among the reasons that made the verdict
}

// A Reason is one ground for a verdict, or one thing to know.
type Reason struct {
	Code    string
	Verdict Verdict // Closed, CannotTell; Open for what is only to be known
	Basis   law.Basis
}

// A Deadline is a time that the route sets.
type Deadline struct {
	Code   string
	Days   int
	Months int
	From   date.Date // the day it runs from, when known
	Date   date.Date // its last day, when From is known; not rolled to a business day
	Basis  law.Basis
}

// A Charge is a sum due to the State for the proceedings.
type Charge struct {
	Code     string
	Amount   decimal.Decimal // in euros; zero when it depends on the claimant
	Due      Tri
	Basis    law.Basis
	Conflict []law.Basis // other readings, where sources differ
}

// Route finds a route by its code.
func (a Answer) Route(code string) (Route, bool) {
	for _, r := range a.Routes {
		if r.Code == code {
			return r, true
		}
	}
	return Route{}, false
}

// Notice says that an answer informs and gives no advice. Show it with every
// answer.
func Notice(lang law.Lang) string {
	return [2]string{
		"Information générale, non un conseil juridique : vérifier les textes et consulter un professionnel avant d’agir.",
		"General information, not legal advice: check the texts and ask a professional before acting.",
	}[lang&1]
}

// Text is the name of the route and its verdict.
func (r Route) Text(lang law.Lang) string {
	sep := " : "
	if lang == law.English {
		sep = ": "
	}
	return routeNames[r.Code][lang&1] + sep + verdictNames[r.Verdict][lang&1]
}

// Text says the reason in words, with its article.
func (r Reason) Text(lang law.Lang) string { return cite(reasons[r.Code].text[lang&1], r.Basis) }

// Text says the deadline in words, with its last day when known.
func (d Deadline) Text(lang law.Lang) string {
	text := deadlines[d.Code].text[lang&1]
	if d.Date != 0 {
		on := " : "
		if lang == law.English {
			on = ": "
		}
		text += on + locale.Date(d.Date, lang)
	}
	return cite(text, d.Basis)
}

// Text says the charge in words.
func (c Charge) Text(lang law.Lang) string { return cite(chargeNames[c.Code][lang&1], c.Basis) }

func cite(text string, b law.Basis) string {
	if b.Article == "" {
		return text
	}
	return strings.TrimSuffix(text, ".") + " (" + b.Article + ")"
}
