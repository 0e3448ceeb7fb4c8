package docs_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
	"github.com/creance/creance/policy/policytest"
)

func load(file string) (*policy.Policy[policy.Facts], error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	doc, err := policy.Parse(file, src)
	if err != nil {
		return nil, err
	}
	return policy.Compile[policy.Facts](doc)
}

// martin owes 90 EUR, is late since 2 November and has had one reminder.
func martin() *dunning.Account {
	return &dunning.Account{
		Client: dunning.Client{ID: "martin", Name: "Garage Martin"},
		Invoices: []*dunning.Invoice{{
			ID: "F-2026-107", Client: "martin", Issued: date.New(2026, 10, 2), Due: date.New(2026, 11, 2),
			Amount: decimal.RequireFromString("90.00"),
		}},
		History: dunning.History{
			{Date: date.New(2026, 11, 5), Step: "relance-1", Channel: dunning.Email, Invoice: "F-2026-107"},
		},
	}
}

func Example_policy() {
	p, err := load("testdata/relance.yaml")
	check(err)
	files, err := p.Facts(martin(), date.New(2026, 11, 16))
	check(err)
	trace, err := p.Explain(files[0])
	check(err)
	fmt.Println(trace.Text(law.English))
	// Output:
	// martin — 16 November 2026
	// Nothing to send: relance-2: the condition does not hold (overdue >= seuil_telephone); mise-en-demeure: the step is still to come (previous + 15), until 20 November 2026 excluded. Next possible: 20 November 2026 (mise-en-demeure).
	// Policy relance-pme, version 1, fdd23574cc41
	// Segments
	//   public : no
	//     client_kind == "public" : false (client_kind = "business")
	//   a-surveiller : no
	//     late_ratio > 0.4 : true (late_ratio = 1)
	//     late_count >= 3 : false (late_count = 1)
	//     promises_broken >= 2 : false (promises_broken = 0)
	//     over_limit : false (over_limit = false)
	//   standard : taken
	// Holds
	//   litige : no
	//     disputed : false (disputed = false)
	//   promesse : no
	//     promise_open : false (promise_open = false)
	//   procedure : no
	//     insolvency : false (insolvency = false)
	// Steps
	//   rappel : passed over
	//   relance-1 : sent before
	//   relance-2 : condition does not hold, previous + 10 = 16 November 2026
	//     overdue >= seuil_telephone : false (overdue = 90.00)
	//   mise-en-demeure : to come, previous + 15 = 20 November 2026
	//   avocat : not looked at
}

func Example_politique() {
	p, err := load("testdata/relance.yaml")
	check(err)
	files, err := p.Facts(martin(), date.New(2026, 11, 16))
	check(err)
	trace, err := p.Explain(files[0])
	check(err)
	fmt.Println(strings.ReplaceAll(trace.Text(law.French), "\u00a0", " "))
	// Output:
	// martin — 16 novembre 2026
	// Rien à envoyer : relance-2 : condition non remplie (overdue >= seuil_telephone) ; mise-en-demeure : étape à venir (dernier envoi + 15 jours), jusqu’au 20 novembre 2026 exclu. Prochaine action possible : 20 novembre 2026 (mise-en-demeure).
	// Politique relance-pme, version 1, fdd23574cc41
	// Segments
	//   public : non
	//     client_kind == "public" : faux (client_kind = "business")
	//   a-surveiller : non
	//     late_ratio > 0.4 : vrai (late_ratio = 1)
	//     late_count >= 3 : faux (late_count = 1)
	//     promises_broken >= 2 : faux (promises_broken = 0)
	//     over_limit : faux (over_limit = false)
	//   standard : retenu
	// Suspensions
	//   litige : non
	//     disputed : faux (disputed = false)
	//   promesse : non
	//     promise_open : faux (promise_open = false)
	//   procedure : non
	//     insolvency : faux (insolvency = false)
	// Étapes
	//   rappel : dépassée
	//   relance-1 : déjà envoyée
	//   relance-2 : condition non remplie, dernier envoi + 10 jours = 16 novembre 2026
	//     overdue >= seuil_telephone : faux (overdue = 90.00)
	//   mise-en-demeure : à venir, dernier envoi + 15 jours = 20 novembre 2026
	//   avocat : non examinée
}

// misspelt is a policy in which three words are not written right.
func misspelt() []byte {
	src, err := os.ReadFile("testdata/relance.yaml")
	check(err)
	return []byte(strings.NewReplacer("overdue >= seuil_telephone", "overdu >= seuil_telephone", `"public"`, `"publique"`, "[standard]", "[standart]").Replace(string(src)))
}

func Example_policyMistakes() {
	_, err := policy.Load[policy.Facts]("relance.yaml", misspelt())
	fmt.Println(err)
	// Output:
	// relance.yaml:10:46: client_kind is never "publique" (did you mean "public"?) [P206]
	//     - { id: public,       when: client_kind == "publique" }
	//                                                ^
	// relance.yaml:18:85: unknown segment "standart" (did you mean "standard"?) [P306]
	//     - { id: rappel,    at: due - 5,       channel: email, tone: courteous, segments: [standart], optional: true }
	//                                                                                       ^
	// relance.yaml:20:84: unknown name "overdu" (did you mean "overdue"?) [P201]
	//     - { id: relance-2, at: previous + 10, channel: [phone, email], tone: firm, when: overdu >= seuil_telephone }
	//                                                                                      ^
}

func Example_policyFautes() {
	_, err := policy.Load[policy.Facts]("relance.yaml", misspelt())
	mistakes, _ := errors.AsType[policy.Diagnostics](err)
	fmt.Println(mistakes.Text(law.French))
	// Output:
	// relance.yaml:10:46: client_kind ne vaut jamais « publique » (vouliez-vous dire « public » ?) [P206]
	//     - { id: public,       when: client_kind == "publique" }
	//                                                ^
	// relance.yaml:18:85: segment inconnu : « standart » (vouliez-vous dire « standard » ?) [P306]
	//     - { id: rappel,    at: due - 5,       channel: email, tone: courteous, segments: [standart], optional: true }
	//                                                                                       ^
	// relance.yaml:20:84: nom inconnu : « overdu » (vouliez-vous dire « overdue » ?) [P201]
	//     - { id: relance-2, at: previous + 10, channel: [phone, email], tone: firm, when: overdu >= seuil_telephone }
	//                                                                                      ^
}

func TestPolicies(t *testing.T) {
	policytest.Run(t, os.DirFS("testdata"))
}

// The policy of the pages keeps what it promises, and gives no warning but the
// ones it is meant to give.
func TestPolicyPromises(t *testing.T) {
	p, err := load("testdata/relance.yaml")
	check(err)
	for _, v := range p.Verify() {
		if v.Result != policy.Proved {
			t.Error(v.Text(law.English))
		}
	}
}
