package policy

import (
	"errors"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

type sourceText struct{}

var errUnbuilt = errors.New("policy: not built yet")

// An Option changes how Compile works.
type Option func()

// Parse reads a policy.
func Parse(name string, src []byte) (*Document, error) { return nil, errUnbuilt }

// Compile checks a document.
func Compile[F any](doc *Document, opts ...Option) (*Policy[F], error) { return nil, errUnbuilt }

// Standard is the shipped French policy.
func Standard() *Policy[Facts] { return nil }

// A Policy decides.
type Policy[F any] struct{}

// Decide is the next step of a file.
func (p *Policy[F]) Decide(f F) (Decision, error) { return Decision{}, errUnbuilt }

// Explain is the whole path to a decision.
func (p *Policy[F]) Explain(f F) (Trace, error) { return Trace{}, errUnbuilt }

// Facts are the files of an account.
func (p *Policy[F]) Facts(account *dunning.Account, asOf date.Date) ([]Facts, error) {
	return nil, errUnbuilt
}

// A Trace is the path of a decision.
type Trace struct {
	Decision Decision `json:"decision"`
}

// Text renders the trace.
func (t Trace) Text(lang law.Lang) string { return "" }

// Text is the decision in one line.
func (d Decision) Text(lang law.Lang) string { return "" }

// Text is the reason in one line.
func (b Blocker) Text(lang law.Lang) string { return "" }

// Text is the reason in words.
func (l Left) Text(lang law.Lang) string { return "" }

// Text is the code in words.
func (c Code) Text(lang law.Lang) string { return "" }
