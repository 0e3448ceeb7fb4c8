package exchange_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "policy/":  "files carry facts, not decisions",
		deptest.Module + "penalty/": "files carry facts, not claims",
	})
}

func wire(t *testing.T, invoices ...*dunning.Invoice) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, exchange.WriteJSON(&b, []dunning.Account{{Client: dunning.Client{ID: "C"}, Invoices: invoices}}))
	return b.String()
}

func problemsOf(t *testing.T, err error) *exchange.Problems {
	t.Helper()
	problems, ok := errors.AsType[*exchange.Problems](err)
	require.True(t, ok, "%v", err)
	return problems
}
