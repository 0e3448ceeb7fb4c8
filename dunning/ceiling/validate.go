package ceiling

import (
	"strings"

	"github.com/creance/creance/law"
)

// An InvalidDeal says why the facts of a deal cannot all be true. [Check]
// answers CannotTell on such a deal, with this in [Verdict.Invalid].
type InvalidDeal struct{ Problems []Problem }

// A Problem is one contradiction.
type Problem struct {
	Fields []string // of Deal
	text   [2]string
}

// Text says the contradiction.
func (p Problem) Text(lang law.Lang) string { return p.text[lang&1] }

func (e *InvalidDeal) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = strings.Join(p.Fields, ", ") + ": " + p.Text(law.English)
	}
	return "deal: " + strings.Join(lines, "; ")
}

// Validate reports all that contradicts itself in the deal, as an
// [*InvalidDeal], or nil. A fact that is merely not known is no contradiction.
func (d Deal) Validate() error {
	var problems []Problem
	refuse := func(bad bool, french, english string, fields ...string) {
		if bad {
			problems = append(problems, Problem{fields, [2]string{french, english}})
		}
	}
	refuse(d.Buyer >= endBuyer, "acheteur inconnu", "no such buyer", "Buyer")
	refuse(d.Sector >= endSector, "secteur inconnu", "no such sector", "Sector")
	refuse(d.Stipulated > No, "ni inconnu, ni oui, ni non", "neither unknown, yes nor no", "Stipulated")
	refuse(d.Reading > MonthEndFirst, "lecture inconnue", "no such reading", "Reading")
	refuse(d.Default > SectorToo, "plafond sans accord inconnu", "no such default", "Default")
	refuse(d.Default == SectorToo && (!d.NothingAgreed || d.Sector == General),
		"le plafond sans accord ne se choisit que pour un secteur et un contrat qui ne convient d’aucun délai", "a default is chosen only for a sector and a contract that agrees on no term", "Default", "NothingAgreed", "Sector")
	refuse(d.ReceiptUnrecorded && d.Received != 0,
		"une réception ne peut être à la fois datée et non constatée", "a receipt cannot be both dated and unrecorded", "ReceiptUnrecorded", "Received")
	refuse(d.ReceiptUnrecorded && (d.Buyer == Firm || d.Buyer == Consumer),
		"l’art. R2192-14 CCP ne vaut que pour un acheteur public", "art. R2192-14 CCP holds for public buyers only", "ReceiptUnrecorded", "Buyer")
	refuse(d.NothingAgreed && d.Stipulated == Yes,
		"un contrat qui ne convient d’aucun délai ne stipule pas de dérogation", "a contract that agrees on no term stipulates no derogation", "NothingAgreed", "Stipulated")
	refuse(d.NothingAgreed && d.Reading != EitherReading,
		"un contrat qui ne convient d’aucun délai ne dit pas comment compter « fin de mois »", "a contract that agrees on no term does not say how to count “end of month”", "NothingAgreed", "Reading")
	refuse(d.Stipulated == No && d.Reading != EitherReading && d.Sector == General,
		"le contrat ne dit pas comment compter une fin de mois qu’il ne stipule pas", "the contract does not say how to count an end of month it does not stipulate", "Stipulated", "Reading")
	refuse(d.Buyer != Firm && (d.Overseas || d.Export),
		"les art. L441-12 et L441-13 C. com. ne valent qu’entre entreprises", "art. L441-12 and L441-13 C. com. hold between firms only", "Buyer", "Overseas", "Export")
	refuse(d.Buyer == Consumer && (d.Periodic || d.Stipulated == Yes || d.Sector != General),
		"un consommateur n’a ni facture périodique, ni secteur, ni dérogation stipulée", "a consumer has no periodic invoice, no sector and no stipulated derogation", "Buyer")
	refuse(d.Overseas && d.Export,
		"une marchandise importée outre-mer n’est pas revendue en l’état hors de l’Union", "goods imported overseas are not resold unchanged outside the Union", "Overseas", "Export")
	refuse(d.Export && d.Sector != General,
		"l’art. L441-12 C. com. déroge au plafond général, pas à ceux des secteurs", "art. L441-12 C. com. departs from the general ceiling, not from those of the sectors", "Export", "Sector")
	refuse(!d.Overseas && (d.Clearance != 0 || d.HandedOver != 0),
		"dédouanement et remise en métropole ne comptent que pour une marchandise importée outre-mer", "clearance and handing over count for goods imported overseas only", "Overseas", "Clearance", "HandedOver")
	refuse(d.Clearance != 0 && d.Clearance < d.HandedOver,
		"la marchandise ne peut être dédouanée avant d’être remise", "goods cannot be cleared before they are handed over", "Clearance", "HandedOver")
	refuse(d.SeasonOpens != 0 && d.Sector != SnowSports,
		"l’ouverture de la saison ne compte que pour les articles de sports d’hiver", "the opening of the season counts for snow-sports equipment only", "SeasonOpens", "Sector")
	refuse(d.Received != 0 && d.Received < d.Issued,
		"la facture ne peut être reçue avant d’être émise", "an invoice cannot be received before it is issued", "Received", "Issued")
	if problems == nil {
		return nil
	}
	return &InvalidDeal{problems}
}
