package terms_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/ledgertest"
)

type wording struct{ Family, Wording, Want string }

// wordings are those of the three tables of testdata: wordings.tsv has none of
// the families of the other two.
func wordings(t testing.TB) []wording {
	t.Helper()
	var list []wording
	for _, file := range []string{"wordings.tsv", "families.tsv", "field.tsv"} {
		text, err := os.ReadFile("testdata/" + file)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "# ") {
				continue
			}
			cells := strings.Split(line, "\t")
			if len(cells) == 2 {
				cells = append([]string{""}, cells...)
			}
			require.Len(t, cells, 3, "%s: %q", file, line)
			list = append(list, wording{cells[0], cells[1], cells[2]})
		}
	}
	return list
}

// answer is what a wording means, as the table writes it.
func answer(text string) string {
	r := terms.Read(text)
	if r.Refusal == nil {
		return r.Terms.String()
	}
	out := "refused: " + r.Refusal.Reason.String()
	if r.Refusal.Date != 0 {
		out += " " + r.Refusal.Date.String()
	}
	return out
}

func TestWordings(t *testing.T) {
	list := wordings(t)
	assert.Greater(t, len(list), 1700)
	families := map[string]int{}
	for _, w := range list {
		want, readings, _ := strings.Cut(w.Want, ": ")
		if want == "refused" { // refused: why: one reading / another
			reason, named, _ := strings.Cut(readings, ": ")
			want, readings = want+": "+reason, named
		} else {
			want, readings = w.Want, ""
		}
		assert.Equal(t, want, answer(w.Wording), "%q", w.Wording)
		if w.Family != "" {
			families[w.Family]++
			assert.Equal(t, readings, namedReadings(w.Wording), "%q", w.Wording)
		}
	}
	assert.Greater(t, len(families), 20)
}

// namedReadings are what an ambiguous wording can mean, as the table writes it.
func namedReadings(text string) string {
	r := terms.Read(text)
	if r.Refusal == nil {
		return ""
	}
	var list []string
	for _, t := range r.Refusal.Readings {
		list = append(list, t.String())
	}
	return strings.Join(list, " / ")
}

// The way a wording is typed must not change what it says.
func TestTypingDoesNotMatter(t *testing.T) {
	nfd := strings.NewReplacer("é", "e\u0301", "à", "a\u0300", "è", "e\u0300")
	for i, w := range wordings(t) {
		if i%ledgertest.Less != 0 {
			continue
		}
		want := answer(w.Wording)
		for name, typed := range map[string]string{
			"upper case":             strings.ToUpper(w.Wording),
			"no-break spaces":        strings.ReplaceAll(w.Wording, " ", "\u00a0"),
			"narrow spaces":          strings.ReplaceAll(w.Wording, " ", "\u202f"),
			"typographic apostrophe": strings.ReplaceAll(w.Wording, "'", "’"),
			"decomposed accents":     nfd.Replace(w.Wording),
			"double spaces":          " " + strings.ReplaceAll(w.Wording, " ", "  ") + " ",
		} {
			assert.Equal(t, want, answer(typed), "%s: %q", name, typed)
		}
	}
}

// One word more that nobody knows, anywhere, and the wording is refused.
func TestUnknownWordsRefuse(t *testing.T) {
	for i, w := range wordings(t) {
		if i%ledgertest.Less != 0 || strings.HasPrefix(w.Want, "refused") || strings.ContainsAny(w.Wording, "#") {
			continue
		}
		for _, stray := range []string{"zzz", "170", "ou", "sauf"} {
			for _, text := range []string{stray + " " + w.Wording, w.Wording + " " + stray} {
				r := terms.Read(text)
				if r.Refusal != nil {
					continue
				}
				// A clause about penalties or warranties is read to its end.
				swallowed := false
				for _, s := range r.Spans {
					swallowed = swallowed || (s.Kind == "penalty" || s.Kind == "other" || s.Kind == "citation" && stray != "sauf" && stray != "ou") && strings.HasSuffix(s.Text, stray)
				}
				assert.True(t, swallowed, "%q read as %q", text, r.Terms)
			}
		}
	}
}

func TestReading(t *testing.T) {
	r := terms.Read("Virement à 45 jours fin de mois le 10. Pénalités : 12 %.")
	require.Nil(t, r.Refusal)
	var kinds []string
	for _, s := range r.Spans {
		kinds = append(kinds, s.Kind+"="+s.Text)
	}
	assert.Equal(t, []string{"method=Virement", "delay=45 jours", "end of period=fin de mois", "day of month=le 10", "penalty=Pénalités : 12 %"}, kinds)
	assert.Equal(t, []terms.Note{{Code: "days-first"}}, r.Notes)
}

func TestNotes(t *testing.T) {
	for text, codes := range map[string][]string{
		"30 jours":                         nil,
		"1 mois fin de mois":               nil,
		"45 jours fin de mois":             {"days-first"},
		"fin de mois 45 jours":             {"end-first"},
		"30 jours fin de décade":           {"period-first"},
		"30 jours le 10":                   {"on-or-after"},
		"30 % d'acompte, solde à 30 jours": {"deposit-with-order"},
	} {
		var got []string
		for _, n := range terms.Read(text).Notes {
			got = append(got, n.Code)
			assert.NotEmpty(t, n.Text(0))
			assert.NotEqual(t, n.Text(0), n.Text(1))
		}
		assert.Equal(t, codes, got, text)
	}
}

func TestRefusalsTellWhereAndWhatToDo(t *testing.T) {
	_, err := terms.Parse("30 jours ou 60 jours")
	require.IsType(t, &terms.Refusal{}, err)
	refusal := err.(*terms.Refusal)
	assert.Equal(t, terms.Ambiguous, refusal.Reason)
	assert.Equal(t, "ou", refusal.Text)
	assert.Equal(t, 9, refusal.At)
	assert.Contains(t, err.Error(), `"ou" at byte 9: can mean more than one agreement: "30 jours" or "60 jours"; write one of them`)

	for text, reason := range map[string]terms.Reason{
		"": terms.Empty, " .,;": terms.Empty, "\xff\xfe": terms.NotUnderstood, strings.Repeat("30 jours ", 60): terms.TooLong,
		"4000 jours": terms.OutOfBounds, "121 mois": terms.OutOfBounds, "100 % d'escompte sous 8 jours, 30 jours nets": terms.OutOfBounds,
		"30 % à la commande, 80 % à 30 jours": terms.Ambiguous,
	} {
		_, err := terms.Parse(text)
		require.Error(t, err, text)
		assert.Equal(t, reason.String(), err.(*terms.Refusal).Reason.String(), text)
		assert.LessOrEqual(t, len(err.Error()), 400)
	}
	assert.Equal(t, "unknown reason", terms.Reason(200).String())
}

// What goes with a delay that was not said is kept in the reading.
func TestIncompleteKeepsTheRest(t *testing.T) {
	r := terms.Read("Prélèvement, escompte 2 % sous 8 jours")
	require.NotNil(t, r.Refusal)
	assert.Equal(t, terms.Incomplete, r.Refusal.Reason)
	assert.Equal(t, terms.DirectDebit, r.Terms.Method())
	assert.Equal(t, []terms.Discount{{Percent: 2 * terms.OnePercent, Days: 8}}, r.Terms.Discounts())
	assert.False(t, r.Terms.Agreed())
}

func TestTermsInJSON(t *testing.T) {
	type client struct{ Terms terms.Terms }
	text, err := json.Marshal(client{terms.EndOfMonth(45).On(10)})
	require.NoError(t, err)
	assert.Equal(t, `{"Terms":"45 jours fin de mois le 10"}`, string(text))
	var back client
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, terms.EndOfMonth(45).On(10), back.Terms)
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"Terms":"selon contrat"}`), &back), "refers to terms written elsewhere")
	assert.Equal(t, terms.EndOfMonth(45).On(10), back.Terms, "unchanged by a refusal")
	_, err = json.Marshal(client{terms.Net(-1)})
	assert.Error(t, err)
}
