package terms

// readings are the agreements that an Ambiguous wording can mean, when all of
// them can be named: those around an "ou", and those a verdict carries.
func (a *agreement) readings(text string, v verdict) []Terms {
	if v.reason != Ambiguous {
		return nil
	}
	if v.at.symbol == or && !v.at.folded {
		return aroundOr(text, v.at)
	}
	var list []Terms
	for _, c := range a.clauses {
		if c.share != 0 || c.discount || c.deposit || c.balance || len(a.verdicts) > 1 {
			return nil // the parts and discounts would be lost
		}
	}
	for _, r := range v.either {
		if !r.valid() || r.unit == legal {
			return nil
		}
		list = append(list, of(r).By(a.method))
	}
	return list
}

// aroundOr reads the two sides of an "ou" that each stand on their own: "30
// jours ou 60 jours", not "30 jours le 10 ou le 25".
func aroundOr(text string, at item) []Terms {
	left, right := Read(text[:at.from]), Read(text[at.to:])
	if left.Refusal != nil || right.Refusal != nil || left.Terms == right.Terms {
		return nil
	}
	if bare := right.Terms.onlyDays(); bare != left.Terms.onlyDays() {
		return nil
	}
	return []Terms{left.Terms, right.Terms}
}

// onlyDays reports whether t says a day of the month and nothing before it.
func (t Terms) onlyDays() bool {
	r := t.rule
	return r.days != 0 && r.delay == 0 && r.period == noPeriod
}
