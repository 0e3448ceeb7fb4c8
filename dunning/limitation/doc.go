// Package limitation reckons the limitation of a claim (prescription): the last
// day to act, what interrupted or suspended it, and how many days are left.
//
// # Periods
//
//	Commercial       5 years  art. L110-4 C. com., 2224 C. civ.      from the due date
//	Consumer         2 years  art. L218-2 C. consom.                 from the end of the service (see ConsumerStart)
//	Carriage         1 year   art. L133-6 C. com.                    from delivery
//	Telecom          1 year   art. L34-2 CPCE                        from the due date
//	PublicDebtor     4 years  law 68-1250 of 31 December 1968        from 1 January after the right arose
//	Judgment        10 years  art. L111-4 CPCE, or the claim's own   from the day it is enforceable
//	JudgmentInterest 5 years  Cass. 1re civ. 8 June 2016, 15-19.614  from the day the interest fell due
//
// # Counting
//
// The day of the event that starts a period does not count (art. 2228 C. civ.),
// and the period ends with its last day (art. 2229). Years go from a date to
// the same date, to 28 February where the year has no 29th. So a debt due on
// 31 March 2021 may be claimed until 31 March 2026. This is the count of Cass.
// 1re civ. 12 December 2018, 17-25.697, which also holds that articles 641 and
// 642 CPC do not apply: a last day that is a Sunday stays a Sunday.
//
// # Events
//
// An interruption starts a new whole period (art. 2231): an acknowledgment, a
// part payment, a claim in court, the service of a payment order, an act of
// enforcement, the declaration of the claim in collective proceedings; against
// a public debtor any written claim. A suspension stops the clock and keeps
// what has run (art. 2230): mediation, conciliation, participative procedure,
// the debtor's agreement in the small-claims procedure, an expert measure; at
// least six months are then left (art. 2238, 2239). A formal notice interrupts
// nothing (Cass. com. 18 May 2022, 20-23.204), and every answer says so.
//
// An interruption by proceedings lasts until they end (art. 2242). Give
// [Event.Until], or [Event.Pending]; with neither, the new period is counted
// from the act, which is the careful reading.
//
// # Limits
//
// Claims that arose before 19 June 2008 fall under transitional rules and are
// refused, as are contracts that change the period (art. 2254 C. civ.). The
// ceiling of twenty years (art. 2232) is applied. Whether an event has the
// effect its name says is for a court: this package informs and gives no
// advice.
//
// Everything is pure. Errors are joined [*ClaimError]. No input panics.
package limitation
