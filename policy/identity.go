package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/creance/creance/internal/lang"
)

// Schema is the canonical form of what the expressions of the policy can name:
// one line for each fact and registered function with its type, sorted. Its
// SHA-256 is [Decision.Schema]. The values of last_step are left out, since they
// are the steps of the policy, which [Decision.Hash] covers.
//
//	balance money
//	client_kind enum=business|public|consumer
//	risk(money, int) ratio
func (p *Policy[F]) Schema() []byte { return p.engine.canonicalSchema() }

func (e *engine) canonicalSchema() []byte {
	var lines []string
	for name, symbol := range e.schema.symbols {
		line := name + " " + lang.Word(symbol.Type.Kind)
		switch {
		case name == "last_step":
		case symbol.Type.Kind == lang.Enum:
			line += "=" + strings.Join(symbol.Type.Values, "|")
		case symbol.Optional:
			line += "?"
		}
		lines = append(lines, line)
	}
	for _, f := range e.functions {
		lines = append(lines, f.String())
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n") + "\n")
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Document is a copy of the document the policy was compiled from, with its
// defaults written out.
func (p *Policy[F]) Document() *Document {
	doc := p.engine.doc.clone()
	return &doc
}
