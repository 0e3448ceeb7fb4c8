package ceiling

import (
	"time"

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
	basis       law.Basis
}

var (
	checked = date.New(2026, time.November, 22)
	reform  = date.New(2019, time.April, 26) // ordonnance 2019-359 of 24 April 2019
)

func basis(article, source string, c law.Confidence) law.Basis {
	return law.Basis{Article: article, Source: source, Confidence: c, From: reform, Checked: checked}
}

var (
	general  = basis("art. L441-10 I C. com.", "Lexbase L0502LQN; DGCCRF, délais de paiement", law.Agreed)
	exports  = basis("art. L441-12 C. com.", "french-business-law.com", law.Single)
	overseas = basis("art. L441-13 C. com.", "french-business-law.com; livv.eu", law.Agreed)
	public30 = law.Basis{Article: "art. R2192-10 CCP", Source: "décret 2013-269 art. 1; code de la commande publique", Confidence: law.Agreed, From: date.New(2019, time.April, 1), Checked: checked}
	public   = law.Basis{Article: "art. R2192-11 CCP (number to be verified)", Source: "décret 2013-269 art. 1", Confidence: law.Agreed, From: date.New(2019, time.April, 1), Checked: checked}
	books    = basis("loi 2010-97 du 27 janvier 2010", "Sénat l09-165; Fiducial", law.Agreed)
	sanction = law.Basis{Article: "art. L441-16 C. com.", Source: "doctrine.fr L441-16; DGCCRF guidelines 2021 and 2024", Confidence: law.Agreed, From: date.New(2021, time.November, 1), Checked: checked}
)

func sector(number, source string, c law.Confidence) law.Basis {
	return basis("art. L441-11 II "+number+" C. com.", source, c)
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
	if d.Sector != General {
		return d.sectorRules()
	}
	switch {
	case d.NothingAgreed:
		return []rule{net(30, fromDelivery, general)}, general
	case d.Periodic:
		return []rule{net(45, fromIssue, general)}, general
	}
	rules := append([]rule{net(60, fromIssue, general)}, endOfMonth(45, true, general)...)
	if d.Export && !d.Large {
		rules = append(rules, rule{terms: terms.Net(90), stipulation: true, basis: exports})
	}
	return rules, general
}

func (d *Deal) sectorRules() ([]rule, law.Basis) {
	switch d.Sector {
	case PerishableFood:
		b := sector("1°", "french-business-law.com; livv.eu", law.Agreed)
		if d.Periodic {
			return []rule{{terms: terms.EndOfDecadeThen(30), start: fromDelivery, basis: b}}, b
		}
		return []rule{net(30, fromDelivery, b)}, b
	case GrowingContracts:
		b := sector("1° c)", "french-business-law.com", law.Single)
		return []rule{{terms: terms.EndOfMonthThen(30), start: fromDelivery, basis: b}}, b
	case Livestock:
		b := sector("2°", "livv.eu; ancien art. L443-1", law.Agreed)
		return []rule{net(20, fromDelivery, b)}, b
	case ExcisedDrinks:
		b := sector("3°", "french-business-law.com; doctrine.fr L441-11", law.Agreed)
		return []rule{{terms: terms.EndOfMonthThen(30), start: fromDelivery, basis: b}}, b
	case Wine:
		b := sector("4°", "french-business-law.com; doctrine.fr L441-11", law.Agreed)
		return append([]rule{net(60, fromIssue, b)}, endOfMonth(45, false, b)...), b
	case Transport:
		b := sector("5°", "loi 2006-10 art. 26; ministère des transports 2009; L'Officiel des transporteurs", law.Agreed)
		return []rule{net(30, fromIssue, b)}, b
	case GreenSpaces:
		b := sector("6° a)", "ancien art. D441-5-1; jmconseil; agence7", law.Agreed)
		return endOfMonth(55, false, b), b
	case FarmEquipment:
		b := sector("6° b)", "ancien art. D441-5-1; jmconseil; agence7", law.Agreed)
		return endOfMonth(110, false, b), b
	case SnowSports:
		b := sector("7°", "ancien art. D441-5-1; jmconseil; agence7", law.Agreed)
		return d.snowRules(b), b
	case Leather:
		b := sector("8°", "ancien art. D441-5-1; jmconseil; agence7", law.Agreed)
		return endOfMonth(54, false, b), b
	case Watches:
		b := sector("9°", "Fédération de l'horlogerie; AFDCC; décret 2013-545 made permanent by décret 2015-1484", law.Agreed)
		return append([]rule{net(74, fromIssue, b)}, endOfMonth(59, false, b)...), b
	case Toys:
		// The text does not say which date places an invoice in a period; the
		// invoice date is this library's reading.
		b := sector("10°", "décret 2013-257; décret 2015-1484; Crédit Agricole 2016; period by the invoice date", law.Agreed)
		days := 95
		if d.Issued.Month() >= time.October {
			days = 75
		}
		return []rule{net(days, fromIssue, b)}, b
	}
	return nil, books
}

// snowRules add 30 days to the common ceiling for deliveries made before the
// season opens.
func (d *Deal) snowRules(b law.Basis) []rule {
	rules := append([]rule{net(60, fromIssue, b)}, endOfMonth(45, true, b)...)
	if d.Delivered != 0 && d.Delivered < d.SeasonOpens {
		for i := range rules {
			rules[i].extra = 30
		}
	}
	return rules
}

// A span is the earliest and the latest date a limit may count from, and the
// fact that would make them one. Without any date both are 0.
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
		if d.Received == 0 {
			return span{missing: "Received"}
		}
		return on(max(d.Received, d.Delivered), "Received")
	}
	return on(d.Issued, "Issued")
}

// countsFromOverseas: art. L441-13 names the common ceilings and 1° to 4° of
// L441-11 II.
func (d *Deal) countsFromOverseas() bool {
	return d.Overseas && d.Buyer == Firm && d.Sector <= Wine
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
