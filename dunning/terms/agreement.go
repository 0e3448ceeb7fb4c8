package terms

import "slices"

// clause is what stands between two pauses of a wording: a delay, a part, or a
// discount.
type clause struct {
	draft
	share    Percent // 0 when the clause gives none
	discount bool
	deposit  bool
	balance  bool
	early    bool // inside a discount: paid early
	earlyAt  item
	before   bool // inside a discount: before the due date
	denied   bool // after "aucun escompte": what would have earned one
	vague    bool // inside a discount: said to say no more
	glued    bool // no pause before it
	late     bool // its figure came after its rule: "à la commande 30 %"
	coded    bool // a discount written as a code
	first    item
}

func (c *clause) empty() bool { return c.first == (item{}) }

// agreement collects the clauses of a wording, and what stands against it.
type agreement struct {
	clauses  []clause
	method   Method
	methodAt item
	other    item // a warranty, an offer: not the term, unless nothing else is said
	money    item // an amount: part of "EUR 529,87 wird am … eingezogen", else not ours
	verdicts []verdict
}

// verdict is one reason to refuse.
type verdict struct {
	reason Reason
	at     item
	either []rule // what an Ambiguous wording can mean, when it can be named
}

func (a *agreement) refuse(reason Reason, at item, either ...rule) {
	a.verdicts = append(a.verdicts, verdict{reason, at, either})
}

// words that refuse a wording by themselves.
var refusing = map[symbol]Reason{
	or: Ambiguous, condition: Conditional, elsewhere: Elsewhere, never: NeverDue, prepaid: Prepaid,
	undated: UndatedParts, placeholder: Incomplete, businessUnit: BusinessDays,
	unknown: NotUnderstood,
}

// read sorts the items into clauses.
func (a *agreement) read(items []item) {
	if it, bad := loose(items); bad {
		a.refuse(NotUnderstood, it)
	}
	var c clause
	paused := true
	var previous item
	end := func(glued bool) {
		if c.early && !c.discount {
			c.discount = c.share > 0 && c.share <= largestRatio && !c.deposit && !c.balance // "2 % si paiement sous 10 jours"
			if !c.discount {
				a.refuse(Conditional, c.earlyAt)
			}
		}
		if !c.empty() {
			a.clauses = append(a.clauses, c)
		}
		c = clause{glued: glued}
	}
	for _, it := range items {
		if said := previous.symbol == deadline || previous.symbol == before || previous.symbol == noise && previous.n == dueWord; it.symbol == calendarDay && !said && len(items) > 1 {
			a.refuse(NotUnderstood, it) // a date, not said to be the due date
		}
		if it.symbol == noise && it.n == service && previous.symbol == delayOf {
			a.refuse(Ambiguous, it) // "60 jours prestation": counted from its end?
		}
		it.due = previous.symbol == deadline || previous.symbol == noise && previous.n == dueWord
		previous = it
		switch it.symbol {
		case comma, open, closing, and:
			paused = true
			continue
		case stop, slash: // "30 jours / 30 days" says the same twice; "30 jours / 60 jours" does not
			end(false)
			paused = true
			continue
		case penalty, citation:
			end(false)
			continue
		case other:
			end(false)
			a.other = it
			continue
		case money:
			a.money = it
			continue
		case noise:
			continue
		case method:
			a.addMethod(it)
			continue
		}
		if begins(&c, it, paused) {
			end(!paused)
		}
		it.paused, paused = paused, paused && (it.symbol == deadline || it.symbol == net) // "à réception, au plus tard 30 jours"
		if c.empty() {
			c.first = it
		}
		a.add(&c, it)
	}
	end(false)
}

// begins reports whether the item opens a new clause after what c holds.
func begins(c *clause, it item, paused bool) bool {
	if c.empty() {
		return false
	}
	if c.denied && paused {
		return true
	}
	closed := c.share != 0 || c.discount // a part or a discount that has said its figure
	switch it.symbol {
	case coded, balance, otherwise:
		return true
	case share:
		return c.share != 0 || paused && !c.deposit && !c.balance && !((c.discount || c.early) && c.share == 0)
	case deposit:
		return c.share == 0 && c.said() || paused && c.said()
	case discount, early:
		if it.symbol == early && c.last == noDiscount || it.symbol == discount && c.early && !c.discount {
			return false // "aucun escompte en cas de…"; "pour tout paiement sous 8 jours, escompte 2 %"
		}
		if c.discount && c.share != 0 && it.symbol == discount {
			return true
		}
		return !c.discount && c.said() && c.share == 0 || paused && !c.discount && it.symbol == discount
	case net:
		return closed && (c.delay || c.now) || c.coded
	case delayOf:
		return c.coded || closed && c.delay || paused && closed && !c.balance
	case vague, beforeDue:
		return false
	}
	return c.coded || paused && closed && !c.balance
}

func (a *agreement) add(c *clause, it item) {
	if c.denied {
		if it.symbol != now && it.symbol != beforeDue && it.symbol != prepaid {
			a.refuse(Ambiguous, it) // "pas d'escompte pour paiement sous 8 jours": its delay, or the term?
		}
		return
	}
	switch it.symbol {
	case share:
		if it.percent == 0 || c.share != 0 {
			a.refuse(OutOfBounds, it)
		}
		c.share, c.late = it.percent, c.said()
	case coded:
		c.discount, c.coded, c.share = true, true, it.percent
		c.delay, c.rule.unit, c.rule.delay = true, inDays, bounded(it.n)
	case discount:
		c.discount = true
	case deposit:
		c.deposit = true
	case balance:
		c.balance, c.rest = true, true
	case early:
		if c.last == noDiscount { // "aucun escompte en cas de paiement anticipé"
			c.denied = true
			return
		}
		c.early, c.earlyAt = true, it
	case beforeDue:
		c.before = true
		if !c.discount {
			a.refuse(Incomplete, it)
		}
	case vague:
		c.vague = true
		if !c.discount {
			a.refuse(NotUnderstood, it)
		}
	case calendarDay:
		switch {
		case it.date == 0:
			a.refuse(OutOfBounds, it)
		case !c.discount && c.share == 0: // the last day of a discount is not the due date
			a.refuse(FixedDate, it)
		}
	case prepaid:
		if c.discount { // "escompte 2 % pour paiement anticipé"
			c.early = true
			return
		}
		a.refuse(Prepaid, it)
	default:
		if reason, bad := refusing[it.symbol]; bad {
			a.refuse(reason, it)
		} else if reason, bad := c.draft.add(it); bad {
			a.refuse(reason, it, c.draft.either...)
		} else if c.late && it.symbol != net && it.symbol != noDiscount {
			a.refuse(Ambiguous, it) // "90 jours 50 % à réception": which of the two?
		}
	}
}

func (a *agreement) addMethod(it item) {
	if a.method != Unstated && a.method != Method(it.n) {
		a.refuse(Ambiguous, it)
	}
	if a.method == Unstated {
		a.method, a.methodAt = Method(it.n), it
	}
}

// settle makes one agreement of the clauses, or refuses.
func (a *agreement) settle() (t Terms) {
	main, hasMain := a.main()
	parts := a.parts(main, hasMain)
	discounts := a.discounts(main, hasMain)
	if a.money != (item{}) && !a.dated() {
		a.refuse(NotUnderstood, a.money)
	}
	blocked := slices.ContainsFunc(a.verdicts, func(v verdict) bool { return v.reason != FixedDate })
	switch {
	case blocked:
		return Terms{}
	case len(parts) > 0:
		whole, err := InParts(parts...)
		if err != nil {
			a.refuse(OutOfBounds, a.clauses[0].first)
			return Terms{}
		}
		t = whole
		if len(parts) > 1 && a.method != Unstated && a.methodAt.from > a.firstShare().from {
			a.refuse(Ambiguous, a.methodAt) // for the last part, or for all?
		}
	case hasMain:
		r, reason, bad := main.finish()
		if bad {
			a.refuse(reason, main.first, main.either...)
			return Terms{}
		}
		t = of(r)
	case a.other != (item{}):
		a.refuse(NotATerm, a.other)
		return Terms{}
	default:
		a.refuse(Incomplete, item{}) // and t is what goes with the delay not said
	}
	t, err := t.By(a.method).WithDiscounts(discounts...)
	if err != nil {
		a.refuse(OutOfBounds, a.clauses[0].first)
	}
	return t
}

// main is the clause that says when to pay the whole, or the rest. Two of them
// must say the same.
func (a *agreement) main() (main clause, found bool) {
	for _, c := range a.clauses {
		if c.share != 0 || c.discount || c.deposit || c.balance || !c.said() {
			continue
		}
		if c.glued && !c.net {
			a.refuse(Ambiguous, c.first) // no pause and no "net": part of the discount, or the term?
		}
		if found {
			if one, _, _ := main.finish(); !sameRule(one, c) {
				other, _, _ := c.finish()
				a.refuse(Ambiguous, c.first, one, other)
			}
			main.net = main.net || c.net
			continue
		}
		main, found = c, true
	}
	return main, found
}

// dated reports whether the wording states a due date.
func (a *agreement) dated() bool {
	return slices.ContainsFunc(a.verdicts, func(v verdict) bool { return v.reason == FixedDate })
}

func sameRule(r rule, c clause) bool {
	again, _, bad := c.finish()
	return !bad && r == again
}

func (a *agreement) firstShare() item {
	for _, c := range a.clauses {
		if c.share != 0 || c.deposit {
			return c.first
		}
	}
	return item{}
}
