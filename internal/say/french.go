package say

import (
	"slices"
	"strings"
)

// inFrench are the French words that authors write where a policy or a test file
// has an English one, without accents. A word is offered where it is possible.
var inFrench = map[string][]string{
	"politique": {"policy"}, "date": {"effective", "at", "day"}, "vigueur": {"effective"}, "devise": {"currency"},
	"constantes": {"constants"}, "limites": {"limits"}, "calendrier": {"calendar"}, "segment": {"segments"},
	"suspensions": {"holds"}, "blocages": {"holds"}, "etapes": {"steps"}, "relances": {"steps"}, "garanties": {"guarantees"},
	"identifiant": {"id"}, "nom": {"name", "label"}, "libelle": {"label"}, "jour": {"day", "at"}, "quand": {"at", "when"},
	"condition": {"when"}, "si": {"when"}, "canal": {"channel"}, "canaux": {"channel"}, "moyen": {"channel"}, "ton": {"tone"},
	"delai": {"deadline"}, "obligatoire": {"mandatory"}, "facultatif": {"optional"}, "facultative": {"optional"},
	"finale": {"final"}, "derniere": {"final"}, "validation": {"review"}, "relecture": {"review"}, "procedure": {"route"}, "voie": {"route"},
	"repetition": {"repeat"}, "repeter": {"repeat"}, "chaque": {"every"}, "maximum": {"max"},
	"motif": {"reason"}, "raison": {"reason"}, "responsable": {"owner"}, "portee": {"scope"}, "debut": {"start", "from"}, "fin": {"end", "until"},
	"jamais": {"never"}, "toujours": {"always"}, "ecart": {"apart"}, "atteint": {"reaches"},
	"essais": {"tests"}, "langue": {"language"}, "couverture": {"coverage"}, "factures": {"invoices"}, "facture": {"invoice"},
	"faits": {"facts"}, "evenements": {"events"}, "attendu": {"expect"}, "attendus": {"expect"}, "montant": {"amount"}, "emise": {"issued"},
	"echeance": {"due"}, "conditions": {"terms", "let"}, "paiement": {"payment"}, "avoir": {"credit_note"}, "promesse": {"promise"}, "litige": {"dispute"},

	"courriel": {"email"}, "mail": {"email"}, "mel": {"email"}, "telephone": {"phone"}, "appel": {"phone"}, "texto": {"sms"},
	"courrier": {"letter"}, "lettre": {"letter"}, "lrar": {"registered_letter"}, "ar": {"registered_letter"}, "recommande": {"registered_letter"},
	"recommandee": {"registered_letter"}, "huissier": {"bailiff"}, "commissaire": {"bailiff"},
	"courtois": {"courteous"}, "ferme": {"firm"}, "formel": {"formal"}, "manuelle": {"manual"}, "oui": {"manual"}, "true": {"manual"},
	"entreprise": {"business"}, "professionnel": {"business"}, "publique": {"public"}, "acheteur": {"public"},
	"particulier": {"consumer"}, "consommateur": {"consumer"}, "dossier": {"file"}, "france": {"FR"}, "francais": {"FR"}, "aucun": {"none"}, "rien": {"none"},
}

// Letters is a text in lower case and without accents.
func Letters(text string) string { return accents.Replace(strings.ToLower(text)) }

var accents = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ë", "e", "à", "a", "â", "a", "î", "i", "ï", "i",
	"ô", "o", "ù", "u", "û", "u", "ü", "u", "ç", "c", "œ", "oe")

// translated is the known word for a French one; the last of several words that
// has one counts: lettre recommandée is registered.
func translated(name string, known []string) string {
	found := ""
	for _, word := range strings.FieldsFunc(Letters(name), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for _, english := range inFrench[word] {
			if slices.Contains(known, english) {
				found = english
				break
			}
		}
	}
	return found
}
