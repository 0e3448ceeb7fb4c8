package terms

// draft is a rule while its words come in. Each word either fits what is
// already there in one way only, or is refused.
type draft struct {
	rule   rule
	next   int  // "du mois suivant": so many months on
	delay  bool // said: a number of days or months
	based  bool // said: the event to count from
	now    bool // said: "comptant"
	days   bool // said: a day of the month
	law    bool // said: "délai légal"
	net    bool // said: without discount
	rest   bool // the draft is of a balance: "solde à la livraison, paiement à 7 jours"
	half   bool // "1 mois et demi"
	netDay bool // "net 10th"

	either []rule // what the words can mean, once they are found ambiguous

	last   symbol // the word before, noise aside
	bare   bool   // "à réception", of the invoice or of the works
	anchor bool   // the sentence began with the bare name of an event: "Livraison"
}

// said reports whether the draft fixes anything.
func (d *draft) said() bool {
	return d.delay || d.now || d.days || d.law || d.rule.period != noPeriod || d.based
}

// add takes one item. The reason is why it does not fit; false when it does.
func (d *draft) add(it item) (Reason, bool) {
	reason, bad := d.place(it)
	d.last = it.symbol
	return reason, bad
}

func (d *draft) place(it item) (Reason, bool) {
	switch it.symbol {
	case document:
		return Ambiguous, d.last == before // "30 days before invoice"
	case after, then, before, coefficient, deadline:
		return 0, false
	case net, noDiscount, otherwise:
		d.net = true
		return 0, false
	case delayOf:
		return d.addDelay(it)
	case endOf:
		return d.addEnd(it, period(it.n), 0)
	case endOfNext:
		if it.loose && d.delay {
			return d.addEnd(it, month, 0) // "45 jours fin de mois suivant la date de facture"
		}
		if reason, bad := d.addEnd(it, month, int16(it.n)); bad {
			return reason, true
		}
		d.either = []rule{{unit: inDays, period: month}, {unit: inMonths, delay: 1, period: month}}
		return Ambiguous, it.loose // "fin de mois suivant la livraison": that end, or the next?
	case eitherOrder:
		if d.delay || d.rule.period != noPeriod {
			return Ambiguous, true
		}
		d.rule.delay = bounded(it.n)
		d.eitherOrder(d.rule.base)
		return Ambiguous, true // "net 30 EOM"
	case endOfOwn:
		if d.delay && d.last != after { // "30 jours fin du mois de livraison": days of which month?
			d.eitherOrder(Base(it.n))
			return Ambiguous, true
		}
		if reason, bad := d.addBase(it); bad {
			return reason, true
		}
		return d.addEnd(item{}, month, 0)
	case anchor:
		return d.addBase(it)
	case now:
		d.now = true
		return Ambiguous, d.delay || d.days || d.law || d.rule.period != noPeriod
	case daysOfMonth:
		return d.addDays(it)
	case thisMonth:
		return NotUnderstood, !d.days
	case nextMonth:
		d.next = it.n
		return NotUnderstood, d.last != daysOfMonth && d.last != thisMonth
	case lawful:
		bad := d.said()
		d.law = true
		return Ambiguous, bad
	}
	return NotUnderstood, true
}

// eitherOrder names the two official readings of a delay and an end of month.
func (d *draft) eitherOrder(base Base) {
	n := d.rule.delay
	d.either = []rule{{base: base, unit: inDays, delay: n, period: month}, {base: base, unit: inDays, period: month, then: n}}
}

func (d *draft) addBase(it item) (Reason, bool) {
	base := Base(it.n)
	switch {
	case d.based && d.rule.base != base, d.last == before:
		return Ambiguous, true
	case it.paused && d.delay && d.last != after && (base == Delivery || base == Order):
		return Ambiguous, true // "30 jours, à la commande"
	case it.due && (d.delay || d.rule.period != noPeriod):
		return Ambiguous, true // "net 30, due on receipt"
	}
	d.anchor = d.anchor || it.leads && !d.said()
	d.rule.base, d.based, d.bare = base, true, it.bare
	return Ambiguous, d.law
}

func (d *draft) addDelay(it item) (Reason, bool) {
	n, r := bounded(it.n), &d.rule
	switch {
	case d.now && r.period == noPeriod && !d.days:
		d.either = []rule{{base: r.base, unit: inDays}, {base: r.base, unit: unitOf(it), delay: n}} // "comptant 30 jours"
		return Ambiguous, true
	case d.now || d.law || d.days || d.half:
		return Ambiguous, true
	case d.anchor && d.last == anchor && r.base != Issue:
		return Ambiguous, true // "Livraison 30 jours" may be the time of delivery
	case (it.paused || it.bare) && d.based && !d.delay && !d.rest && d.last != then:
		return Ambiguous, true // "à réception, 30 jours", "due on receipt net 30": one, or the other?
	case (it.paused || it.bare) && !d.delay && r.period != noPeriod:
		return Ambiguous, true // "fin de mois - 10 jours": ten days after, or before?
	case it.half:
		d.half, d.delay = true, true
		return Ambiguous, it.n != 1 || r.delay != 0 || r.then != 0
	case !d.delay && r.period == noPeriod:
		r.delay, r.unit = n, unitOf(it)
	case !d.delay && it.months: // "fin de mois + 1 mois": the month end of a later month
		if r.period != month || r.unit == inMonths {
			return Ambiguous, true
		}
		r.delay, r.unit = n, inMonths
	case !d.delay:
		r.then = n
	case d.last == then && r.period == month && r.then == 0 && !it.months:
		r.then = n
	default:
		other := d.rule
		other.delay, other.unit = n, unitOf(it)
		if r.period == noPeriod {
			d.either = []rule{d.rule, other}
		}
		return Ambiguous, other != d.rule || r.period != noPeriod // the same delay twice says nothing new
	}
	d.delay = true
	return 0, false
}

func unitOf(it item) unit {
	if it.months {
		return inMonths
	}
	return inDays
}

// addEnd takes the end of a period, of the current month or of a later one.
func (d *draft) addEnd(it item, p period, later int16) (Reason, bool) {
	r := &d.rule
	counted := d.delay && (d.last == after || p == decade || p == fortnight) // "10 jours après la fin du mois"
	switch {
	case d.now || d.law || d.days || r.period != noPeriod, d.last == before && d.delay:
		return Ambiguous, true
	case it.paused && d.based && !d.delay && !d.rest && d.last != then:
		return Ambiguous, true // "à réception, fin de mois"
	case later > 0 && d.delay && !counted, (later > 0 || p != month) && r.unit == inMonths:
		return Ambiguous, true // "30 jours fin de mois suivant": of which month?
	}
	r.period = p
	if counted && r.unit == inDays {
		r.delay, r.then = 0, r.delay
	}
	if later > 0 {
		r.unit, r.delay = inMonths, later
	}
	return 0, false
}

func (d *draft) addDays(it item) (Reason, bool) {
	set := uint32(it.n)
	switch {
	case set&1 != 0:
		return OutOfBounds, true
	case d.now || d.law || d.half || d.days && d.rule.days != set, d.last == before:
		return Ambiguous, true
	}
	d.netDay = d.last == net && !d.delay
	d.rule.days, d.days = set, true
	return 0, false
}

// finish is the rule drafted.
func (d *draft) finish() (rule, Reason, bool) {
	r := d.rule
	if d.law {
		return rule{}, 0, false
	}
	if r.unit == legal || r.delay == 0 {
		r.unit = inDays
	}
	if d.half {
		if r.period != month {
			return r, Ambiguous, true // 45 days, or to the 15th?
		}
		half := MonthAndHalf().rule
		half.base = r.base
		return half, 0, false
	}
	if d.next > 0 {
		switch {
		case r.period != noPeriod && (r.period != month || r.then > 0 || d.next > 1):
			return r, Ambiguous, true
		case d.next > 1 && r.delay > 0:
			return r, Ambiguous, true
		case d.next > 1:
			r.unit, r.delay = inMonths, int16(d.next-1)
		}
		r.period = month
	}
	if !r.valid() {
		return r, OutOfBounds, true
	}
	if (d.netDay && r == rule{base: r.base, unit: inDays, days: r.days}) { // "net 10th": the coming one, or that of the next month?
		next := r
		next.period = month
		d.either = []rule{r, next}
		return r, Ambiguous, true
	}
	if d.based && r.base == Issue && (r == rule{unit: inDays}) && !d.now {
		return r, Incomplete, !d.delay // "date de facture" alone says no delay
	}
	return r, 0, false
}
