package policy

import (
	"strings"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/say"
)

// checkDay reports a day that no file will see: one that is counted further than
// any file is followed, or from the day of the decision itself, which moves on
// with it.
func (c *compiler) checkDay(path, text string, n lang.Node) {
	at := func(word string) int { return len([]rune(text[:max(0, strings.Index(text, word))])) }
	if days, word := shift(n); days > maxDelay || days < -maxDelay {
		c.report(codeFarDay, path, at(word), say.Both("%s jours : ce jour est à plus de dix ans de la date dont il part", "%s days: this day is more than ten years from the date it counts from", word),
			say.Both("comptez au plus %d jours : previous + 30", "count at most %d days: previous + 30", maxDelay))
	}
	if fact := drift(n); fact != "" {
		c.report(codeMovingDay, path, at(fact), say.Both("ce jour recule avec celui de la décision, car %s avance avec lui : il n’arrive jamais, ou il est toujours passé", "this day moves on with the day of the decision, as %s does: it never comes, or has always passed", fact),
			say.Both("comptez depuis une date qui reste : due + 5, previous + 7 ; un délai se compare dans when : days_overdue >= 30", "count from a date that stays: due + 5, previous + 7; a delay is compared in when: days_overdue >= 30"))
	}
}

// shift is the number of days that a day adds to the date it counts from, with
// the number that adds most as it is written.
func shift(n lang.Node) (days int64, word string) {
	switch n := n.(type) {
	case *lang.MonthEnd:
		return shift(n.X)
	case *lang.Number:
		if n.Of.Kind == lang.Int {
			return n.Value, n.Text
		}
	case *lang.Neg:
		days, word = shift(n.X)
		return -days, word
	case *lang.Arith:
		x, wordX := shift(n.X)
		y, wordY := shift(n.Y)
		if word = wordX; max(y, -y) > max(x, -x) {
			word = wordY
		}
		switch n.Op {
		case "+":
			return x + y, word
		case "-":
			return x - y, word
		}
	}
	return 0, word
}

// drift is a fact by which a day moves on at least as fast as the days pass; ""
// where it does not.
func drift(n lang.Node) string {
	if day, fact := pace(n); day >= 1 {
		return fact
	}
	return ""
}

// pace is how many days a day or a number moves on each day.
func pace(n lang.Node) (days int64, fact string) {
	switch n := n.(type) {
	case *lang.Fact:
		switch n.Symbol.Name {
		case "as_of", "days_overdue", "seniority", "oldest_days_late", "days_since_last":
			return 1, n.Symbol.Name
		case "limitation_days_left":
			return -1, n.Symbol.Name
		}
	case *lang.MonthEnd:
		return pace(n.X)
	case *lang.Neg:
		days, fact = pace(n.X)
		return -days, fact
	case *lang.Arith:
		x, factX := pace(n.X)
		y, factY := pace(n.Y)
		if fact = factX; fact == "" {
			fact = factY
		}
		switch f, isNumber := n.Y.(*lang.Number); {
		case n.Op == "+":
			return x + y, fact
		case n.Op == "-":
			return x - y, fact
		case isNumber:
			return x * f.Value, fact
		}
		if f, ok := n.X.(*lang.Number); ok {
			return y * f.Value, fact
		}
	}
	return 0, ""
}
