// Package creance is the entrance of a library for French accounts receivable;
// it declares nothing itself. (A créance is a claim on a client.)
//
//   - [github.com/creance/creance/dunning] holds the facts: invoices, what
//     settled them, clients, disputes, promises, what was sent.
//   - [github.com/creance/creance/dunning/terms] reads payment terms and gives
//     due dates with their derivation.
//   - [github.com/creance/creance/dunning/ceiling] checks due dates against the
//     legal ceilings.
//   - [github.com/creance/creance/penalty] computes late-payment interest and
//     the 40 EUR indemnity, line by line, from dated official rates.
//   - [github.com/creance/creance/aging] makes the aged balance.
//   - [github.com/creance/creance/kpi] makes the key figures: DSO, collection
//     rate, delays.
//   - [github.com/creance/creance/policy] decides the next escalation step of
//     each client from a policy written as expressions, and says why; policytest
//     beside it runs the tests of a policy.
//   - [github.com/creance/creance/dunning/fec] reads the French standard
//     accounting export, [github.com/creance/creance/dunning/einvoice] an
//     electronic invoice, [github.com/creance/creance/dunning/exchange] CSV and
//     JSON.
//   - [github.com/creance/creance/dunning/letter] writes the texts of the steps;
//     [github.com/creance/creance/dunning/notice] checks a formal notice,
//     [github.com/creance/creance/dunning/mention] the mentions of an invoice.
//   - [github.com/creance/creance/dunning/plan] cuts a sum into instalments.
//   - [github.com/creance/creance/dunning/limitation] and
//     [github.com/creance/creance/dunning/route] say until when and how a claim
//     may be recovered.
//   - [github.com/creance/creance/dunning/calendar] knows business days,
//     [github.com/creance/creance/chart] draws figures, and
//     [github.com/creance/creance/law] is what every answer rests on.
//
// The folder docs has recipes, README.md a first program.
//
// Every package is pure: no clock, no file, no state. The same input gives the
// same bytes on any machine. Nothing here is legal advice.
package creance
