package ceiling

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// event is the date a ceiling counts from.
type event uint8

const (
	fromIssue event = iota
	fromDelivery
	fromRequest // receipt of the payment request, or performance when later
)

// A rule is one ceiling: payment terms no due date may exceed.
type rule struct {
	terms       terms.Terms
	start       event
	reading     Reading // for a limit "fin de mois"
	stipulation bool    // holds only when the contract expressly provides it
	extra       int     // days added after the terms
	unless      string  // a fact that is missing and without which the rule may not hold
	also        *rule   // one more ceiling that must be kept; nil: none
	basis       law.Basis
}

// endOfMonth are the two official readings of days "fin de mois".
func endOfMonth(days int, stipulation bool, b law.Basis) []rule {
	return []rule{
		{terms: terms.EndOfMonth(days), reading: DaysFirst, stipulation: stipulation, basis: b},
		{terms: terms.EndOfMonthThen(days), reading: MonthEndFirst, stipulation: stipulation, basis: b},
	}
}

func net(days int, start event, b law.Basis) rule {
	return rule{terms: terms.Net(days), start: start, basis: b}
}

// rules are the ceilings of a deal: its due date is lawful when one of them
// admits it. None means that terms are freely agreed.
func (d *Deal) rules() ([]rule, law.Basis) {
	switch d.Buyer {
	case Authority:
		return []rule{net(30, fromRequest, public30)}, public30
	case Health:
		return []rule{net(50, fromRequest, public)}, public
	case PublicUndertaking:
		return []rule{net(60, fromRequest, public)}, public
	}
	byDefault := net(30, fromDelivery, general)
	if d.Default == SectorToo {
		if rules, b := d.sectorRules(); len(rules) > 0 {
			for i := range rules {
				rules[i].also = &byDefault
			}
			return rules, b
		}
	}
	switch {
	case d.NothingAgreed && d.Sector != Livestock: // the ceilings of the sectors are of agreed terms; 20 days are shorter still
		return []rule{byDefault}, general
	case d.Sector != General:
		return d.sectorRules()
	case d.Periodic:
		b := inForce(periodics, d.Issued)
		return []rule{net(45, fromIssue, b)}, b
	}
	rules := append([]rule{net(60, fromIssue, general)}, endOfMonth(45, true, general)...)
	if d.Export && !d.Large {
		rules = append(rules, rule{terms: terms.Net(90), stipulation: true, basis: exports})
	}
	return rules, general
}

// A span is the earliest and the latest date a limit may count from, each 0 when
// not known, and the fact that would make them one.
type span struct {
	earliest, latest date.Date
	missing          string
}

func on(d date.Date, field string) span {
	if d == 0 {
		return span{missing: field}
	}
	return span{earliest: d, latest: d}
}

func (d *Deal) start(r rule) span {
	if d.countsFromOverseas() {
		return d.overseasStart()
	}
	switch r.start {
	case fromDelivery:
		return on(d.Delivered, "Delivered")
	case fromRequest:
		if d.ReceiptUnrecorded {
			return on(max(d.received(), d.Delivered), "Issued")
		}
		if d.Received == 0 && d.Issued != 0 { // received no earlier than issued, and nobody knows how much later
			return span{earliest: max(d.Issued, d.Delivered), missing: "Received"}
		}
		if d.Received == 0 {
			return span{missing: "Received"}
		}
		return on(max(d.Received, d.Delivered), "Received")
	}
	return on(d.Issued, "Issued")
}

// received is the day the payment request was received, or taken to be; 0 when not
// known.
func (d *Deal) received() date.Date {
	if d.ReceiptUnrecorded && d.Issued != 0 {
		return d.Issued + 2
	}
	return d.Received
}

// countsFromOverseas: art. L441-13 names the common ceilings and 1° to 4° of
// L441-11 II.
func (d *Deal) countsFromOverseas() bool {
	return d.Overseas && d.Buyer == Firm && (d.Sector <= Wine || d.NothingAgreed)
}

// overseasStart is the clearance, or the 21st day after the goods were handed
// over in mainland France when that is earlier.
func (d *Deal) overseasStart() span {
	switch {
	case d.HandedOver == 0:
		return on(d.Clearance, "Clearance")
	case d.Clearance == 0: // no earlier than the handing over, no later than its 21st day
		return span{earliest: d.HandedOver, latest: d.HandedOver + 21, missing: "Clearance"}
	}
	return on(min(d.Clearance, d.HandedOver+21), "Clearance")
}
