package notice

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

// An Effect is one thing that a formal notice does or does not do.
type Effect struct {
	Code  string // stable: "interest", "limitation"…
	Does  bool
	Basis law.Basis
	text  [2]string
}

// Text says the effect in words.
func (e Effect) Text(lang law.Lang) string { return e.text[lang&1] }

// Effects are what a formal notice does and does not do to a debtor of that
// kind.
func Effects(client dunning.ClientKind) []Effect {
	interest := Effect{"interest", true, law.Basis{
		Article: "art. 1231-6 et 1344-1 C. civ.", Source: "texts", Confidence: law.Agreed, From: date.New(2016, time.October, 1), Checked: checked,
	}, [2]string{
		"Elle fait courir l’intérêt au taux légal.",
		"It starts interest at the legal rate."}}
	limitation := Effect{"limitation", false, law.Basis{
		Article: "art. 2240 à 2244 C. civ.", Source: "Cass. com. 18 May 2022, 20-23.204", Confidence: law.Agreed, From: date.New(2008, time.June, 19), Checked: checked,
	}, [2]string{
		"Elle n’interrompt pas la prescription.",
		"It does not interrupt limitation."}}
	switch client {
	case dunning.Business:
		interest.Does = false
		interest.Basis = law.Basis{Article: "art. L441-10 II C. com.", Source: "lexbase L0502LQN: penalties are due without reminder, and legal interest is not added (Cass. com. 24 Apr. 2024, 22-24.275)", Confidence: law.Agreed, From: date.New(2019, time.April, 26), Checked: checked}
		interest.text = [2]string{
			"Elle n’est pas nécessaire aux pénalités de retard, qui courent sans rappel.",
			"It is not needed for late penalties, which run without reminder."}
	case dunning.Public:
		interest.Does = false
		interest.Basis = law.Basis{Article: "art. L2192-13 CCP", Source: "decree 2013-269; doctrine: interest is due without formality", Confidence: law.Agreed, From: date.New(2019, time.April, 1), Checked: checked}
		interest.text = [2]string{
			"Elle n’est pas nécessaire aux intérêts moratoires, dus sans formalité.",
			"It is not needed for late interest, which is due without formality."}
		limitation.Does = true
		limitation.Basis = law.Basis{Article: "art. 2 loi 68-1250 du 31 décembre 1968", Source: "legibase (text of art. 2); Dalloz actualité 13 June 2008", Confidence: law.Agreed, From: date.New(1969, time.January, 1), Checked: checked}
		limitation.text = [2]string{
			"Réclamation écrite, elle interrompt la prescription quadriennale.",
			"As a written claim, it interrupts the four-year limitation."}
	}
	return []Effect{interest, limitation,
		{"good-faith", true, law.Basis{Source: "usual practice: proof that payment was asked for", Confidence: law.Judgment, Checked: checked}, [2]string{
			"Elle prouve que le paiement a été demandé.",
			"It proves that payment was asked for."}},
		{"acceleration", true, law.Basis{Article: "Cass. 1re civ. 22 juin 2017, 16-18.418", Source: "marchal-avocats; dalloz-etudiant (14-15.655): needed before the term is lost unless expressly waived", Confidence: law.Agreed, From: date.New(2017, time.June, 22), Checked: checked}, [2]string{
			"Elle est nécessaire à la déchéance du terme, sauf dispense expresse.",
			"It is needed before the term of instalments is lost, unless expressly waived."}},
		{"title", false, law.Basis{Article: "art. L111-3 CPCE", Source: "Légifrance and doctrine.fr (list of enforceable titles): a letter is none of them", Confidence: law.Agreed, From: date.New(2012, time.June, 1), Checked: checked}, [2]string{
			"Elle ne donne pas de titre exécutoire.",
			"It gives no enforceable title."}},
	}
}
