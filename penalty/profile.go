package penalty

import (
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/law"
)

// A Profile is another country's rule for late payment between businesses,
// under directive 2011/7/EU (reference + at least 8 points, 40 EUR) or, for the
// United Kingdom, its successor. Profiles answer for debts since July 2013, the
// first half-year after the directive had to be in force, and later where the
// country was late; invoices issued earlier are refused. They are the law of
// contracts made since their texts are in force: an older contract that still ran,
// if any, kept its older rate, as Note says.
type Profile struct {
	Country string // ISO 3166, with a suffix where one country has two rules: "IT", "IT-FOOD", "DE-CONSUMER"
	Name    string
	Note    string // what sets it apart, in English
	Rule    Rule
	Unsure  Indemnity // a fixed sum without a source, so not in Rule: assign it to Rule.Indemnity to claim it all the same
	Bases   []law.Basis
}

// ForCountry is the profile of a country, "GB" and "UK" being the same. Those
// whose reference rate is not shipped (DE, DE-CONSUMER, AT, GB) need it from [Rates.With]:
// without it their statements fail with a [*RateError].
//
// The error lists the codes that exist.
func ForCountry(code string) (Profile, error) {
	if p, ok := profileOf(code); ok {
		return p, nil
	}
	var known []string
	for _, p := range profiles() {
		known = append(known, p.Country)
	}
	return Profile{}, fmt.Errorf("penalty: no profile for the country %s; there are %s, and B2B for France", quote(code), strings.Join(known, ", "))
}

func profileOf(code string) (Profile, bool) {
	if code == "UK" {
		code = "GB"
	}
	for _, p := range profiles() {
		if p.Country == code {
			return p, true
		}
	}
	return Profile{}, false
}

// profiles is built on each call, so that nobody can change it for others.
func profiles() []Profile {
	since2013, since2014 := date.New(2013, 7, 1), date.New(2014, 7, 29)
	rule := func(code string, reference Series, points string, since date.Date) Rule {
		f := Above(reference, decimal.RequireFromString(points))
		f.Since = since
		return Rule{Regime: Foreign, Country: code, Rate: f, Indemnity: fortyEuros()}
	}
	basis := func(article, source string, c law.Confidence) []law.Basis {
		return []law.Basis{{Article: article, Source: source, Confidence: c, From: since2013, Checked: checked}}
	}
	band := func(upTo, fixed int64, below bool) Band {
		return Band{UpTo: decimal.New(upTo, 0), Fixed: decimal.New(fixed, 0), Below: below}
	}
	share := func(upTo int64, percent string) Band {
		return Band{UpTo: decimal.New(upTo, 0), Percent: decimal.RequireFromString(percent)}
	}

	at := Profile{Country: "AT", Name: "Austria", Note: "when the debtor answers for the delay, 4 % otherwise; contracts made before 16 March 2013 keep 8 points",
		Rule:  rule("AT", AustrianBase, "9.2", since2013),
		Bases: append(basis("456 UGB", "gesetzefinden.at (text); solidbau.at; LexisNexis Österreich", law.Agreed), basis("458 UGB", "LexisNexis Österreich and Linde (text: 40 EUR)", law.Agreed)...)}
	be := Profile{Country: "BE", Name: "Belgium", Note: "rounded up to the next half point; contracts made before 16 March 2013 keep 7 points until 15 March 2015",
		Rule:  rule("BE", ECB, "8", since2013),
		Bases: basis("loi du 2 août 2002", "Schoups (rates of 2013 to 2016); Eubelius; Embuild", law.Agreed)}
	be.Rule.Rate.RoundUp = decimal.RequireFromString("0.5")
	de := Profile{Country: "DE", Name: "Germany", Note: "on the Basiszinssatz, not on the ECB rate; debts that arose before 29 July 2014, and continuing contracts until 30 June 2016, keep 8 points and no fixed sum",
		Rule:  rule("DE", GermanBase, "9", since2014),
		Bases: basis("288 Abs. 2 und 5 BGB", "baurechtsuche.de; ra-haensch.de and nuernberger-schluender.de (9 points and 40 EUR for debts that arose after 28 July 2014, art. 229 § 34 EGBGB)", law.Agreed)}
	de.Bases[0].From = since2014
	private := Profile{Country: "DE-CONSUMER", Name: "Germany, a consumer owes", Note: "no fixed sum; from the default of 286 BGB, to be given as the due date",
		Rule:  rule("DE-CONSUMER", GermanBase, "5", since2013),
		Bases: basis("288 Abs. 1 BGB", "baurechtsuche.de; toolora.de", law.Agreed)}
	private.Rule.Indemnity = Indemnity{}
	es := Profile{Country: "ES", Name: "Spain", Note: "published by a resolution each half-year",
		Rule:  rule("ES", ECB, "8", since2013),
		Bases: basis("Ley 3/2004, art. 7 and 8", "balearabogados.blog; Supreme Court, 4 May 2021 (40 EUR per invoice)", law.Agreed)}
	gb := Profile{Country: "GB", Name: "United Kingdom", Note: "Bank Rate of 31 December or 30 June, of the half-year in which the debt became late, frozen",
		Rule:  rule("GB", BankOfEngland, "8", since2013),
		Bases: basis("Late Payment of Commercial Debts (Interest) Act 1998", "payontime.co.uk; Willans", law.Agreed)}
	gb.Rule.Rate.Anchor, gb.Rule.Path = HalfYearEve, FrozenAtStart
	gb.Rule.Indemnity = Indemnity{Unit: PerInvoice, Currency: "GBP",
		Scale: []Band{band(1_000, 40, true), band(10_000, 70, true), {Fixed: decimal.New(100, 0)}}}
	ie := Profile{Country: "IE", Name: "Ireland", Note: "one rate only, that of the day of payment",
		Rule:  rule("IE", ECB, "8", since2013),
		Bases: basis("S.I. 580/2012", "enterprise.gov.ie (rate of the payment date; scale of 40, 70 and 100 EUR); gov.ie", law.Agreed)}
	ie.Rule.Path, ie.Rule.Allocation = AtPayment, PrincipalFirst
	ie.Rule.Indemnity.Scale = []Band{band(1_000, 40, false), band(10_000, 70, false), {Fixed: decimal.New(100, 0)}}
	it := Profile{Country: "IT", Name: "Italy",
		Rule:  rule("IT", ECB, "8", since2013),
		Bases: basis("d.lgs. 231/2002", "MEF notice, 20 January 2026; NT+ Diritto", law.Agreed)}
	food := Profile{Country: "IT-FOOD", Name: "Italy, agricultural and food products", Note: "four points more, mandatory",
		Rule:  rule("IT-FOOD", ECB, "12", date.New(2022, 1, 1)),
		Bases: basis("d.lgs. 198/2021, art. 4", "avvocatoandreani.it; colliorientali.com", law.Agreed)}
	lu := Profile{Country: "LU", Name: "Luxembourg", Note: "the 40 EUR have no source here: see Unsure",
		Rule:   rule("LU", ECB, "8", since2013),
		Unsure: fortyEuros(),
		Bases:  basis("loi du 18 avril 2004 as amended on 29 March 2013", "Legilux; Thewes & Reuter", law.Agreed)}
	lu.Rule.Indemnity = Indemnity{}
	nl := Profile{Country: "NL", Name: "Netherlands", Note: "costs on a scale that a contract between firms may change",
		Rule:  rule("NL", ECB, "8", since2013),
		Bases: basis("6:119a and 6:96 BW", "vuurkamp.nl; kerckhoffsadvocaten.nl; das.nl; metaalunie.nl (12.25 % from 1 July 2024)", law.Agreed)}
	nl.Rule.Indemnity = Indemnity{Unit: PerInvoice, Min: decimal.New(40, 0), Max: decimal.New(6_775, 0), Scale: []Band{
		share(2_500, "15"), share(5_000, "10"), share(10_000, "5"), share(200_000, "1"), {Percent: decimal.RequireFromString("0.5")}}}

	return []Profile{at, be, de, private, es, gb, ie, it, food, lu, nl}
}
