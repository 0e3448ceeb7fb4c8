package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

var monday = date.New(2026, 11, 23)

// TestMain runs the tests with a PostgreSQL server beside them.
func TestMain(m *testing.M) {
	stop := startPostgres()
	code := m.Run()
	stop()
	if path, err := built(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// onEach runs a test on both databases, each time with an empty one.
func onEach(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, newSQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, newPostgres(t))
	})
}

func newSQLite(t *testing.T) string { return filepath.Join(t.TempDir(), "test.db") }

func open(t *testing.T, dsn string) *Office {
	t.Helper()
	o, err := openOffice(t.Context(), dsn, policy.StandardDocument())
	require.NoError(t, err)
	t.Cleanup(func() { o.Close() })
	return o
}

func write(t *testing.T, o *Office, query string, args ...any) {
	t.Helper()
	_, err := o.ExecContext(t.Context(), query, args...)
	require.NoError(t, err)
}

func text(t *testing.T, o *Office, query string, args ...any) string {
	t.Helper()
	var s string
	require.NoError(t, o.QueryRowContext(t.Context(), query, args...).Scan(&s), query)
	return s
}

// night runs the nightly command and fails when a client could not be decided.
func night(t *testing.T, o *Office, day date.Date) Night {
	t.Helper()
	n, err := o.Nightly(t.Context(), day, func(client string, _ Plan, err error) { require.NoError(t, err, client) })
	require.NoError(t, err)
	return n
}

// world fills a database with invented clients in every kind of situation; the
// same number gives the same clients.
func world(t *testing.T, o *Office, clients int) {
	t.Helper()
	tx, err := o.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	defer tx.Rollback()
	insert := func(query string, args ...any) {
		_, err := tx.ExecContext(t.Context(), query, args...)
		require.NoError(t, err)
	}
	for i := range clients {
		id := fmt.Sprintf("C%04d", i)
		kind := []string{"business", "business", "public", "consumer"}[i%4]
		insert(`INSERT INTO clients (id, name, kind, email, phone, street, city) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id, "Client inventé "+id, kind, strings.ToLower(id)+"@client.example", "0600000000", "1 rue Inventée", "75001 Paris")
		for j := range i%3 + 1 {
			number := fmt.Sprintf("F-%04d-%d", i, j)
			due := monday + date.Date((i*7+j*13)%40-20)
			insert(`INSERT INTO invoices (number, client, issued, due, amount) VALUES ($1, $2, $3, $4, $5)`,
				number, id, (due - 30).String(), due.String(), 10000+1234*i+j)
			if (i+j)%5 == 0 {
				insert(`INSERT INTO settlements (id, invoice, paid_on, amount) VALUES ($1, $1, $2, $3)`, number, (due - 3).String(), 5000)
			}
			if (i+j)%11 == 0 {
				insert(`INSERT INTO disputes (id, invoice, starts_on, amount) VALUES ($1, $1, $2, $3)`, number, (due - 2).String(), 1000)
			}
		}
		if i%19 == 7 {
			insert(`INSERT INTO invoices (number, client, issued, due, amount) VALUES ($1, $2, $3, $3, $4)`,
				fmt.Sprintf("A-%04d", i), id, (monday - 25).String(), -3000)
		}
		if i%13 == 5 {
			insert(`INSERT INTO promises (id, client, made_on, pay_by) VALUES ($1, $1, $2, $3)`, id, (monday - 1).String(), (monday + 5).String())
		}
		if i%17 == 6 {
			insert(`INSERT INTO holds (id, client, starts_on, reason) VALUES ($1, $1, $2, 'chez l''avocat')`, id, (monday - 9).String())
		}
	}
	require.NoError(t, tx.Commit())
}

// dump is all that dunning has written, one line for each row, in one order on
// every database. When an action was claimed is left out.
func dump(t *testing.T, o *Office) string {
	t.Helper()
	var lines []string
	for _, query := range []string{
		`SELECT id, client, invoice, step, label, policy, reason, currency, amount, written_on, manual, state, note, approved_by, ref, sent_on, channel FROM actions`,
		`SELECT action, channel, ordinal, recipient, subject, body, state, attempts, error FROM outbox`,
	} {
		rows, err := o.QueryContext(t.Context(), query)
		require.NoError(t, err)
		columns, err := rows.Columns()
		require.NoError(t, err)
		for rows.Next() {
			cells := make([]any, len(columns))
			into := make([]any, len(columns))
			for i := range cells {
				into[i] = &cells[i]
			}
			require.NoError(t, rows.Scan(into...))
			lines = append(lines, fmt.Sprintf("%q", cells))
		}
		require.NoError(t, rows.Err())
		rows.Close()
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestDemonstrationRunsWithoutAnArgument(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), nil, &out))
	for _, want := range []string{
		"10 clients: 6 actions planned, 2 waiting for a person",
		"5 actions sent, 1 withdrawn or held back, 0 refused",
		"What to look at next",
	} {
		require.Contains(t, out.String(), want)
	}

	// What it says to type next works, word for word.
	commands := 0
	for line := range strings.Lines(out.String()) {
		words := strings.Fields(strings.ReplaceAll(line, `"1A 234 567 8901 2"`, "1A-234"))
		if len(words) < 3 || words[0] != "go" {
			continue
		}
		if i := slices.Index(words, "now"); i > 0 {
			words = words[:i]
		}
		commands++
		var answer bytes.Buffer
		require.NoError(t, run(context.Background(), words[3:], &answer), line)
		require.NotEmpty(t, answer.String())
	}
	require.Equal(t, 5, commands)
}

func TestCommandLineMistakes(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"frobnicate", "no command"},
		{"nightly", "-db"},
		{"nightly -db x.db -day 2026-02-30", "-day"},
		{"nightly -db x.db -policy missing.yaml", "missing.yaml"},
	} {
		err := run(context.Background(), strings.Fields(c.args), &bytes.Buffer{})
		require.ErrorContains(t, err, c.want)
	}
}
