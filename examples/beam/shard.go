package main

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
)

// findShards lists the shards of a pattern by their clients file, in order. Each
// has its files in one format.
func findShards(ctx context.Context, pattern string) ([]string, error) {
	fs, err := filesystem.New(ctx, pattern)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	files, err := fs.List(ctx, pattern)
	if err != nil {
		return nil, err
	}
	shards, seen := []string{}, map[string]string{}
	for _, file := range files {
		base, format := path.Base(file), path.Ext(file)
		if !strings.HasPrefix(base, "clients-") || format != ".csv" && format != ".parquet" {
			continue
		}
		if other := seen[shardName(file)]; other != "" {
			return nil, fmt.Errorf("%s and %s are the same shard in two formats", other, file)
		}
		seen[shardName(file)] = file
		shards = append(shards, file)
	}
	if len(shards) == 0 {
		return nil, fmt.Errorf("no clients-NAME.csv or clients-NAME.parquet among %d files of %q", len(files), pattern)
	}
	slices.Sort(shards)
	return shards, nil
}

// shardName is NAME of clients-NAME.csv.
func shardName(clients string) string {
	return strings.TrimSuffix(strings.TrimPrefix(path.Base(clients), "clients-"), path.Ext(clients))
}

// readShard gives the accounts of a shard, in the order of its clients.
func readShard(ctx context.Context, clientsFile string) ([]dunning.Account, error) {
	sibling := func(kind string) string {
		return path.Join(path.Dir(clientsFile), kind+"-"+shardName(clientsFile)+path.Ext(clientsFile))
	}
	clients, err := read(ctx, clientsFile, exchange.Clients)
	if err != nil {
		return nil, err
	}
	invoices, err := read(ctx, sibling("invoices"), exchange.Invoices)
	if err != nil {
		return nil, err
	}
	settlements, err := read(ctx, sibling("settlements"), exchange.Settlements)
	if err != nil {
		return nil, err
	}
	return exchange.Accounts(sibling("settlements"), clients, invoices, settlements)
}

func read[T any](ctx context.Context, file string, parse func(string, io.Reader, exchange.Format) ([]T, error)) ([]T, error) {
	fs, err := filesystem.New(ctx, file)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	in, err := fs.OpenRead(ctx, file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	name := path.Base(file)
	if path.Ext(file) != ".parquet" {
		return parse(name, in, exchange.ISO())
	}
	content, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	text, err := asCSV(name, content)
	if err != nil {
		return nil, err
	}
	return parse(name, text, exchange.ISO())
}

func write(ctx context.Context, file string, content []byte) error {
	fs, err := filesystem.New(ctx, file)
	if err != nil {
		return err
	}
	defer fs.Close()
	out, err := fs.OpenWrite(ctx, file)
	if err != nil {
		return err
	}
	if _, err := out.Write(content); err != nil {
		_ = out.Close()
		return err
	}
	return out.Close()
}
