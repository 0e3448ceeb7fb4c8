package main

import (
	"bytes"
	"context"
	"errors"
	"path"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/nightly"
)

// runSingle is the same night in one process.
func runSingle(ctx context.Context, s Settings, shards []string) error {
	job, err := s.job()
	if err != nil {
		return err
	}
	// A run reads ahead of what it gives out: where does each shard end?
	type end struct {
		shard string
		index int
	}
	var ends []end
	var broken error
	read := func(yield func(*dunning.Account, error) bool) {
		index := 0
		for _, shard := range shards {
			accounts, err := readShard(ctx, shard)
			if err != nil {
				broken = err
				return
			}
			index += len(accounts)
			ends = append(ends, end{shardName(shard), index})
			for i := range accounts {
				if !yield(&accounts[i], nil) {
					return
				}
			}
		}
	}
	var lines bytes.Buffer
	writeBefore := func(index int) error {
		for len(ends) > 0 && ends[0].index <= index {
			if lines.Len() > 0 {
				if err := write(ctx, path.Join(s.Output, "results-"+ends[0].shard+".jsonl"), lines.Bytes()); err != nil {
					return err
				}
			}
			lines.Reset()
			ends = ends[1:]
		}
		return nil
	}
	sum := summary{Counts: map[string]int64{}}
	total, err := job.Run(read, func(r nightly.Result) error {
		if err := writeBefore(r.Index); err != nil {
			return err
		}
		line, err := lineOf(r)
		lines.WriteString(line)
		count(r, func(name string, n int64) { sum.Counts[name] += n })
		return err
	})
	if _, refusals := errors.AsType[nightly.Errors](err); broken != nil || err != nil && !refusals {
		return errors.Join(broken, err)
	}
	if err := writeBefore(total.Accounts); err != nil {
		return err
	}
	sum.Aged, sum.Figures = total.Aged, total.Figures
	text, err := sum.text()
	if err != nil {
		return err
	}
	return write(ctx, path.Join(s.Output, "summary.json"), text)
}
