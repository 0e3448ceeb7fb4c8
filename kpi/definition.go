package kpi

import "github.com/creance/creance/law"

// Code names a key figure in data; it never changes.
type Code string

// The key figures. [Figure.Formula] has the formula of each in words.
const (
	DSO                  Code = "dso"
	DSOAverage           Code = "dso_average"
	DSOCountBack         Code = "dso_count_back"
	BestDSO              Code = "best_dso"
	BestDSOCountBack     Code = "best_dso_count_back"
	DaysDelinquent       Code = "days_delinquent"
	PaymentDelay         Code = "payment_delay"
	LatePaymentDelay     Code = "late_payment_delay"
	DaysToPay            Code = "days_to_pay"
	DaysToPayMean        Code = "days_to_pay_mean"
	CollectionRate       Code = "collection_rate"
	RecoveryRate         Code = "recovery_rate"
	PaidOnTime           Code = "paid_on_time"
	PaidOnTimeByAmount   Code = "paid_on_time_amount"
	DisputeRate          Code = "dispute_rate"
	DisputeRateByAmount  Code = "dispute_rate_amount"
	OverdueShare         Code = "overdue_share"
	CollectionEfficiency Code = "cei"
	CashWithheld         Code = "cash_withheld"
)

// Unit says what a value counts.
type Unit uint8

const (
	Days    Unit = iota // days
	Percent             // hundredths of the ratio
	Money               // the currency of the period
)

// A definition is what there is to say about a figure apart from its value.
type definition struct {
	unit       Unit
	name       [2]string // by law.Lang: French, English
	formula    [2]string
	source     string
	confidence law.Confidence
}

const (
	handbooks = "credit management handbooks and software manuals, compared 2026-11"
	infor     = "Infor M3 manual, payment statistics"
	operately = "Operately, glossary of receivables figures"
)

// definitions rest on usage, not on a text of law: no article defines a DSO.
var definitions = map[Code]definition{
	DSO: {Days, [2]string{"DSO, méthode du solde", "DSO, balance method"},
		[2]string{"créances à la clôture × jours de la période / ventes de la période", "receivables at closing × days of the period / sales of the period"},
		handbooks, law.Agreed},
	DSOAverage: {Days, [2]string{"DSO sur encours moyen", "DSO on the average balance"},
		[2]string{"(créances à l’ouverture + créances à la clôture) / 2 × jours / ventes", "(opening + closing receivables) / 2 × days / sales"},
		handbooks, law.Agreed},
	DSOCountBack: {Days, [2]string{"DSO par épuisement du chiffre d’affaires", "DSO, count-back method"},
		[2]string{"les ventes sont retirées des créances mois par mois, à rebours depuis la clôture ; chaque mois entier compte ses jours, le dernier au prorata", "monthly sales are taken off the receivables, backwards from the closing month; a whole month counts its days, the last one pro rata"},
		handbooks, law.Agreed},
	BestDSO: {Days, [2]string{"meilleur DSO possible", "best possible DSO"},
		[2]string{"créances non échues × jours / ventes", "receivables not due × days / sales"},
		handbooks, law.Agreed},
	BestDSOCountBack: {Days, [2]string{"meilleur DSO possible par épuisement", "best possible DSO, count-back method"},
		[2]string{"épuisement du chiffre d’affaires sur les seules créances non échues", "count-back of the receivables not due"},
		handbooks, law.Agreed},
	DaysDelinquent: {Days, [2]string{"retard moyen (DSO − meilleur DSO)", "average days delinquent (DSO − best DSO)"},
		[2]string{"(créances − créances non échues) × jours / ventes", "(receivables − receivables not due) × days / sales"},
		handbooks, law.Agreed},
	PaymentDelay: {Days, [2]string{"écart moyen à l’échéance, pondéré", "mean of payment − due date, weighted"},
		[2]string{"somme (montant reçu × (paiement − échéance)) / somme des montants reçus ; les avances comptent en négatif", "sum (amount received × (payment − due)) / sum of amounts received; early payments count as negative"},
		infor, law.Single},
	LatePaymentDelay: {Days, [2]string{"retard moyen des paiements en retard, pondéré", "mean delay of late payments, weighted"},
		[2]string{"somme (montant reçu en retard × jours de retard) / somme des montants reçus en retard", "sum (amount received late × days late) / sum of amounts received late"},
		infor, law.Single},
	DaysToPay: {Days, [2]string{"délai moyen de paiement, pondéré", "days to pay, weighted"},
		[2]string{"somme (montant reçu × (paiement − facture)) / somme des montants reçus", "sum (amount received × (payment − invoice)) / sum of amounts received"},
		"weighting by amount: no source found", law.Memory},
	DaysToPayMean: {Days, [2]string{"délai moyen de paiement, par facture", "days to pay, mean of the invoices"},
		[2]string{"somme (dernier paiement − facture) / nombre de factures soldées dans la période", "sum (last payment − invoice) / number of invoices settled in the period"},
		infor, law.Single},
	CollectionRate: {Percent, [2]string{"taux de recouvrement (encaissé / facturé)", "collection rate (collected / invoiced)"},
		[2]string{"encaissements de la période / ventes de la période", "money received in the period / sales of the period"},
		"definition of this library; publications divide by what was due at the start", law.Judgment},
	RecoveryRate: {Percent, [2]string{"taux de recouvrement (encaissé / échu au départ)", "recovery rate (collected / due at the start)"},
		[2]string{"encaissé dans la période sur l’échu impayé à l’ouverture / échu impayé à l’ouverture", "received in the period on what was due and unpaid at its start / due and unpaid at its start"},
		handbooks, law.Agreed},
	PaidOnTime: {Percent, [2]string{"factures payées à l’échéance, en nombre", "invoices paid on time, by count"},
		[2]string{"factures soldées dans la période sans paiement après l’échéance / factures soldées dans la période", "invoices settled in the period without a payment after the due date / invoices settled in the period"},
		"OpsDog and Operately, glossaries", law.Agreed},
	PaidOnTimeByAmount: {Percent, [2]string{"factures payées à l’échéance, en montant", "invoices paid on time, by amount"},
		[2]string{"encaissé sur les factures soldées à l’heure / encaissé sur les factures soldées dans la période", "received on the invoices settled on time / received on the invoices settled in the period"},
		"variant by amount of the figure by count", law.Judgment},
	DisputeRate: {Percent, [2]string{"taux de litige, en nombre", "dispute rate, by count"},
		[2]string{"factures ouvertes en litige à la clôture / factures ouvertes", "open invoices in dispute at closing / open invoices"},
		operately, law.Single},
	DisputeRateByAmount: {Percent, [2]string{"taux de litige, en montant", "dispute rate, by amount"},
		[2]string{"montant contesté à la clôture / créances ouvertes, avoirs à part", "amount contested at closing / open invoices, credits apart"},
		operately, law.Single},
	OverdueShare: {Percent, [2]string{"taux de retard", "overdue share"},
		[2]string{"créances échues / créances ouvertes, avoirs à part", "overdue / open invoices, credits apart"},
		"one French glossary of credit management", law.Single},
	CollectionEfficiency: {Percent, [2]string{"indice d’efficacité du recouvrement (CEI)", "collection effectiveness index (CEI)"},
		[2]string{"(ouverture + ventes − clôture) / (ouverture + ventes − clôture non échue)", "(opening + sales − closing) / (opening + sales − closing not due)"},
		handbooks, law.Agreed},
	CashWithheld: {Money, [2]string{"rétention de trésorerie", "cash withheld by late payment"},
		[2]string{"somme (montant reçu en retard × jours de retard) / jours de la période", "sum (amount received late × days late) / days of the period"},
		"DGCCRF guidelines on payment terms, 2021 and 2024", law.Single},
}
