// Package creance is the entrance of a library for French accounts receivable;
// it declares nothing itself. (A créance is a claim on a client.)
//
//   - [github.com/creance/creance/dunning] holds the facts: invoices, what
//     settled them, clients, disputes, promises, what was sent.
//   - [github.com/creance/creance/dunning/terms] reads payment terms and gives
//     due dates with their derivation.
//   - [github.com/creance/creance/penalty] computes late-payment interest and
//     the 40 EUR indemnity, line by line, from dated official rates.
//   - [github.com/creance/creance/aging] makes the aged balance.
//   - [github.com/creance/creance/kpi] makes the key figures: DSO, collection
//     rate, delays.
//   - [github.com/creance/creance/policy] decides the next escalation step of
//     each client from a policy written as expressions, and says why; policytest
//     beside it runs the tests of a policy.
//   - [github.com/creance/creance/dunning/fec] reads the French standard
//     accounting export.
//
// Every package is pure: no clock, no file, no state. The same input gives the
// same bytes on any machine. Nothing here is legal advice.
package creance
