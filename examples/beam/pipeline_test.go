package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/passert"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) { ptest.Main(m) }

// writeShards makes a portfolio of three shards: two currencies, terms to be
// derived, part payments, credit notes, and amounts with cents everywhere.
func writeShards(t *testing.T, dir string, today date.Date) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 7))
	client := 0
	for shard, size := range []int{40, 1, 75} {
		var clients, invoices, settlements strings.Builder
		clients.WriteString("id,name,kind,credit_limit\n")
		invoices.WriteString("id,client,issued,due,terms,amount,net,currency\n")
		settlements.WriteString("invoice,client,date,amount,kind\n")
		for range size {
			client++
			id := fmt.Sprintf("C%03d", client)
			kind := []string{"business", "public", "consumer"}[client%3]
			fmt.Fprintf(&clients, "%s,Client %d,%s,5000.00\n", id, client, kind)
			for i := range r.IntN(9) {
				number := fmt.Sprintf("%s-%d", id, i)
				issued := today - date.Date(1+r.IntN(500))
				cents := 1 + r.Int64N(900_000)
				due, terms, currency := (issued + 30).String(), "", "EUR"
				if i%2 == 1 {
					due, terms = "", "45 jours fin de mois"
				}
				if client%5 == 0 {
					currency = "USD"
				}
				if i == 7 {
					cents = -cents
				}
				fmt.Fprintf(&invoices, "%s,%s,%s,%s,%s,%s,,%s\n", number, id, issued, due, terms, decimal.New(cents, -2), currency)
				if cents > 1 && r.IntN(2) == 0 {
					fmt.Fprintf(&settlements, "%s,%s,%s,%s,payment\n", number, id, issued+date.Date(r.IntN(90)), decimal.New(cents-r.Int64N(2)*(cents/2), -2))
				}
			}
		}
		for kind, text := range map[string]string{"clients": clients.String(), "invoices": invoices.String(), "settlements": settlements.String()} {
			require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%03d.csv", kind, shard)), []byte(text), 0o600))
		}
	}
}

// outputs runs the night and gives every file it wrote.
func outputs(t *testing.T, s Settings, input string, single bool) map[string]string {
	t.Helper()
	s.Output = t.TempDir()
	require.NoError(t, run(context.Background(), s, input, single))
	names, err := filepath.Glob(filepath.Join(s.Output, "*"))
	require.NoError(t, err)
	files := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		files[filepath.Base(name)] = string(text)
	}
	return files
}

func TestPipelineWritesTheBytesOfOneProcess(t *testing.T) {
	dir, today := t.TempDir(), date.New(2026, 11, 23)
	writeShards(t, dir, today)
	for name, asOf := range map[string]string{"all computed": "2026-11-23", "rates unknown, most refused": "2027-01-20"} {
		t.Run(name, func(t *testing.T) {
			s := Settings{AsOf: asOf, From: "2026-01-01"}
			want := outputs(t, s, filepath.Join(dir, "*"), true)
			got := outputs(t, s, filepath.Join(dir, "*"), false)
			require.Len(t, want, 4)
			require.Len(t, got, len(want))
			for name := range want {
				assert.Equal(t, want[name], got[name], name)
			}
			// An amount that was lost on the way would be zero here.
			sum := want["summary.json"]
			assert.Contains(t, sum, `"interest:EUR"`)
			if asOf == "2026-11-23" {
				assert.NotContains(t, sum, `"interest:EUR": 0`)
				assert.NotContains(t, sum, `"refused"`)
				assert.Contains(t, sum, `"interest:USD"`)
				assert.Contains(t, strings.Join([]string{want["results-000.jsonl"], want["results-002.jsonl"]}, ""), `"step":"relance-1"`)
			} else {
				assert.Contains(t, want["results-002.jsonl"], "2027-01-01")
				assert.Contains(t, sum, `"refused"`)
			}
		})
	}
}

// unsafeInvoice is what a first attempt would send.
type unsafeInvoice struct {
	Client string
	Amount decimal.Decimal
	cents  int64
}

func init() {
	beam.RegisterType(reflect.TypeFor[unsafeInvoice]())
	beam.RegisterFunction(makeInvoice)
	beam.RegisterFunction(sumOfUnsafe)
}

func makeInvoice(n int) unsafeInvoice {
	return unsafeInvoice{Client: "C", Amount: decimal.New(int64(n), -2), cents: int64(n)}
}

func sumOfUnsafe(inv unsafeInvoice) (string, int64) {
	return inv.Client, inv.Amount.Shift(2).IntPart() + inv.cents
}

// TestWhatHasNoCoderArrivesAsZero is why wire.go exists. When it fails, Beam has
// learnt to send decimals or to refuse them, and the coders may go.
func TestWhatHasNoCoderArrivesAsZero(t *testing.T) {
	p, s, numbers := ptest.CreateList([]int{1000, 2500})
	arrived := beam.Reshuffle(s, beam.ParDo(s, makeInvoice, numbers))
	sums := beam.DropKey(s, stats.SumPerKey(s, beam.ParDo(s, sumOfUnsafe, arrived)))
	passert.Equals(s, sums, int64(0))
	ptest.RunAndValidate(t, p)
}

func TestCodersKeepEverything(t *testing.T) {
	dir := t.TempDir()
	writeShards(t, dir, date.New(2026, 11, 23))
	accounts, err := readShard(context.Background(), filepath.Join(dir, "clients-002.csv"))
	require.NoError(t, err)
	job, err := Settings{AsOf: "2026-11-23", From: "2026-01-01"}.job()
	require.NoError(t, err)
	for i := range accounts {
		data, err := encodeAccount(Account{accounts[i]})
		require.NoError(t, err)
		back, err := decodeAccount(data)
		require.NoError(t, err)
		want, err := lineOf(job.Account(&accounts[i]))
		require.NoError(t, err)
		got, err := lineOf(job.Account(&back.Of))
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, decode := range []func([]byte) error{
		func(b []byte) error { _, err := decodeAccount(b); return err },
		func(b []byte) error { _, err := decodeAged(b); return err },
		func(b []byte) error { _, err := decodeFigures(b); return err },
	} {
		assert.Error(t, decode([]byte("nonsense")))
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	good := Settings{AsOf: "2026-11-23", From: "2026-01-01", Output: dir}
	ctx := context.Background()
	assert.ErrorContains(t, run(ctx, Settings{AsOf: "2026-02-30", From: "x"}, dir, true), "2026-02-30")
	assert.ErrorContains(t, run(ctx, good, filepath.Join(dir, "*"), true), "no clients-NAME.csv or clients-NAME.parquet")
	writeShards(t, dir, date.New(2026, 11, 23))
	bad := "id,client,issued,amount\nF,C001,2026-02-30,1\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "invoices-000.csv"), []byte(bad), 0o600))
	for _, single := range []bool{true, false} {
		assert.ErrorContains(t, run(ctx, good, filepath.Join(dir, "*"), single), "invoices-000.csv")
	}
}
