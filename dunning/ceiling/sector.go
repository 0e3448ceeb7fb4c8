package ceiling

import (
	"slices"
	"time"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

func sector(number, source string, c law.Confidence) law.Basis {
	return basis("art. L441-11 II "+number+" C. com.", source, c)
}

// sectorRules are the ceilings of art. L441-11 II, numbered as there. They are
// public policy: no longer term may be agreed.
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
	missing := ""
	switch {
	case d.SeasonOpens == 0:
		missing = "SeasonOpens"
	case d.Delivered == 0:
		missing = "Delivered"
	case d.Delivered >= d.SeasonOpens:
		return rules
	}
	for _, r := range slices.Clone(rules) {
		r.extra, r.unless = 30, missing
		rules = append(rules, r)
	}
	return rules
}
