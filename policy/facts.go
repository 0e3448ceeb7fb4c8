package policy

import (
	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// Facts are what is known of one dunning file on one day: a client in one
// currency, or one invoice when the policy says `carrying: invoice`. They are
// what the expressions of a policy can name; FACTS.md lists them with their
// types. [Policy.Facts] computes them from a ledger; they can also be written
// by hand.
//
// Add facts of your own by embedding Facts in a struct whose fields carry the
// same tags: `policy:"risk,enum=low|high"`, `policy:"margin,ratio"`. Types are
// bool, int, days, money, ratio, date, text and enum=a|b|c.
//
// Amounts are TTC in the file's currency. Ratios count to six decimals, rounded
// half away from zero. Facts is passed by value; nothing in it is changed.
type Facts struct {
	AsOf     date.Date `policy:"as_of,date" en:"the day the decision is for" fr:"le jour de la décision"`
	Currency string    `policy:"currency,text" en:"currency of the file, ISO 4217" fr:"devise du dossier, ISO 4217"`

	Client       string             `policy:"client,text" en:"identifier of the client" fr:"identifiant du client"`
	ClientKind   dunning.ClientKind `policy:"client_kind,enum=business|public|consumer" en:"which law applies to the client" fr:"entreprise, acheteur public ou consommateur"`
	Seniority    int                `policy:"seniority,days" en:"days since the first dealing; 0 when not known" fr:"ancienneté du client en jours ; 0 si inconnue"`
	CreditLimit  decimal.Decimal    `policy:"credit_limit,money" en:"credit limit; 0 when none is set" fr:"plafond d’encours ; 0 si aucun"`
	OverLimit    bool               `policy:"over_limit,bool" en:"a limit is set and the outstanding amount is above it" fr:"un plafond existe et l’encours le dépasse"`
	Insured      bool               `policy:"insured,bool" en:"the credit is insured" fr:"créance assurée"`
	Insolvency   bool               `policy:"insolvency,bool" en:"a judgment has opened safeguard, receivership or liquidation" fr:"procédure collective ouverte"`
	EmailMissing bool               `policy:"email_missing,bool" en:"no e-mail address is known" fr:"aucune adresse e-mail connue"`

	Outstanding    decimal.Decimal `policy:"outstanding,money" en:"all that is open, due or not, unallocated credits set off" fr:"encours total, échu ou non, avoirs et acomptes déduits"`
	Overdue        decimal.Decimal `policy:"overdue,money" en:"what is past its due date, credits set off" fr:"total échu impayé, avoirs et acomptes déduits"`
	OverdueCount   int             `policy:"overdue_count,int" en:"number of invoices past their due date" fr:"nombre de factures échues impayées"`
	OldestDaysLate int             `policy:"oldest_days_late,days" en:"days late of the oldest unpaid invoice; 0 when none is late" fr:"retard de la plus ancienne facture, en jours ; 0 si aucune"`

	AverageDaysLate int             `policy:"average_days_late,days" en:"mean delay of the invoices settled in the last 365 days, early ones counting 0" fr:"retard moyen des factures réglées sur 365 jours, une avance comptant 0"`
	LateCount       int             `policy:"late_count,int" en:"invoices due in the last 365 days that were paid late or still are unpaid" fr:"factures échues sur 365 jours payées en retard ou impayées"`
	LateRatio       decimal.Decimal `policy:"late_ratio,ratio" en:"late_count over the invoices due in the last 365 days; 0 when there are none" fr:"part des factures échues sur 365 jours en retard, entre 0 et 1"`
	PromisesBroken  int             `policy:"promises_broken,int" en:"promises of the last 365 days that were not kept" fr:"promesses non tenues sur 365 jours"`
	PromiseOpen     bool            `policy:"promise_open,bool" en:"a promise to pay is running" fr:"une promesse de paiement est en cours"`
	PromiseUntil    date.Date       `policy:"promise_until,date?" en:"last day to keep the running promise; absent without one" fr:"dernier jour de la promesse en cours ; absent sans promesse"`

	Invoice        string          `policy:"invoice,text" en:"number of the carrying invoice" fr:"numéro de la facture porteuse"`
	Issued         date.Date       `policy:"issued,date" en:"its date of issue" fr:"sa date d’émission"`
	Due            date.Date       `policy:"due,date" en:"its due date" fr:"son échéance"`
	Balance        decimal.Decimal `policy:"balance,money" en:"what is left to pay of it, credits set off" fr:"son reste à payer, avoirs et acomptes déduits"`
	Disputed       bool            `policy:"disputed,bool" en:"it is disputed, in whole or in part" fr:"elle est en litige, en tout ou partie"`
	DisputedAmount decimal.Decimal `policy:"disputed_amount,money" en:"the disputed part of it" fr:"sa part en litige"`
	Doubtful       bool            `policy:"doubtful,bool" en:"it is booked as doubtful (account 416)" fr:"elle est en créance douteuse (compte 416)"`

	Penalties          decimal.Decimal `policy:"penalties,money" en:"interest and fixed indemnity claimable, as the host computed it; 0 otherwise" fr:"pénalités et indemnités exigibles, calculées par l’appelant ; 0 sinon"`
	LimitationDaysLeft int             `policy:"limitation_days_left,days" en:"days left to act on the carrying invoice before limitation, interruptions not counted; -1 when it is too late, 36500 when not known" fr:"jours restants avant prescription, sans compter les interruptions ; -1 si dépassée, 36500 si inconnue"`
	TermsVerdict       string          `policy:"terms_verdict,enum=unknown|lawful|excessive" en:"whether the agreed terms respect the legal ceiling, as the host found; empty is unknown" fr:"délai convenu au regard du plafond légal, établi par l’appelant"`

	Held       bool      `policy:"held,bool" en:"somebody has put the file on hold" fr:"dossier suspendu par décision"`
	HeldUntil  date.Date `policy:"-"` // first day it is no longer held; 0: no end set
	HeldReason string    `policy:"-"`

	// Rates names the rate tables that Penalties and TermsVerdict were computed
	// with: an edition, or the SHA-256 of a file. The decision repeats it.
	Rates string `policy:"-"`

	// History is every contact with the client, in any order. An action whose
	// Step is a step of the policy counts for the position on the ladder;
	// [Policy.Facts] empties Step where it belongs to another carrying invoice.
	History dunning.History `policy:"-"`
	// Succeeds says that the invoice carries since another one was paid, so
	// that [Document.OnCarryingPaid] applies.
	Succeeds bool `policy:"-"`
	// Left is what the file owes and the step will not ask for, and why.
	Left []Left `policy:"-"`
}
