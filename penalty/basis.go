package penalty

import (
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// The grounds of the shipped rules, as read for this version. A reader finds
// the articles on Légifrance; the source says where this library read them.
var (
	checked = date.New(2026, 11, 22)

	// First days of the texts as they are numbered today; earlier law often
	// said the same elsewhere.
	reform2019      = date.New(2019, 4, 26) // ordonnance 2019-359: L441-10 C. com.
	procurementCode = date.New(2019, 4, 1)  // code de la commande publique
	contractLaw     = date.New(2016, 10, 1) // ordonnance 2016-131: law of obligations
	monetaryCode    = date.New(2001, 1, 1)  // ordonnance 2000-1223: code monétaire et financier

	lateInterest = law.Basis{Article: "art. L441-10 II C. com.", Source: "Lexbase L0502LQN; DGCCRF, délais de paiement", Confidence: law.Agreed, From: reform2019, Checked: checked}
	halfYearRate = law.Basis{Article: "art. L441-10 II C. com.", Source: "Légifiscal: reference of 1 January and 1 July since 2013", Confidence: law.Single, From: date.New(2013, 1, 1), Checked: checked}
	latestRate   = law.Basis{Article: "art. L441-6 C. com., 2009-2012", Source: "text in CMS Francis Lefebvre, 27 May 2009, and parabellum.pro, 2011: the most recent refinancing operation; that each day follows it is a reading", Confidence: law.Judgment, From: tenPoints, Until: halfYears, Checked: checked}
	segmentation = law.Basis{Article: "art. L441-10 II C. com.", Source: "wording of the article; no decision found on a rate that moves during the delay", Confidence: law.Judgment, From: reform2019, Checked: checked}
	paymentDate  = law.Basis{Article: "CJEU C-306/06", Source: "EUR-Lex: paid when the creditor's account is credited", Confidence: law.Agreed, From: date.New(2008, 4, 3), Checked: checked}
	fixedSum     = law.Basis{Article: "art. D441-5 C. com.", Source: "Légifrance, decree 2012-1115: claims whose term began from 1 January 2013; DGCCRF", Confidence: law.Agreed, From: date.New(2013, 1, 1), Checked: checked}
	oncePerBill  = law.Basis{Article: "art. D441-5 C. com.", Source: "service-public F23211; CJEU C-279/23, C-406/21", Confidence: law.Agreed, From: date.New(2013, 1, 1), Checked: checked}

	contractFloor = law.Basis{Article: "art. L441-10 II C. com.", Source: "Lexbase L0502LQN; DGCCRF: 3 × the legal rate, creditor's column", Confidence: law.Agreed, From: reform2019, Checked: checked}
	floorEffect   = law.Basis{Article: "art. L441-10 II C. com.", Source: "the text is silent on the half-year tested and on the rate that replaces a lower one", Confidence: law.Judgment, From: reform2019, Checked: checked}

	publicInterest = law.Basis{Article: "art. L2192-13 and R2192-31 CCP", Source: "code-commande-publique.com; DAJ sheet", Confidence: law.Agreed, From: date.New(2013, 5, 1), Checked: checked}
	publicFixedSum = law.Basis{Article: "art. D2192-35 CCP", Source: "code-commande-publique.com", Confidence: law.Agreed, From: procurementCode, Checked: checked}
	publicNoWaiver = law.Basis{Article: "art. L2192-14 CCP", Source: "Doctrine; CAA Douai, 27 February 2020", Confidence: law.Agreed, From: procurementCode, Checked: checked}

	civilInterest = law.Basis{Article: "art. 1231-6 and 1344-1 C. civ.", Source: "service-public F783", Confidence: law.Agreed, From: contractLaw, Checked: checked}
	legalRate     = law.Basis{Article: "art. L313-2 and D313-1-A C. mon. fin.", Source: "service-public F783: the column follows the creditor", Confidence: law.Agreed, From: date.New(2015, 1, 1), Checked: checked}
	fivePointRise = law.Basis{Article: "art. L313-3 C. mon. fin.", Source: "service-public F783", Confidence: law.Agreed, From: monetaryCode, Checked: checked}

	interestOrder  = law.Basis{Article: "art. 1343-1 C. civ.", Source: "A. Bamdé; Cass. 1re civ., 7 February 1995, 92-14.216", Confidence: law.Agreed, From: contractLaw, Checked: checked}
	foreignOrder   = law.Basis{Source: "the order of art. 1343-1 C. civ., for want of the country's own", Confidence: law.Judgment, Checked: checked}
	receiptOrder   = law.Basis{Article: "art. 1342-10 C. civ.", Source: "A. Bamdé", Confidence: law.Agreed, From: contractLaw, Checked: checked}
	ledgerOrder    = law.Basis{Source: "accounting practice: payments are matched with the invoice", Confidence: law.Judgment, Checked: checked}
	ledgerCloses   = law.Basis{Source: "interest stops when the invoice is settled in the ledger; the strict reading of art. 1343-1 C. civ. is AtFullPayment", Confidence: law.Judgment, Checked: checked}
	annualCompound = law.Basis{Article: "art. 1343-2 C. civ.", Source: "Cass. com., 10 November 2015, 14-15.968; CE, 10 December 2014, 372102", Confidence: law.Agreed, From: contractLaw, Checked: checked}

	insolvencyStop      = law.Basis{Article: "art. L622-28 C. com.", Source: "Légifrance; the last day counted is the eve of the judgment, the text being silent", Confidence: law.Agreed, From: date.New(2006, 1, 1), Checked: checked}
	longCredit          = law.Basis{Article: "art. L622-28 C. com.", Source: "Lexbase L1072KZQ (text): loans made for a year or more, payments deferred by a year or more; Cass. com., 16 June 2021, 20-13.989: late interest too", Confidence: law.Agreed, From: date.New(2006, 1, 1), Checked: checked}
	insolvencyIndemnity = law.Basis{Article: "art. L441-10 II C. com., last sentence", Source: "legal register read against Légifrance in September 2026", Confidence: law.Single, From: reform2019, Checked: checked}

	usage = law.Basis{Source: "no text: accounting usage", Confidence: law.Judgment, Checked: checked}
)

// bases are the grounds of a statement under this rule.
func (r *Rule) bases() []law.Basis {
	b := make([]law.Basis, 0, 10)
	add := func(when bool, grounds ...law.Basis) {
		if when {
			b = append(b, grounds...)
		}
	}
	indemnity := r.Indemnity.Unit != NoIndemnity
	switch r.Regime {
	case Business:
		b = append(b, lateInterest)
		add(r.Floor == NoFloor || r.Floor == StatutoryInstead, halfYearRate)
		add(r.Rate.Anchor == HalfYearFrom2013, latestRate)
		add(r.Floor != NoFloor, contractFloor, floorEffect)
		add(r.Path == PerHalfYear && r.Rate.Reference != "", segmentation)
		add(indemnity, fixedSum, oncePerBill)
	case Procurement:
		b = append(b, publicInterest, publicNoWaiver)
		add(indemnity, publicFixedSum)
	case Civil:
		b = append(b, civilInterest, legalRate)
		add(r.Enforceable != 0, fivePointRise)
	case Foreign:
		if p, ok := profileOf(r.Country); ok {
			b = append(b, p.Bases...)
		}
	}
	b = append(b, paymentDate)
	add(r.Allocation == PrincipalFirst, ledgerOrder)
	add(r.Allocation != PrincipalFirst && r.Regime != Foreign, interestOrder)
	add(r.Allocation != PrincipalFirst && r.Regime == Foreign, foreignOrder)
	add(r.Allocation != PrincipalFirst && r.Closing == AtLedgerBalance, ledgerCloses)
	add(r.CompoundFrom != 0, annualCompound)
	add(r.Insolvency != 0 && r.AfterOpening == InterestStops, insolvencyStop)
	add(r.AfterOpening == InterestRunsOn, longCredit)
	add(r.Insolvency != 0 && indemnity, insolvencyIndemnity)
	return b
}
