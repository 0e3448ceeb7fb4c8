package einvoice

import (
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/mention"
	"github.com/creance/creance/law"
)

// noteBasis is what makes the three notes compulsory.
var noteBasis = law.Basis{
	Article: "art. L441-9 C. com.", Source: "L441-9 C. com. and CGI ann. II art. 242 nonies A; EN 16931 note codes in French use",
	Confidence: law.Agreed, From: date.New(2019, time.October, 1), Checked: date.New(2026, time.November, 22),
}

// required are the notes of a French invoice between firms (art. L441-9 C.
// com.), with the subject that their codes stand for.
var required = []struct {
	code    mention.Code
	subject string
}{
	{mention.PMD, "Pénalités de retard : "},
	{mention.PMT, "Indemnité forfaitaire pour frais de recouvrement : "},
	{mention.AAB, "Escompte : "},
}

// checkNotes looks for the three notes on payment. A credit note needs none,
// and a client who shows no sign of being a firm may be a consumer.
func (r *reader) checkNotes(root *element, f facts) {
	d := &r.doc
	if d.Credit || d.Invoice.Amount.IsNegative() || !d.Seller.French() || !d.Buyer.Firm() {
		return
	}
	var everything []string
	for _, n := range f.notes {
		everything = append(everything, n.Text)
	}
	for _, note := range required {
		var texts []string
		var first *element
		for _, n := range f.notes {
			if n.Code == string(note.code) && n.Text != "" {
				texts = append(texts, n.Text)
				if first == nil {
					first = n.in
				}
			}
		}
		if first == nil {
			about := r.about(NoteMissing, "BT-22", root)
			about.Expected, about.Basis = string(note.code), noteBasis
			if faultOf(note.code, strings.Join(everything, "\n")) == nil {
				about.Code = NoteUncoded
			}
			r.find(about)
			continue
		}
		text := strings.Join(texts, "\n")
		if fault := faultOf(note.code, note.subject+text); fault != nil {
			about := r.about(NoteDeficient, "BT-22", first)
			about.Value, about.Expected, about.Basis, about.Err = text, string(note.code), fault.Basis, noteFault(*fault)
			r.find(about)
		}
	}
}

// faultOf is the first fault that a text has about one of the notes.
func faultOf(code mention.Code, text string) *mention.Finding {
	for _, f := range mention.Check(text).Findings {
		if f.Fault && f.About == code {
			return &f
		}
	}
	return nil
}

// noteFault makes an error of a finding, to be the cause of another.
type noteFault mention.Finding

func (f noteFault) Error() string { return f.Text(law.English) }

// Text says the fault in a language.
func (f noteFault) Text(lang law.Lang) string { return mention.Finding(f).Text(lang) }
