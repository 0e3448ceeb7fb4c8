package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/dunning/fec"
)

var update = flag.Bool("update", false, "write accounts.json and output.txt")

// The accounts are the ledger of the quickstart with what it knows of its
// clients, as a program would have stored them.
func TestAccountsAreTheLedgerOfTheQuickstart(t *testing.T) {
	source, err := os.ReadFile("../quickstart/demo.fec.txt")
	require.NoError(t, err)
	ledger, err := fec.Read("demo.fec.txt", bytes.NewReader(source), fec.Options{})
	require.NoError(t, err)
	context, err := os.ReadFile("../quickstart/demo.context.json")
	require.NoError(t, err)
	known, err := exchange.ReadJSON("demo.context.json", bytes.NewReader(context))
	require.NoError(t, err)
	for i := range ledger.Accounts {
		for _, k := range known {
			if a := &ledger.Accounts[i]; a.Client.ID == k.Client.ID {
				k.Client.Name = a.Client.Name
				a.Client, a.Promises, a.Holds, a.History = k.Client, k.Promises, k.Holds, k.History
				complete(a, k)
			}
		}
	}
	var b bytes.Buffer
	require.NoError(t, exchange.WriteJSON(&b, ledger.Accounts))
	golden(t, "accounts.json", b.String())
}

// complete gives the invoices of an account their terms and disputes.
func complete(a *dunning.Account, k dunning.Account) {
	for _, inv := range a.Invoices {
		if a.Client.Terms.Agreed() {
			inv.Terms = a.Client.Terms
		}
		for _, other := range k.Invoices {
			if other.ID == inv.ID {
				inv.Disputes = other.Disputes
			}
		}
	}
}

func quarter() config {
	return config{from: "2026-07-01", until: "2026-10-01", day: "2026-08-21", lang: "fr"}
}

func TestOutput(t *testing.T) {
	var fr, en strings.Builder
	c := quarter()
	require.NoError(t, run(&fr, c))
	golden(t, "output.txt", fr.String())
	c.accounts, c.lang = "accounts.json", "en"
	require.NoError(t, run(&en, c))
	assert.Contains(t, en.String(), "Simulation of relance-standard")
	assert.Equal(t, strings.Count(fr.String(), "\n"), strings.Count(en.String(), "\n"))
}

func TestMistakes(t *testing.T) {
	var b strings.Builder
	err := run(&b, config{accounts: filepath.Join(t.TempDir(), "none.json"), from: "2026-02-30", until: "tomorrow", day: "2026-08-21", lang: "de"})
	for _, want := range []string{"2026-02-30", "tomorrow", `-lang "de"`, "none.json"} {
		assert.ErrorContains(t, err, want)
	}
	c := quarter()
	c.until = "2026-06-01"
	assert.ErrorContains(t, run(&b, c), "is not after from")
	assert.Empty(t, b.String())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "%s is out of date: go test ./examples/simulate -update", file)
}
