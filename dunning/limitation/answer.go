package limitation

import (
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// An Answer is the state of a claim on one day.
type Answer struct {
	Kind     Kind
	AsOf     date.Date
	Start    date.Date // first day of the first period
	LastDay  date.Date // last day to act; while Stopped, what it would be if the clock started again on AsOf
	DaysLeft int       // from AsOf to LastDay: 0 on the last day, negative once expired
	Stopped  bool      // proceedings or a suspension last on AsOf: the claim does not expire
	Expired  bool

	Steps      []Step // the start, then every event, with what it did
	Basis      law.Basis
	Confidence law.Confidence // the weakest of the rules that were counted
}

// A Step is the start, one event, or the ceiling, and what it did.
type Step struct {
	Date    date.Date
	Event   EventKind // meaningless for the codes "start" and "ceiling"
	Effect  Effect
	Code    string    // stable: "start", "interrupts", "no-effect", "too-late"…
	Until   date.Date // end of proceedings or suspension, when counted
	Floor   bool      // the suspension left less than six months, so six months were counted
	LastDay date.Date // last day to act after this step
	Basis   law.Basis
}

// Text says the step in words, with its ground.
func (s Step) Text(lang law.Lang) string {
	text := stepTexts[s.Code][lang&1]
	if s.Code != "start" && s.Code != "ceiling" {
		sep := " : "
		if lang == law.English {
			sep = ": "
		}
		text = eventNames[s.Event][lang&1] + sep + text
	}
	if s.Floor {
		text += floorText[lang&1]
	}
	return locale.Date(s.Date, lang) + ", " + text + " (" + s.Basis.Article + ")"
}

// Text says the answer in one paragraph, with the reminder that a formal notice
// interrupts nothing, and that this is no advice.
func (a Answer) Text(lang law.Lang) string {
	var b strings.Builder
	key := "open"
	switch {
	case a.Stopped:
		key = "stopped"
	case a.Expired:
		key = "expired"
	}
	b.WriteString(strings.ReplaceAll(answerTexts[key][lang&1], "{last}", locale.Date(a.LastDay, lang)))
	if key == "open" {
		b.WriteString(" (" + locale.Days(a.DaysLeft, lang) + ")")
	}
	b.WriteString(". ")
	notice := "notice"
	if a.Kind == PublicDebtor {
		notice = "notice-public"
	}
	b.WriteString(answerTexts[notice][lang&1] + " " + answerTexts["advice"][lang&1])
	return b.String()
}

var answerTexts = map[string][2]string{
	"open":          {"Dernier jour pour agir : {last}", "Last day to act: {last}"},
	"stopped":       {"Prescription arrêtée ; si elle reprenait ce jour, dernier jour pour agir : {last}", "Limitation is stopped; if it started again today, last day to act: {last}"},
	"expired":       {"Prescription acquise depuis la fin du {last}", "Time-barred since the end of {last}"},
	"notice":        {"Une mise en demeure n’interrompt pas la prescription (Cass. com. 18 mai 2022, 20-23.204).", "A formal notice does not interrupt limitation (Cass. com. 18 May 2022, 20-23.204)."},
	"notice-public": {"Contre un débiteur public, une réclamation écrite interrompt la prescription (loi 68-1250, art. 2).", "Against a public debtor a written claim interrupts limitation (law 68-1250, art. 2)."},
	"advice":        {"Information, non conseil.", "Information, not advice."},
}

var floorText = [2]string{" ; six mois au moins restent à courir", "; at least six months are left"}

var stepTexts = map[string][2]string{
	"start":               {"premier jour du délai", "first day of the period"},
	"ceiling":             {"vingt ans depuis la naissance du droit, butoir", "twenty years since the right arose, ceiling"},
	"interrupts":          {"interrompt, un nouveau délai court", "interrupts, a new period runs"},
	"interrupts-from-act": {"interrompt ; fin de l’instance inconnue, nouveau délai compté de l’acte par prudence", "interrupts; end of the proceedings not given, new period counted from the act to be careful"},
	"interrupts-until":    {"interrompt jusqu’à la fin de l’instance, puis un nouveau délai court", "interrupts until the proceedings ended, then a new period runs"},
	"interrupts-pending":  {"interrompt, instance en cours", "interrupts, proceedings pending"},
	"suspends":            {"suspend, le temps couru reste acquis", "suspends, the time already run is kept"},
	"suspends-pending":    {"suspend, toujours en cours", "suspends, still lasting"},
	"already-suspended":   {"sans effet, la prescription était déjà suspendue", "no effect, limitation was already suspended"},
	"no-effect":           {"n’interrompt ni ne suspend la prescription", "neither interrupts nor suspends limitation"},
	"not-for-public":      {"non compté : la loi de 1968 a ses propres causes", "not counted: the law of 1968 has its own causes"},
	"too-late":            {"sans effet, la prescription était acquise", "no effect, the claim was already time-barred"},
	"before-start":        {"sans effet, le délai n’avait pas commencé", "no effect, the period had not started"},
	"not-yet":             {"postérieur à la date demandée, non compté", "later than the day asked, not counted"},
	"void":                {"interruption non avenue", "the interruption never happened"},
}

var eventNames = [endEvent][2]string{
	Acknowledgment: {"reconnaissance de la dette", "acknowledgment of the debt"},
	PartPayment:    {"paiement partiel", "part payment"},
	CourtClaim:     {"demande en justice", "claim in court"},
	OrderRequest:   {"requête en injonction de payer", "request for a payment order"},
	OrderService:   {"signification de l’injonction de payer", "service of the payment order"},
	Enforcement:    {"mesure conservatoire ou acte d’exécution", "protective measure or act of enforcement"},
	ProofOfClaim:   {"déclaration de créance", "declaration of the claim"},
	WrittenClaim:   {"réclamation écrite", "written claim"},
	FormalNotice:   {"mise en demeure", "formal notice"},
	Mediation:      {"médiation ou conciliation", "mediation or conciliation"},
	Participative:  {"procédure participative", "participative procedure"},
	SmallClaims:    {"accord du débiteur à la procédure simplifiée", "debtor’s agreement to the simplified procedure"},
	ExpertMeasure:  {"mesure d’instruction avant procès", "measure of inquiry before trial"},
}
