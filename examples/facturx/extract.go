package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// names are those of the attachment in Factur-X and ZUGFeRD 2, ZUGFeRD 2.0, and
// XRechnung inside a PDF, in the order they are looked for.
var names = []string{"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"}

// maxXML is what einvoice.Read takes.
const maxXML = 32 << 20

// A NoInvoiceError says that a PDF carries no e-invoice, and what it carries.
type NoInvoiceError struct{ Attachments []string }

func (e *NoInvoiceError) Error() string {
	if len(e.Attachments) == 0 {
		return "the PDF has no attachment: it is a plain invoice; ask for the Factur-X"
	}
	return "the PDF has no attachment named " + strings.Join(names, ", ") + "; it has " + strings.Join(e.Attachments, ", ")
}

// Extract takes the e-invoice out of a PDF, with the name it has there. A
// damaged PDF is an error. The PDF library unpacks each attachment in memory
// before its size is known here: give it only as much memory as you would lose.
func Extract(pdf []byte) (name string, xml []byte, err error) {
	attachments, err := api.ExtractAttachmentsRaw(bytes.NewReader(pdf), "", nil, configuration())
	if err != nil {
		return "", nil, err
	}
	refusal := &NoInvoiceError{}
	for _, a := range attachments {
		refusal.Attachments = append(refusal.Attachments, a.FileName)
	}
	for _, wanted := range names {
		for _, a := range attachments {
			if !strings.EqualFold(a.FileName, wanted) {
				continue
			}
			xml, err := io.ReadAll(io.LimitReader(a, maxXML+1))
			if err == nil && len(xml) > maxXML {
				err = fmt.Errorf("the attachment %s is larger than 32 MiB", a.FileName)
			}
			return a.FileName, xml, err
		}
	}
	return "", nil, refusal
}

// configuration keeps the library from writing a folder of its own into the
// user's home.
func configuration() *model.Configuration {
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	return conf
}
