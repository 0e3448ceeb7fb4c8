// Package policytest runs the tests of a dunning policy: YAML files beside the
// policy, which say what must be sent to whom on which day, and why not.
//
// A test file is any file whose name ends in .test.yaml. It names its policy,
// and each of its tests is a timeline: a client, his invoices, what happens, and
// what is expected.
//
//	policy: relance.yaml
//	coverage: 100
//	tests:
//	  - name: a promise stops the ladder
//	    client: { kind: business, since: 2020-01-01 }
//	    invoices:
//	      - { id: F1, due: 2026-02-04, amount: 1_200.00 }
//	    events:
//	      - { day: 2026-02-06, promise: 2026-02-20 }
//	    expect:
//	      2026-02-04: { none: not_reached, next: 2026-02-05 }
//	      2026-02-05: relance-1
//	      2026-02-10: { none: [hold:promesse, not_reached, contact_delay] }
//	      2026-02-23: { step: relance-2, amount: 1_200.00 }
//
// # Timelines
//
// From the first expected day to the last, the policy decides every day, and a
// step on a day that is not listed is a failure; `runs: listed` decides on the
// listed days only, as a policy that is run once a month would. A step that is
// decided is taken as sent on its day, by its first channel and after its
// review; `send: false` on a test, or on one day, leaves it unsent, and an event
// `sent` then says what was.
//
// The first day on which a file is not as expected ends its timeline: after a
// wrong step the rest says nothing. The failure shows the whole explanation.
//
// # Expectations
//
// A day expects a step, written as its id, or none, which must say why: the
// codes of the blockers ([policy.Code]), all of them in any order. `hold:litige`
// or `condition:relance-2` name the rule too. With blockers_include further
// blockers may stand. Where a client has several files (currencies, or
// `carrying: invoice`), the day expects a list, and `invoice`, `due` or
// `currency` say which file is meant; nothing must be due in the others.
//
// # Facts
//
// The facts are computed from the account as [policy.Policy.Facts] does. What a
// ledger does not know, and facts of your own, are given under `facts`, for the
// whole test or from the day of an event; they replace what was computed.
//
// # Coverage
//
// Each segment must be taken, each step decided, each hold apply, and each
// comparison of each condition be true once and false once. A file whose share
// is below its own `coverage`, in percent, fails. Only what a timeline decides
// counts.
//
// # Language
//
// With `language: fr` the failures, their explanations and what the tests have
// not seen are in French, and [Run] reports the mistakes of the file and of its
// policy in French; English is the default. [Check] returns mistakes in both.
//
// # Errors
//
// A mistake in a test file is a [policy.Diagnostic] at its place, all of them at
// once, with the codes of form of ERRORS.md and these: T101 a name the policy
// does not have, T102 an invoice the test does not have, T103 an event that is
// none, T104 an expectation that says nothing or two things, T105 a fact that
// cannot be given, T106 a policy that cannot be used, T107 an account that is
// not valid.
//
// Package testing is imported for [Run] only; [Check] does the same without it.
package policytest
