package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// columnTypes are what a warehouse exports: amounts as decimals of 64 bits and
// wider, days as dates, the rest as text.
var columnTypes = map[string]parquet.Node{
	"amount":       parquet.Optional(parquet.Decimal(2, 15, parquet.Int64Type)),
	"credit_limit": parquet.Optional(parquet.Decimal(2, 30, parquet.FixedLenByteArrayType(13))),
	"issued":       parquet.Optional(parquet.Date()), "due": parquet.Optional(parquet.Date()), "date": parquet.Optional(parquet.Date()),
}

// asParquet rewrites a CSV file, so that both formats carry the same shard.
func asParquet(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	group := parquet.Group{}
	for _, name := range rows[0] {
		group[name] = parquet.Optional(parquet.String())
		if known, ok := columnTypes[name]; ok {
			group[name] = known
		}
	}
	schema := parquet.NewSchema("rows", group)
	var out bytes.Buffer
	w := parquet.NewWriter(&out, schema)
	for _, cells := range rows[1:] {
		row := make(parquet.Row, len(cells))
		for i, cell := range cells {
			leaf, _ := schema.Lookup(rows[0][i])
			v, level := valueOf(t, rows[0][i], cell), 1
			if cell == "" {
				v, level = parquet.NullValue(), 0
			}
			row[leaf.ColumnIndex] = v.Level(0, level, leaf.ColumnIndex)
		}
		_, err := w.WriteRows([]parquet.Row{row})
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	require.NoError(t, os.Remove(file))
	require.NoError(t, os.WriteFile(strings.TrimSuffix(file, ".csv")+".parquet", out.Bytes(), 0o600))
}

func valueOf(t *testing.T, column, cell string) parquet.Value {
	t.Helper()
	if cell == "" {
		return parquet.NullValue()
	}
	switch column {
	case "amount":
		return parquet.Int64Value(decimal.RequireFromString(cell).Shift(2).IntPart())
	case "credit_limit":
		wide := make([]byte, 13)
		decimal.RequireFromString(cell).Shift(2).BigInt().FillBytes(wide)
		return parquet.FixedLenByteArrayValue(wide)
	case "issued", "due", "date":
		day, err := time.Parse(time.DateOnly, cell)
		require.NoError(t, err)
		return parquet.Int32Value(int32(day.Unix() / 86_400))
	}
	return parquet.ByteArrayValue([]byte(cell))
}

// TestParquetShardsGiveTheSameBytes replaces one shard after the other.
func TestParquetShardsGiveTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	writeShards(t, dir, date.New(2026, 11, 23))
	s := Settings{AsOf: "2026-11-23", From: "2026-01-01"}
	want := outputs(t, s, filepath.Join(dir, "*"), true)
	for _, shard := range []string{"000", "002"} {
		for _, kind := range []string{"clients", "invoices", "settlements"} {
			asParquet(t, filepath.Join(dir, kind+"-"+shard+".csv"))
		}
		assert.Equal(t, want, outputs(t, s, filepath.Join(dir, "*"), true), "one process")
	}
	assert.Equal(t, want, outputs(t, s, filepath.Join(dir, "*"), false), "pipeline")
}

func TestParquetRefusals(t *testing.T) {
	for want, node := range map[string]parquet.Node{
		"is a float":                parquet.Leaf(parquet.DoubleType),
		"has a time of day":         parquet.Timestamp(parquet.Millisecond),
		"is nested or repeated":     parquet.Repeated(parquet.String()),
		"has a type that is not re": parquet.UUID(),
	} {
		var out bytes.Buffer
		w := parquet.NewWriter(&out, parquet.NewSchema("rows", parquet.Group{"amount": node}))
		require.NoError(t, w.Close())
		_, err := asCSV("invoices-1.parquet", out.Bytes())
		assert.ErrorContains(t, err, want)
		assert.ErrorContains(t, err, "invoices-1.parquet")
	}
	_, err := asCSV("invoices-1.parquet", []byte("nonsense"))
	require.ErrorContains(t, err, "invoices-1.parquet")

	dir := t.TempDir()
	for _, name := range []string{"clients-1.csv", "clients-1.parquet"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
	_, err = findShards(context.Background(), filepath.Join(dir, "*"))
	require.ErrorContains(t, err, "the same shard")
}

// TestWideNumbers: what Parquet keeps in two's complement is read with its sign.
func TestWideNumbers(t *testing.T) {
	for want, raw := range map[string][]byte{"-1": {0xff, 0xff}, "-128": {0x80}, "127": {0x7f}, "256": {1, 0}, "0": {}} {
		assert.Equal(t, want, whole(parquet.ByteArrayValue(raw)).String())
	}
}
