package terms_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// Where a wording can mean two agreements, both are named, and each has its date.
func TestReadingsOfAnAmbiguousWording(t *testing.T) {
	invoice := date.New(2025, 4, 10)
	for text, want := range map[string]map[string]string{
		"net 30 EOM":           {"30 jours fin de mois": "2025-05-31", "fin de mois 30 jours": "2025-05-30"},
		"30 jours ou 60 jours": {"30 jours": "2025-05-10", "60 jours": "2025-06-09"},
		"Virement, 30 jours / 45 jours fin de mois":               {"30 jours par virement": "2025-05-10", "45 jours fin de mois par virement": "2025-05-31"},
		"60 jours fin de mois de facturation":                     {"60 jours fin de mois": "2025-06-30", "fin de mois 60 jours": "2025-06-29"},
		"45 jours fin du mois de livraison":                       {"45 jours fin de mois à compter de la livraison": "2025-05-31", "fin de mois 45 jours à compter de la livraison": "2025-06-14"},
		"fin de mois suivant la date de facture":                  {"fin de mois": "2025-04-30", "1 mois fin de mois": "2025-05-31"},
		"comptant 30 jours":                                       {"comptant": "2025-04-10", "30 jours": "2025-05-10"},
		"30 jours le 10 ou le 25":                                 nil, // "30 jours le 25" stands nowhere in the text
		"30 jours ou selon contrat":                               nil,
		"30 % à la commande, 70 % à 30 jours. 60 jours ou 90":     nil,
		"escompte 2 % sous 8 jours, net 30 EOM":                   nil, // the discount would be lost
		"30 jours nets, garantie 10 jours, retour sous 60 jours.": nil,
	} {
		r := terms.Read(text)
		if r.Refusal == nil {
			assert.Nil(t, want, text)
			continue
		}
		got := map[string]string{}
		for _, reading := range r.Refusal.Readings {
			got[reading.String()] = reading.Due(invoice).String()
			back, err := terms.Parse(reading.String())
			require.NoError(t, err)
			assert.Equal(t, reading, back)
		}
		if len(want) == 0 {
			assert.Empty(t, got, text)
			continue
		}
		assert.Equal(t, terms.Ambiguous, r.Refusal.Reason, text)
		assert.Equal(t, want, got, text)
	}
}

func TestMessages(t *testing.T) {
	for text, want := range map[string][2]string{
		"à 30 jorus fin de mois": {
			"Conditions de paiement : « jorus » (caractère 6) : n’est pas compris, vouliez-vous dire « jours » ? Compris : fin de période « fin de mois ». À faire : retirez ce qui ne dit pas quand payer, ou écrivez-le comme dans les exemples de ce paquet.",
			"Payment terms: “jorus” (character 6): not understood, did you mean \"jours\"? Understood: end of period “fin de mois”. To do: remove what does not say when to pay, or write it as in the examples of this package.",
		},
		"net 30 EOM": {
			"Conditions de paiement : « 30 EOM » (caractère 5) : peut désigner plusieurs accords : « 30 jours fin de mois » ou « fin de mois 30 jours ». À faire : écrivez l’une de ces formules.",
			"Payment terms: “30 EOM” (character 5): can mean more than one agreement: \"30 jours fin de mois\" or \"fin de mois 30 jours\". To do: write one of them.",
		},
		"Virement au plus tard le 31/12/2026": {
			"Conditions de paiement : « 31/12/2026 » (caractère 26) : fixe une date, pas une règle (31 décembre 2026). Compris : moyen de paiement « Virement ». À faire : inscrivez-la comme échéance de la facture.",
			"Payment terms: “31/12/2026” (character 26): states a date, not a rule (31 December 2026). Understood: means of payment “Virement”. To do: set the invoice’s due date instead.",
		},
		"": {
			"Conditions de paiement : aucune formule. À faire : donnez la formule, ou des conditions vides pour le délai légal.",
			"Payment terms: no wording. To do: give the wording, or use the zero Terms for the legal default.",
		},
	} {
		refusal := terms.Read(text).Refusal
		require.NotNil(t, refusal, text)
		assert.Equal(t, want[0], spaces(refusal.Message(law.French)), text)
		assert.Equal(t, want[1], spaces(refusal.Message(law.English)), text)
	}
	for _, w := range wordings(t) {
		if refusal := terms.Read(w.Wording).Refusal; refusal != nil {
			assert.NotEqual(t, refusal.Message(law.French), refusal.Message(law.English), "%q", w.Wording)
		}
	}
	unknown := terms.Refusal{Reason: 200}
	assert.Contains(t, unknown.Message(law.French), "raison inconnue")
	assert.Contains(t, unknown.Error(), "unknown reason")
}

// A slip of the keyboard is named; a word like no other gets no guess.
func TestSuggestions(t *testing.T) {
	for text, want := range map[string]string{
		"30 jorus": "jours", "30 jurs": "jours", "30 joours": "jours", "30 jourz fin de mois": "jours",
		"Viremment à 30 jours": "virement", "45 jours fin de mios": "mois", "45 jours fin de moiss": "mois",
		"zzzz 30 jours": "", "30 jours fin de moi": "",
	} {
		refusal := terms.Read(text).Refusal
		require.NotNil(t, refusal, text)
		assert.Equal(t, terms.NotUnderstood, refusal.Reason, text)
		assert.Equal(t, want, refusal.Suggestion, text)
	}
}

// What goes with a date is kept in the reading, like what goes with no delay.
func TestFixedDateKeepsTheRest(t *testing.T) {
	r := terms.Read("Zahlbar innerhalb 30 Tagen netto bis 04.07.2018, 3% Skonto innerhalb 10 Tagen bis 15.06.2018")
	require.NotNil(t, r.Refusal)
	assert.Equal(t, terms.FixedDate, r.Refusal.Reason)
	assert.Equal(t, "2018-07-04", r.Refusal.Date.String())
	assert.Equal(t, "30 jours, escompte 3 % sous 10 jours", r.Terms.String())

	r = terms.Read("Der Betrag wird am 20.03.2018 per SEPA-Lastschrift eingezogen.")
	require.NotNil(t, r.Refusal)
	assert.Equal(t, "2018-03-20", r.Refusal.Date.String())
	assert.Equal(t, terms.DirectDebit, r.Terms.Method())

	r = terms.Read("10 jours 1 %")
	require.NotNil(t, r.Refusal)
	assert.Equal(t, terms.Incomplete, r.Refusal.Reason)
	assert.Equal(t, []terms.Discount{{Percent: terms.OnePercent, Days: 10}}, r.Terms.Discounts())
}
