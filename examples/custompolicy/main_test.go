package main

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	var b strings.Builder
	require.NoError(t, run(&b))
	assert.Equal(t, `Épicerie Fictive (strategiques) : Appel du commercial par téléphone pour 2 400,00 € : 21 jours de retard, 20 jours après Première relance du 3 novembre 2026.
Bazar Imaginaire (standard) : Deuxième relance par e-mail + SMS pour 860,00 € : 21 jours de retard, 20 jours après Première relance du 3 novembre 2026.
Dépôt Inventé (fragiles) : Blocage des livraisons par lettre pour 3 150,00 € : 21 jours de retard, 13 jours après Deuxième relance du 10 novembre 2026, à valider avant envoi.
  blocage : cost_of_waiting(collectable, days_overdue) >= seuil_cout, soit cost_of_waiting(collectable, days_overdue) = 10.87
Kiosque Supposé (fragiles) : Rien à envoyer : Blocage des livraisons : condition non remplie (cost_of_waiting(collectable, days_overdue) >= seuil_cout), jusqu’au 20 décembre 2026 exclu ; Mise en demeure : étape à venir (dernier envoi + 15 jours), jusqu’au 25 novembre 2026 exclu. Prochaine action possible : 25 novembre 2026 (Mise en demeure).
  blocage : cost_of_waiting(collectable, days_overdue) >= seuil_cout, soit cost_of_waiting(collectable, days_overdue) = 2.21
`, strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(b.String()))
}

func TestCostOfWaiting(t *testing.T) {
	assert.Equal(t, "10.87", costOfWaiting(decimal.RequireFromString("3150.00"), 21).StringFixed(2))
	assert.Equal(t, "0.00", costOfWaiting(decimal.RequireFromString("3150.00"), 0).StringFixed(2))
}

// A mistake in a fact or a call of this firm is told like any other.
func TestMistakes(t *testing.T) {
	for wrong, want := range map[string]string{
		`risk == "hihg"`:          `policy.yaml:11:40: risk is never "hihg" (did you mean "high"?) [P206]`,
		`margin == 0.30`:          `ratios are rounded and not compared with ==`,
		`margn >= 0.30`:           `unknown name "margn" (did you mean "margin"?) [P201]`,
		`cost(overdue, 3) > 5.00`: `unknown function "cost"`,
		`cost_of_waiting(days_overdue, overdue) > 5.00`: `cost_of_waiting takes an amount here, and this is a whole number (it is declared as cost_of_waiting(money, int) money) [P202]`,
	} {
		_, err := compile([]byte(strings.Replace(string(source), `risk == "high"`, "'"+wrong+"'", 1)))
		assert.ErrorContains(t, err, want, wrong)
	}
}
