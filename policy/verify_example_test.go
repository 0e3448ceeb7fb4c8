package policy_test

import (
	"fmt"

	"github.com/creance/creance/policy"
)

// A policy states what it promises, and a promise that it breaks is refuted by a
// file that shows how.
func ExamplePolicy_Verify() {
	doc, err := policy.Parse("relance.yaml", []byte(`policy: relance
version: 1
segments: [{ id: standard }]
steps:
  - { id: relance-1, at: due + 1, channel: email, tone: courteous }
  - { id: mise-en-demeure, at: previous + 15, channel: registered_letter, tone: formal, final: true }
guarantees:
  - { id: patience, never: tone == "formal" and days_overdue < 16 }
  - { id: politesse, label: Une relance avant toute mise en demeure, never: tone == "formal" and last_step == "none" }
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := policy.Compile[policy.Facts](doc)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range p.Verify() {
		fmt.Println(v.Result, v.ID)
		if v.Example != nil {
			fmt.Println("  ", v.Example.Facts.AsOf, "due", v.Example.Facts.Due, "passing over", v.Example.Decision.Passed)
		}
	}
	// Output:
	// proved patience
	// refuted politesse
	//    2026-02-20 due 2026-02-04 passing over [relance-1]
}

// A warning is about what compiles and is probably not meant.
func ExamplePolicy_Lint() {
	doc, err := policy.Parse("relance.yaml", []byte(`policy: relance
version: 1
segments:
  - { id: moyens, when: outstanding >= 10_000.00 }
  - { id: grands, when: outstanding >= 50_000.00 }
  - { id: standard }
steps:
  - { id: relance-1, at: due + 1, channel: letter, final: true }
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := policy.Compile[policy.Facts](doc)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range p.Lint() {
		fmt.Println(d)
	}
	// Output:
	// relance.yaml:5:5: warning: segment "grands" is never reached: those above it take all its files (put it higher, or narrow the conditions above) [P404]
	//     - { id: grands, when: outstanding >= 50_000.00 }
	//       ^
}
