// Quickstart reads a French accounting export (FEC) and prints who owes what
// since when, what the law lets the firm claim, its key figures, and what to do
// next for each client and why.
//
//	go run ./examples/quickstart
//	go run ./examples/quickstart -fec FILE -as-of 2023-07-31 -terms "30 jours fin de mois"
//
// Without -fec it reads a small ledger that was invented for the purpose.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

// config is the command line.
type config struct {
	fec, context, policy string // files
	asOf, terms          string
	format, lang         string
	keepEuros            bool
}

func main() {
	var c config
	flag.StringVar(&c.fec, "fec", "", "the ledger, a Fichier des Écritures Comptables (default: an invented one)")
	flag.StringVar(&c.asOf, "as-of", "", "the day of the report, YYYY-MM-DD (default: the last day of the ledger)")
	flag.StringVar(&c.terms, "terms", "", `payment terms of the clients, such as "30 jours fin de mois" (default: the legal 30 days)`)
	flag.StringVar(&c.policy, "policy", "", "the dunning policy, YAML (default: the standard French one)")
	flag.StringVar(&c.context, "context", "", "what a ledger does not know, JSON accounts: kind of client, disputes, promises, holds, reminders sent")
	flag.BoolVar(&c.keepEuros, "keep-euros", false, "read customer entries in a foreign currency by their amount in euros instead of refusing the file")
	flag.StringVar(&c.format, "format", "text", "text, json or html")
	flag.StringVar(&c.lang, "lang", "fr", "language of the text and HTML: fr or en")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: quickstart [flags] (all are optional)")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "quickstart: unexpected argument %q; the ledger is given with -fec\n", flag.Arg(0))
		os.Exit(2)
	}
	if err := run(c, os.Stdout, colours(os.Stdout)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run writes the report. Nothing is written when there is an error.
func run(c config, w io.Writer, p palette) error {
	in, err := load(c)
	if err != nil {
		return err
	}
	r, err := analyse(in)
	if err != nil {
		return err
	}
	switch c.format {
	case "json":
		return writeJSON(w, r)
	case "html":
		return writeHTML(w, r)
	}
	return writeText(w, r, p)
}

// colours are used on a terminal only, and not when NO_COLOR is set
// (no-color.org).
func colours(f *os.File) palette {
	info, err := f.Stat()
	return palette{on: err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}
