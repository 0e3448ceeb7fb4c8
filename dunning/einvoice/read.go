package einvoice

import (
	"bytes"
	"fmt"
	"io"

	"github.com/rickb777/date/v2"
)

// Read reads one UBL or CII document. The name of the file stands in findings
// and errors only.
//
// The error is an [*Errors] with all that keeps the document from being used;
// the Document is then zero. What leaves a doubt is in [Document.Findings].
func Read(name string, source io.Reader) (Document, error) {
	r := &reader{file: name}
	if r.load(source) {
		if syn, root := r.parse(); root != nil {
			r.build(syn, root)
		}
	}
	r.settlePlaces()
	if len(r.errs.List) > 0 {
		inOrder(r.errs.List)
		return Document{}, &r.errs
	}
	inOrder(r.doc.Findings)
	return r.doc, nil
}

// reader is the reading of one document.
type reader struct {
	file string
	src  []byte // in UTF-8
	doc  Document
	errs Errors

	places []place

	digits int32     // decimals of the document's currency
	stated date.Date // the due date that BT-20 itself names
}

// load takes the source in, whole but bounded: a finding needs its line.
func (r *reader) load(source io.Reader) bool {
	raw, err := io.ReadAll(io.LimitReader(source, maxBytes+1))
	if err != nil {
		r.refuse(&Finding{Code: Unreadable, File: r.file, Err: err})
		return false
	}
	if len(raw) > maxBytes {
		r.refuse(&Finding{Code: TooLarge, File: r.file, Value: fmt.Sprintf("more than %d bytes", maxBytes)})
		return false
	}
	if bytes.HasPrefix(raw, []byte("%PDF-")) {
		r.refuseAt(IsPDF, 0, "", "")
		return false
	}
	src, code, label, fault := toUTF8(raw)
	r.src = src
	if code != "" {
		r.refuseAt(code, fault, label, "")
		return false
	}
	return true
}
