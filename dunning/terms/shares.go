package terms

import "slices"

// inParts reports whether the percentages of the wording are parts to pay, not
// discounts: something is called a deposit or a balance, or they make 100 %.
func (a *agreement) inParts() bool {
	sum, named := Percent(0), false
	for _, c := range a.clauses {
		if !c.discount {
			sum += c.share
			named = named || c.deposit || c.balance
		}
	}
	return named || sum == whole
}

// parts are the shares with their rules; empty when the wording has none. The
// clause main, if any, is when the rest is paid.
func (a *agreement) parts(main clause, hasMain bool) []Part {
	if !a.inParts() {
		return nil
	}
	var parts []Part
	rest, missing := whole, -1 // missing is the part that takes the rest
	delivered := slices.ContainsFunc(a.clauses, func(c clause) bool { return c.based && c.rule.base == Delivery })
	for _, c := range a.clauses {
		if c.discount || c.share == 0 && !c.deposit && !c.balance {
			continue
		}
		r, reason, bad := c.partRule()
		if delivered && c.bare {
			a.refuse(Ambiguous, c.first) // "60 % livraison, 10 % réception": of the invoice, or of the works?
		}
		switch {
		case bad:
			a.refuse(reason, c.first)
		case !c.said() && c.balance && hasMain:
			if r, reason, bad = main.finish(); bad {
				a.refuse(reason, main.first)
			}
			hasMain = false
		case !c.said() && c.deposit && (c.share == whole || c.share == 0 && len(a.clauses) == 1): // "payable d'avance"
			a.refuse(Prepaid, c.first)
		case !c.said() && !c.deposit, c.share == 0 && !c.balance:
			a.refuse(UndatedParts, c.first)
		}
		if c.share == 0 {
			if missing >= 0 {
				a.refuse(UndatedParts, c.first)
			}
			missing = len(parts)
		}
		rest -= c.share
		parts = append(parts, Part{Share: c.share, Terms: of(r)})
	}
	if hasMain { // "Paiement à 30 jours. Acompte de 30 % à la commande."
		r, reason, bad := main.finish()
		if bad || missing >= 0 || rest <= 0 {
			a.refuse(max(reason, Ambiguous), main.first)
			return nil
		}
		missing = len(parts)
		parts = append(parts, Part{Terms: of(r)})
	}
	if missing >= 0 {
		p := parts[missing]
		p.Share = rest
		parts = append(slices.Delete(parts, missing, missing+1), p) // the rest is paid last, wherever it is said
		if rest == whole {                                          // "solde à 30 jours": the rest of what?
			a.refuse(UndatedParts, a.clauses[0].first)
		}
	}
	switch {
	case missing < 0 && rest > 0:
		a.refuse(UndatedParts, a.clauses[0].first) // "acompte de 30 %": and the rest?
		return nil
	case missing < 0 && rest < 0 || missing >= 0 && rest <= 0 || len(parts) > maxParts:
		a.refuse(OutOfBounds, a.clauses[0].first)
		return nil
	}
	return parts
}

// partRule is the rule of one part. A deposit without a date is paid with the
// order, as the usage is.
func (c *clause) partRule() (rule, Reason, bool) {
	if c.deposit && !c.said() {
		return rule{unit: inDays, base: Order}, 0, false
	}
	return c.finish()
}

// discounts are those that the wording grants.
func (a *agreement) discounts(main clause, hasMain bool) []Discount {
	var list []Discount
	for _, c := range a.clauses {
		if !c.discount && (c.share == 0 || a.inParts()) {
			continue
		}
		d, reason, bad := c.asDiscount(main)
		switch {
		case bad:
			a.refuse(reason, c.first)
		case c.discount && c.share == 0:
			a.refuse(Incomplete, c.first)
		case !c.discount && !hasMain && c.delay && d.Condition == Within && d.Percent <= largestRatio:
			// "10 jours 1 %": kept for the reading; that no delay is said is refused all the same
		case !c.discount && !(hasMain && main.net && d.Condition == Within && (c.delay || c.now && d.Percent <= largestRatio) && main.rule.unit == inDays && d.Days < int(main.rule.delay)+int(main.rule.then)):
			a.refuse(unnamed(hasMain), c.first) // "10 jours 2 %" is a discount only before "30 jours nets"
		case (c.glued || c.coded) && d.Condition == Within && hasMain && d.Days > int(main.rule.delay)+int(main.rule.then) && main.rule.unit == inDays:
			a.refuse(Ambiguous, c.first) // a discount later than the due date is no discount
		case d.Condition == NotSpecified && !c.vague && hasMain && !main.net:
			a.refuse(Ambiguous, c.first) // its delay may be the one we took for the term
		}
		if !repeats(list, d) {
			list = append(list, d)
		}
	}
	return list
}

func unnamed(hasMain bool) Reason {
	if hasMain {
		return Ambiguous
	}
	return Incomplete
}

func (c *clause) asDiscount(main clause) (Discount, Reason, bool) {
	d := Discount{Percent: c.share, Condition: NotSpecified}
	r := c.rule
	if r.period != noPeriod || r.days != 0 || r.unit == inMonths || c.half || c.law || c.deposit || c.balance {
		return d, Ambiguous, true
	}
	if c.based && r.base != main.rule.base {
		return d, Ambiguous, true // counted from another event than the term
	}
	switch {
	case c.before:
		d.Condition, d.Days = BeforeDue, int(r.delay)
	case c.delay || c.now:
		d.Condition, d.Days = Within, int(r.delay)
	case c.based && !c.before: // "si paiement à réception"
		d.Condition = Within
	case c.early:
		d.Condition = BeforeDue
	}
	if c.vague && d.Condition != NotSpecified {
		return d, Ambiguous, true
	}
	return d, OutOfBounds, c.share != 0 && d.fault() != nil
}

func repeats(list []Discount, d Discount) bool {
	for _, other := range list {
		if other == d {
			return true
		}
	}
	return false
}
