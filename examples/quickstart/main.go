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

const usage = `usage: quickstart [flags]

Reads a French accounting export (FEC) and says who owes what since when, what
the law lets the firm claim, its key figures, and what to do next for each client.
Without a flag it reads an invented ledger.

  quickstart -fec FILE -as-of 2023-07-31 -terms "30 jours fin de mois"
  quickstart -fec FILE -format html > report.html
  quickstart -fec FILE -format json -lang en

The text is as wide as the terminal, or as COLUMNS says, and 120 columns in a file.

`

func main() {
	var c config
	flag.StringVar(&c.fec, "fec", "", "the ledger, a `FILE` of the kind Fichier des Écritures Comptables (default: an invented one)")
	flag.StringVar(&c.asOf, "as-of", "", "the `DAY` of the report, YYYY-MM-DD (default: the last day of the ledger)")
	flag.StringVar(&c.terms, "terms", "", "payment `TERMS` of the clients, such as \"30 jours fin de mois\" (default: the legal 30 days)")
	flag.StringVar(&c.policy, "policy", "", "the `FILE` of the dunning policy, YAML (default: the standard French one)")
	flag.StringVar(&c.context, "context", "", "a `FILE` of what a ledger does not know, JSON accounts: kind of client, disputes, promises, holds, reminders sent")
	flag.BoolVar(&c.keepEuros, "keep-euros", false, "read customer entries in a foreign currency by their amount in euros instead of refusing the file")
	flag.StringVar(&c.format, "format", "text", "`FORM` of the report: text, json or html")
	flag.StringVar(&c.lang, "lang", "fr", "`LANGUAGE` of the report: fr or en")
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "quickstart: unexpected argument %q; the ledger is given with -fec\n", flag.Arg(0))
		os.Exit(2)
	}
	if err := run(c, os.Stdout, terminal(os.Stdout)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run writes the report. Nothing is written when there is an error.
func run(c config, w io.Writer, p screen) error {
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
