// Package terms builds, reads, writes and explains payment terms (conditions
// de règlement): "45 jours fin de mois", "30 jours nets", "à réception",
// "30 % à la commande, solde à 30 jours".
//
// # One construction, one name
//
// A [Terms] is one agreement as it was stated. Each construction of the field
// has its own constructor and its own French wording, because the same days
// counted in another order give another date:
//
//	Net(30)               30 jours                   invoice + 30 days
//	EndOfMonth(45)        45 jours fin de mois       days first, then end of month (method A)
//	EndOfMonthThen(45)    fin de mois 45 jours       end of month first, then days (method B)
//	MonthAndHalf()        1 mois fin de mois le 15   15th of the second month after (method C)
//	Months(2)             2 mois                     calendar months, clamped to the month's last day
//	EndOfMonthAfter(1)    1 mois fin de mois         calendar months, then end of month
//	EndOfDecadeThen(30)   30 jours fin de décade     end of the décade (10, 20, last day), then days
//	EndOfFortnightThen(30) 30 jours fin de quinzaine end of the half-month (15, last day), then days
//
// Both readings A and B of "45 jours fin de mois" are official (DGCCRF sheet on
// payment terms); they never give the same date. An unqualified wording is read
// in the order of its words; the contract should say which. Method C is in use
// and is not official: nothing here ever chooses it silently.
//
// # Counting
//
// The first day is not counted: 30 days from 15 January is 14 February. Months
// go to the same day of the month, or to its last day when it is shorter (31
// January plus one month is 28 or 29 February). "le 10" after an end of month
// is the next 10th strictly after it; after anything else it is the first 10th
// on or after the day reached. Nothing moves off a week-end or a holiday; see
// package dunning/calendar for that.
//
// # The date terms count from
//
// [Terms.Base] names the event: issue of the invoice, its receipt, the delivery
// or the order. [Terms.Due] is given the date of that event. The zero Terms
// mean that nothing was agreed: 30 days from delivery, art. L441-10 I C. com.
//
// # Wording
//
// [Parse] reads French first, then English, German, Dutch, Spanish, Italian and
// Swedish wordings where they have one meaning. Whatever it does not understand
// makes it refuse with a [*Refusal] that says what and where: a wording that
// fixes no date ("selon contrat"), or that could mean two dates ("30 ou 60
// jours"), is never guessed. Where the meanings can be named, as those of "net 30
// EOM", [Refusal.Readings] has them, each with its own due date; [Refusal.Message]
// says it all to a person. [Read] shows what each part of a text was taken for.
// Parse(t.String()) == t for every valid Terms.
//
// # Errors and limits
//
// All functions are pure and panic on no input. Delays go from 0 to [MaxDays]
// days or [MaxMonths] months; a constructor given more, or less than zero,
// returns Terms that [Terms.Validate] refuses and whose due date is 0.
//
// This package gives no legal advice.
package terms
