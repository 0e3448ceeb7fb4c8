package ceiling

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// The grounds of the ceilings, as dated data. Rules of the sectors are in
// sector.go.
var (
	checked  = date.New(2026, time.November, 22)
	verified = date.New(2026, time.November, 30)
	reform   = date.New(2019, time.April, 26) // ordonnance 2019-359 of 24 April 2019
	codes    = date.New(2027, time.January, 1)
)

func basis(article, source string, c law.Confidence) law.Basis {
	return law.Basis{Article: article, Source: source, Confidence: c, From: reform, Checked: checked}
}

var (
	general  = basis("art. L441-10 I C. com.", "Lexbase L0502LQN; DGCCRF, délais de paiement", law.Agreed)
	exports  = basis("art. L441-12 C. com.", "french-business-law.com", law.Single)
	overseas = basis("art. L441-13 C. com.", "french-business-law.com; livv.eu", law.Agreed)
	public30 = law.Basis{Article: "art. R2192-10 CCP", Source: "décret 2013-269 art. 1; code de la commande publique", Confidence: law.Agreed, From: date.New(2019, time.April, 1), Checked: checked}
	public   = law.Basis{Article: "art. R2192-11 CCP", Source: "code-commande-publique.com, doctrine.fr and french-business-law.com (text); décret 2013-269 art. 1", Confidence: law.Agreed, From: date.New(2019, time.April, 1), Checked: verified}

	// The text also says that an uncertain receipt gives way to the performance
	// (R2192-13); a receipt that was not recorded has a date of its own, which
	// only a later performance postpones.
	unrecorded = law.Basis{Article: "art. R2192-14 CCP", Source: "Légifrance, copy of August 2019, and doctrine.fr (text); considerant.fr", Confidence: law.Agreed, From: date.New(2019, time.April, 1), Checked: verified}
	books      = basis("loi 2010-97 du 27 janvier 2010", "Sénat l09-165; Fiducial", law.Agreed)
	sanction   = law.Basis{Article: "art. L441-16 C. com.", Source: "doctrine.fr L441-16; DGCCRF guidelines 2021 and 2024", Confidence: law.Agreed, From: date.New(2021, time.November, 1), Checked: checked}
)

// periodics are the versions of the ceiling of periodic invoices. On 1 January
// 2027 only the text that defines such an invoice moves, from the CGI to the
// CIBS (ordonnance 2026-671).
var periodics = []law.Basis{
	{Article: general.Article + ", facture périodique de l'art. 289 I 3 CGI", Source: general.Source, Confidence: law.Agreed, From: reform, Until: codes, Checked: checked},
	{Article: general.Article + ", facture périodique de l'art. L216-34 CIBS", Source: "registry read against Légifrance in September 2026", Confidence: law.Single, From: codes, Checked: checked},
}

// inForce is the version that governs an invoice of day d: the first one when
// the day is not known, or before all of them.
func inForce(versions []law.Basis, d date.Date) law.Basis {
	for _, v := range versions {
		if v.InForce(d) {
			return v
		}
	}
	return versions[0]
}
