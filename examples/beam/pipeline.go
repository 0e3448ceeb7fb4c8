package main

import (
	"bytes"
	"cmp"
	"context"
	"path"
	"reflect"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/nightly"
)

func init() {
	beam.RegisterType(reflect.TypeFor[readFn]())
	beam.RegisterType(reflect.TypeFor[nightFn]())
	beam.RegisterType(reflect.TypeFor[writeFn]())
	beam.RegisterType(reflect.TypeFor[summaryFn]())
	beam.RegisterType(reflect.TypeFor[sumAged]())
	beam.RegisterType(reflect.TypeFor[sumFigures]())
	beam.RegisterType(reflect.TypeFor[Place]())
	beam.RegisterType(reflect.TypeFor[Text]())
}

// A Place is where an account stands: its shard and its number in it.
type Place struct {
	Shard string
	Index int64
}

// A Text is a line of the results of a shard.
type Text struct {
	Index int64
	Line  string
}

// pipeline is the night over some shards:
//
//	shards → accounts → night ─┬→ lines by shard → results-NAME.jsonl
//	                           ├→ aged balances ──┐
//	                           ├→ key figures ────┼→ summary.json
//	                           └→ counters ───────┘
func pipeline(s Settings, shards []string) *beam.Pipeline {
	p, root := beam.NewPipelineWithRoot()
	list := beam.CreateList(root, shards)
	accounts := beam.Reshuffle(root, beam.ParDo(root, &readFn{}, beam.Reshuffle(root, list)))
	lines, aged, figures, counts := beam.ParDo4(root, &nightFn{Settings: s}, accounts)

	beam.ParDo0(root, &writeFn{Settings: s}, beam.GroupByKey(root, lines))

	beam.ParDo0(root, &summaryFn{Settings: s}, beam.Impulse(root),
		beam.SideInput{Input: beam.Combine(root, sumAged{}, aged)},
		beam.SideInput{Input: beam.CombinePerKey(root, sumFigures{}, figures)},
		beam.SideInput{Input: stats.SumPerKey(root, counts)})
	return p
}

// readFn reads a shard.
type readFn struct{}

func (*readFn) ProcessElement(ctx context.Context, shard string, emit func(Place, Account)) error {
	accounts, err := readShard(ctx, shard)
	for i, a := range accounts {
		emit(Place{shardName(shard), int64(i)}, Account{a})
	}
	return err
}

// nightFn computes an account.
type nightFn struct {
	Settings Settings

	job *nightly.Job
}

func (f *nightFn) Setup() (err error) {
	f.job, err = f.Settings.job()
	return err
}

func (f *nightFn) ProcessElement(at Place, account Account,
	lines func(string, Text), aged func(Aged), figures func(string, Figures), counts func(string, int64)) error {
	r := f.job.Account(&account.Of)
	line, err := lineOf(r)
	if err != nil {
		return err
	}
	lines(at.Shard, Text{at.Index, line})
	count(r, counts)
	if r.Err != nil {
		return nil
	}
	balance, err := r.Aged()
	if err != nil {
		return err
	}
	aged(Aged{balance})
	list, err := r.Figures()
	for _, one := range list {
		figures(one.Currency, Figures{one.Accumulator})
	}
	return err
}

// writeFn writes the results of a shard in the order of its accounts.
type writeFn struct{ Settings Settings }

func (f *writeFn) ProcessElement(ctx context.Context, shard string, lines func(*Text) bool) error {
	var list []Text
	for t := (Text{}); lines(&t); {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b Text) int { return cmp.Compare(a.Index, b.Index) })
	var content bytes.Buffer
	for _, t := range list {
		content.WriteString(t.Line)
	}
	return write(ctx, path.Join(f.Settings.Output, "results-"+shard+".jsonl"), content.Bytes())
}

// summaryFn writes the summary of the portfolio.
type summaryFn struct{ Settings Settings }

func (f *summaryFn) ProcessElement(ctx context.Context, _ []byte,
	aged func(*Aged) bool, figures func(*string, *Figures) bool, counts func(*string, *int64) bool) error {
	sum := summary{Counts: map[string]int64{}}
	var balance Aged
	if !aged(&balance) || balance.Of == nil { // every account was refused
		asOf, err := dunning.ParseDate(f.Settings.AsOf)
		if err != nil {
			return err
		}
		balance.Of = aging.New(asOf, aging.Buckets{})
	}
	var err error
	if sum.Aged, err = balance.Of.Result(); err != nil {
		return err
	}
	var currency string
	for one := (Figures{}); figures(&currency, &one); {
		r, err := one.Of.Result()
		if err != nil {
			return err
		}
		sum.Figures = append(sum.Figures, r)
	}
	slices.SortFunc(sum.Figures, func(a, b kpi.Result) int { return cmp.Compare(a.Period.Currency, b.Period.Currency) })
	var name string
	for n := int64(0); counts(&name, &n); {
		sum.Counts[name] = n
	}
	text, err := sum.text()
	if err != nil {
		return err
	}
	return write(ctx, path.Join(f.Settings.Output, "summary.json"), text)
}
