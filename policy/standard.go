package policy

import (
	_ "embed"
	"sync"
)

//go:embed policies/standard.yaml
var standardYAML []byte

// StandardDocument is the shipped French policy as a document, to read or to
// start from. Its text is policies/standard.yaml.
func StandardDocument() *Document {
	doc, err := Parse("policies/standard.yaml", standardYAML)
	if err != nil {
		return nil // a test reads the shipped file
	}
	return doc
}

var standard = sync.OnceValue(func() *Policy[Facts] {
	p, err := Compile[Facts](StandardDocument())
	if err != nil {
		return nil // a test compiles the shipped file
	}
	return p
})

// Standard is the shipped French policy: a courtesy before the due date, three
// reminders, the formal notice (mise en demeure) by registered letter, then the
// courts. It decides for businesses, public buyers and consumers.
func Standard() *Policy[Facts] { return standard() }
