// Factur-X reads hybrid invoices: a PDF for people with an e-invoice attached
// for programs.
//
//	go run -C examples/facturx . invoice.pdf…    reads the files
//	go run -C examples/facturx .                 makes one and reads it
//
// It is a module of its own because reading a PDF takes a library that nobody
// else needs to download. What it finds in the PDF goes to dunning/einvoice.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/law"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(names []string, out io.Writer) error {
	if len(names) == 0 {
		pdf, err := invented()
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "No file given: here is an invented Factur-X of %d bytes, made and read back.\n\n", len(pdf))
		return show("invented.pdf", pdf, out)
	}
	var errs []error
	for _, name := range names {
		pdf, err := load(name)
		if err == nil {
			err = show(name, pdf, out)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func show(name string, pdf []byte, out io.Writer) error {
	attached, xml, err := Extract(pdf)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	d, err := einvoice.Read(name+"#"+attached, bytes.NewReader(xml))
	if err != nil {
		return err
	}
	inv := &d.Invoice
	fmt.Fprintf(out, "%s, attachment %s (%s, %s)\n", name, attached, d.Syntax, d.Profile)
	fmt.Fprintf(out, "  facture     %s, type %s, du %s\n", inv.ID, d.Type, inv.Issued)
	fmt.Fprintf(out, "  vendeur     %s\n  client      %s (%s)\n", d.Seller.Name, d.Buyer.Name, inv.Client)
	fmt.Fprintf(out, "  total TTC   %s %s, reste dû %s\n", inv.Amount.StringFixed(2), inv.CurrencyCode(), inv.OpenAt(inv.Issued).StringFixed(2))
	due := "inconnue"
	if day := inv.DueDate(); day != 0 {
		due = day.String()
	}
	fmt.Fprintf(out, "  échéance    %s (%s)\n", due, inv.Terms)
	for _, f := range d.Findings {
		fmt.Fprintf(out, "  à voir      ligne %d : %s\n", f.Line, f.Text(law.French))
	}
	fmt.Fprintln(out)
	return nil
}

// maxPDF bounds the files that are read.
const maxPDF = 64 << 20

func load(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	pdf, err := io.ReadAll(io.LimitReader(f, maxPDF+1))
	if err == nil && len(pdf) > maxPDF {
		err = fmt.Errorf("%s: larger than 64 MiB", name)
	}
	return pdf, err
}
