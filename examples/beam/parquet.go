package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"github.com/shopspring/decimal"
)

// asCSV rewrites a Parquet file as the text that dunning/exchange reads in its
// ISO format: a column for each column, null an empty cell. So both kinds of shard
// go through the same checks, and line n of a message is row n-1.
//
// Amounts are DECIMAL, whole numbers or text, and dates are DATE or text. Floats
// are refused, since 0.1 is none of them, and so are times of day.
func asCSV(name string, file []byte) (io.Reader, error) {
	in, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var head []string
	var cells []func(parquet.Value) string
	var problems []error
	for _, path := range in.Schema().Columns() {
		leaf, _ := in.Schema().Lookup(path...)
		cell, problem := cellOf(leaf)
		if problem != "" {
			problems = append(problems, fmt.Errorf("%s: column %q %s", name, path, problem))
		}
		head, cells = append(head, path[0]), append(cells, cell)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	if err := out.Write(head); err != nil {
		return nil, err
	}
	reader := parquet.NewReader(in)
	defer reader.Close()
	rows, line := make([]parquet.Row, 256), make([]string, len(head))
	for {
		n, err := reader.ReadRows(rows)
		for _, row := range rows[:n] {
			for _, v := range row {
				if line[v.Column()] = ""; !v.IsNull() {
					line[v.Column()] = cells[v.Column()](v)
				}
			}
			if err := out.Write(line); err != nil {
				return nil, err
			}
		}
		if err == io.EOF {
			out.Flush()
			return &text, out.Error()
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
}

// cellOf writes the values of a column as text, or says why it cannot.
func cellOf(leaf parquet.LeafColumn) (cell func(parquet.Value) string, problem string) {
	if len(leaf.Path) != 1 || leaf.MaxRepetitionLevel > 0 {
		return nil, "is nested or repeated; give one value for each row"
	}
	var logical format.LogicalTypeValue
	if t := leaf.Node.Type().LogicalType(); t != nil {
		logical = t.Value
	}
	kind := leaf.Node.Type().Kind()
	switch t := logical.(type) {
	case *format.DecimalType:
		return func(v parquet.Value) string { return decimal.NewFromBigInt(whole(v), -t.Scale).String() }, ""
	case *format.DateType:
		return func(v parquet.Value) string {
			return time.Unix(int64(v.Int32())*86_400, 0).UTC().Format(time.DateOnly)
		}, ""
	case *format.TimestampType, *format.TimeType:
		return nil, "has a time of day; write a DATE, or text such as 2026-11-23"
	}
	switch kind {
	case parquet.Boolean:
		return func(v parquet.Value) string { return map[bool]string{true: "yes", false: "no"}[v.Boolean()] }, ""
	case parquet.Int32, parquet.Int64:
		return func(v parquet.Value) string { return whole(v).String() }, ""
	case parquet.ByteArray:
		return func(v parquet.Value) string { return string(v.ByteArray()) }, ""
	case parquet.Float, parquet.Double:
		return nil, "is a float, which is no exact amount; write a DECIMAL, or text"
	}
	return nil, "has a type that is not read: " + strconv.Quote(leaf.Node.Type().String())
}

// whole is the unscaled value of a number: an integer, or the big-endian two's
// complement in which Parquet keeps wide decimals.
func whole(v parquet.Value) *big.Int {
	switch v.Kind() {
	case parquet.Int32:
		return big.NewInt(int64(v.Int32()))
	case parquet.Int64:
		return big.NewInt(v.Int64())
	}
	raw := v.ByteArray()
	n := new(big.Int).SetBytes(raw)
	if len(raw) > 0 && raw[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
	}
	return n
}
