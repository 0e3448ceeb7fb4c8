// Package policy decides the next dunning step of each client from a policy
// that a credit manager writes, and says why.
//
// A policy is a YAML (or JSON) document of segments, holds and steps, with
// conditions in one small expression language. [Load] reads and checks it and
// reports every mistake at its place ([Parse] and [Compile] are its two halves),
// [Policy.Facts] reads a client's account, [Policy.Decide] answers, [Policy.Explain] shows the whole
// path. [Standard] is the shipped French policy; policies/standard.yaml is its
// text, commented, and the best place to start a policy of your own. [Shipped]
// lists the others. Package policytest runs the tests that stand beside a
// policy.
//
// # Documents
//
// The keys of the file are the fields of [Document] in snake_case, with channel
// for one or several Channels:
//
//	policy: relance-pme
//	version: 1
//	segments: [{ id: standard }]
//	holds:
//	  - { id: litige, when: disputed, reason: Litige ouvert, scope: disputed_part }
//	steps:
//	  - { id: relance-1, at: due + 3, channel: email }
//	  - { id: relance-2, at: previous + 10, channel: [phone, email], when: overdue >= 150.00 }
//
// # Expressions
//
// Conditions (when, let) and days (at, start, end) are written in one language,
// a checked subset of expr:
//
//	and or not                    conditions; not binds tightly: not (a > b)
//	== != < <= > >=               two values of one type
//	in [..]  not in [..]          choices, texts and whole numbers
//	+ - *                         amounts, ratios, whole numbers; * by a constant
//	date("2026-01-31")            a day
//	due + 5, previous + 7         a day and a number of days
//	end_of_month(due + 30)        the last day of a month
//	( )
//
// There is nothing else but the functions that a program registers ([Function]):
// no access inside a value, no variable, no division. FACTS.md lists the facts with their types, and
// [Vocabulary] those of a type of your own. A number takes the type of what it
// meets, exactly: 1_500.00 is an amount beside overdue and 30 a number of days
// beside days_overdue. Amounts are not compared for equality, days never meet
// amounts, and a value that a choice does not have is an error.
//
// # How it decides
//
// The stages follow one another: the segment (first match), the holds, the
// steps from the position that was really reached, the minimum amounts, the
// delay between contacts, the calendar. Every blocker of every stage is listed
// with a stable code and the day it lifts, and the earliest day on which
// something may happen. There is no priority between rules and no loop.
//
// Three clocks exist: the due date of the carrying invoice, the day of the step
// really sent before, and the end of the month of either. What was sent is an
// input ([dunning.History]); nothing is stored. So a missed day costs nothing,
// a second run on the same day changes nothing, a payment that comes back
// brings the former position back, and a draft that was never sent does not
// count.
//
// # A whole portfolio
//
// [Policy.DecideAll] decides on a sequence of files with several goroutines and
// keeps their order. An [Evaluator] decides for one goroutine into memory of the
// caller's, without an allocation: a few hundred nanoseconds a file, most of
// them spent on checking the facts. Compile lowers every expression to tests on
// whole numbers (internal/fast); [OnVM] runs them on expr's machine instead, and
// tests hold both to the same answers.
//
// # Checks and guarantees
//
// [Policy.Lint] warns of what a policy is allowed to say and probably does not
// mean: a condition that never holds, a segment that no client reaches, a step
// that is never sent, a court without a formal notice before it. The document
// may also state what it promises, in the same language, and [Policy.Verify]
// proves it or shows a file that contradicts it:
//
//	guarantees:
//	  - { id: ecart,  apart: 7 }
//	  - { id: delai,  never: step == "mise-en-demeure" and days_overdue < 30 }
//	  - { id: ton,    always: tone == "courteous" or days_overdue > 0 }
//	  - { id: terme,  reaches: final, when: collectable >= 20.00 and not insolvency }
//
// Both reason on regions of facts cut out by the constants of the policy, not
// on samples; where they cannot decide they say so. Neither changes a decision.
//
// # Trying a policy
//
// [Policy.Simulate] plays a policy day by day over a portfolio, with assumed
// payments and promises, and gives the calendar of what it would send.
// [Policy.Replay] holds what was really sent against what it decides. [Diff]
// lists who changes step or day under another policy, and why. None of them
// modifies an account.
//
// # Untrusted authors
//
// Size, nesting and length are limited before anything is parsed; the syntax is
// an allow-list; every accepted expression evaluates in bounded time, cannot
// fail, and sees only the facts of one file. There is no clock, no file and no
// state.
//
// # Errors
//
// Load, Parse, Compile and Lint return [Diagnostics], which speak English as
// errors and French by [Diagnostics.Text]; ERRORS.md and ERRORS.fr.md show each
// code with an example. Facts that are out of bounds or contradict each other are
// dunning.Problems. No input panics.
//
// # Identity
//
// A decision says what it rests on. Hash is the SHA-256 of [Document.Canonical]:
// the policy with its defaults written out, without comments or layout. Schema
// is that of [Policy.Schema]: the names and types of all facts, one's own
// included, and the signatures of the registered functions. Rates is Facts.Rates,
// which the program sets: no decision reads a rate, so the tables matter only
// through the penalties and the verdict that the program computed with them.
// What is code is not hashed: this library, its public holidays included, and
// the body of the registered functions. The version of the program says both.
//
// Decision.ID names a step of a file that was not sent yet, whatever the day:
// an executor that keeps it never sends twice.
//
// # What it does not do
//
// It sends nothing and schedules nothing. It does not know whether a claim is
// due in law, what interest it bears or whether a text is valid: penalty and
// the packages of dunning answer that, and the host passes on what a policy
// should know. Nothing here is legal advice.
package policy
