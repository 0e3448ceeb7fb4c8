// Command beam runs a night over a portfolio as an Apache Beam pipeline: the
// same results, to the byte, as the nightly package gives in one process.
//
//	go run . -input 'data/*' -output out -as-of 2026-11-23 -from 2026-01-01
//	go run . -input 'data/*' -output out -as-of 2026-11-23 -from 2026-01-01 -single
//
// # Input and output
//
// The portfolio is cut into shards, each with all that belongs to its clients:
// clients-NAME.csv, invoices-NAME.csv and settlements-NAME.csv in the format of
// dunning/exchange, or the same columns as .parquet (parquet.go). For each shard results-NAME.jsonl has one line for each
// account, and summary.json is that of the whole portfolio. A file that cannot be
// read ends the run; an account that is not valid is refused on its own line.
//
// # Runners
//
// The default is prism, which Beam embeds: it runs in this process and needs
// nothing else. The flags are Beam's own:
//
//	-runner flink    -endpoint HOST:8099 -environment_type LOOPBACK     Flink's job server
//	-runner spark    -endpoint HOST:8099 -environment_type LOOPBACK     Spark's job server
//	-runner dataflow -project P -region R -staging_location gs://…      Google Cloud Dataflow
//
// LOOPBACK keeps the workers on this machine; on a cluster they come from a
// container (-environment_type DOCKER) and shards from a file system they share.
// Only prism was tried where this was written.
//
// # What crosses between workers
//
// Beam's Go SDK sends structs field by field and drops, without an error, every
// field that is not exported and every decimal: amounts arrive as zero. So nothing
// of the domain crosses as it is. Accounts travel as the text of dunning/exchange
// and accumulators in their own binary form, by registered coders (wire.go);
// the rest are strings and integers. A test runs a pipeline without the coders, to
// show that its data would show the loss.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

func main() {
	var s Settings
	flag.StringVar(&s.AsOf, "as-of", "", "the day of the run, YYYY-MM-DD")
	flag.StringVar(&s.From, "from", "", "first day of the period of the key figures, which ends on the day of the run")
	input := flag.String("input", "", "pattern of the shards, such as 'data/*'")
	flag.StringVar(&s.Output, "output", "", "folder of the results")
	single := flag.Bool("single", false, "run in one process, without Beam")
	flag.Parse()
	beam.Init()
	if err := run(context.Background(), s, *input, *single); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s Settings, input string, single bool) error {
	if _, err := s.job(); err != nil {
		return err
	}
	shards, err := findShards(ctx, input)
	if err != nil {
		return err
	}
	if single {
		return runSingle(ctx, s, shards)
	}
	return beamx.Run(ctx, pipeline(s, shards))
}
