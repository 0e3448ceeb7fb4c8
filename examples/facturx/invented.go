package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

//go:embed invoice.xml
var invoice []byte

// invented is a PDF of one page with the invented invoice attached.
func invented() ([]byte, error) { return attach(page("Facture F-2026-081"), "factur-x.xml", invoice) }

// attach puts a file into a PDF.
func attach(pdf []byte, name string, content []byte) ([]byte, error) {
	ctx, err := api.ReadContext(bytes.NewReader(pdf), configuration())
	if err != nil {
		return nil, err
	}
	dated := time.Date(2026, time.October, 5, 0, 0, 0, 0, time.UTC)
	if err := ctx.AddAttachment(model.Attachment{Reader: bytes.NewReader(content), ID: name, FileName: name, ModTime: &dated}, false); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = api.WriteContext(ctx, &out)
	return out.Bytes(), err
}

// page is the smallest PDF with a line of text on it.
func page(text string) []byte {
	stream := fmt.Sprintf("BT /F1 18 Tf 60 760 Td (%s) Tj ET", text)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}
