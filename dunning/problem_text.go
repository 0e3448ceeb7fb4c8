package dunning

import (
	"strconv"
	"strings"

	"github.com/creance/creance/law"
)

// Text is all problems in a language, one a line; the same as Error in English.
func (ps Problems) Text(lang law.Lang) string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Text(lang)
	}
	return strings.Join(lines, "\n")
}

// Text is the problem in a language. Names of fields and values are those of the
// input in both. A sentence of a package that has no French stays in English.
func (p *Problem) Text(lang law.Lang) string {
	if lang == law.English {
		return p.Error()
	}
	text := inFrench(p.Of) + " : " + p.Field
	if p.Value != "" {
		quoted := strconv.Quote(clip(p.Value))
		text += " « " + quoted[1:len(quoted)-1] + " »"
	}
	text += " " + inFrench(p.What)
	if p.Fix != "" {
		text += " ; " + inFrench(p.Fix)
	}
	return text
}

// inFrench is the French of a sentence of a problem.
func inFrench(english string) string {
	for _, s := range frenchOfProblems {
		before, after, open := strings.Cut(s[0], "%s")
		if !open {
			if s[0] == english {
				return s[1]
			}
			continue
		}
		rest, ok := strings.CutPrefix(english, before)
		if !ok {
			continue
		}
		if value, ok := strings.CutSuffix(rest, after); ok && value != "" {
			return strings.Replace(s[1], "%s", value, 1)
		}
	}
	return english
}

// frenchOfProblems are the sentences of problems, English and French; %s stands
// for one value. The tests of the packages that report them hold it complete.
var frenchOfProblems = [][2]string{
	{`invoice "%s"`, "facture « %s »"},
	{`facts of client "%s"`, "faits du client « %s »"},
	{`facts of client ""`, "faits d’un client sans identifiant"},
	{`invoice ""`, "facture sans numéro"},
	{`account of client "%s"`, "compte du client « %s »"},
	{`account of client ""`, "compte d’un client sans identifiant"},
	{`trial of policy "%s"`, "essai de la politique « %s »"},
	{"account", "compte"},

	{"is not written YYYY-MM-DD", "n’est pas au format AAAA-MM-JJ"},
	{"has a year outside 1900-2999", "a une année qui n’est pas entre 1900 et 2999"},
	{"has a month outside 1-12", "a un mois qui n’est pas entre 01 et 12"},
	{"is not in the calendar: that month has %s days", "n’existe pas dans le calendrier : ce mois a %s jours"},

	{"is missing", "manque"},
	{"is missing: the policy uses it", "manque : la politique s’en sert"},
	{"is missing: the steps count from it", "manque : les étapes se comptent depuis cette date"},
	{"is empty", "est vide"},
	{"give the number printed on the document", "donnez le numéro imprimé sur le document"},
	{"is no ISO 4217 code", "n’est pas un code ISO 4217"},
	{`write "EUR", or leave it empty for euros`, "écrivez « EUR », ou laissez vide pour des euros"},
	{"is no document kind", "n’est pas une nature de document"},
	{"is no settlement kind", "n’est pas une nature de règlement"},
	{"is positive on money received", "est positif pour de l’argent reçu"},
	{"money on account is in the client's favour: make it negative", "un acompte est en faveur du client : écrivez-le négatif"},
	{"is given for a document that is not doubtful", "est donné pour un document qui n’est pas douteux"},
	{"say that it is doubtful too", "dites aussi qu’il est douteux"},
	{"are too many", "sont trop nombreux"},
	{"one invoice takes at most %s", "une facture en prend %s au plus"},
	{"is negative", "est négatif"},
	{"write it positive and say with Kind which way it works (Returned raises the balance)", "écrivez-le positif ; c’est la nature du règlement qui donne le sens (un rejet augmente le solde)"},
	{"is not positive", "n’est pas positif"},
	{"an instalment is a part of the sum due", "une échéance est une part de la somme due"},
	{"do not add up to the amount %s", "ne font pas au total le montant de %s"},
	{"give the part contested, or leave it zero for the whole invoice", "donnez la part contestée, ou laissez zéro pour toute la facture"},
	{"is before its start", "précède son début"},
	{"is outside the years 1900-2999", "sort des années 1900 à 2999"},
	{"has more decimals than its currency", "a plus de décimales que sa devise"},
	{"is too large", "est trop grand"},
	{"this currency has %s decimals", "cette devise a %s décimales"},

	{"is negative: a credit is not chased", "est négatif : on ne relance pas un avoir"},
	{"is not between 0 and the balance", "n’est pas compris entre 0 et le reste à payer"},
	{"is less than the balance of the late invoice", "est inférieur au reste à payer de la facture en retard"},
	{"is no amount of the currency", "n’est pas un montant dans cette devise"},
	{"has no date", "n’a pas de date"},
	{"is outside the calendar", "sort du calendrier"},
	{"is none of %s", "n’est aucune de ces valeurs : %s"},
	{"is not a ratio of at most a million with at most 100 decimals", "n’est pas un ratio d’un million au plus, avec 100 décimales au plus"},

	{"is not after from", "n’est pas après from"},
	{"it is the first day that is not tried any more", "c’est le premier jour qui n’est plus essayé"},
	{"is more than ten years after from", "est à plus de dix ans de from"},
	{"need more than 20 million decisions", "demandent plus de 20 millions de décisions"},
	{"try fewer days, or the accounts in parts", "essayez moins de jours, ou les comptes en plusieurs fois"},
	{"is not a number of days from 0 to 3660", "n’est pas un nombre de jours de 0 à 3660"},
	{"is unknown", "est inconnu"},
	{"is not a day of the simulation", "n’est pas un jour de la simulation"},
	{"put what is known of other days into the accounts", "mettez dans les comptes ce que l’on sait des autres jours"},
	{"is no client of the portfolio", "n’est pas un client du portefeuille"},
	{"leave it out for a promise about the whole account", "supprimez-le pour une promesse sur tout le compte"},
	{"a payment that comes back belongs into the account", "un paiement qui revient se met dans le compte"},
	{`is no invoice of client "%s"`, "n’est pas une facture du client « %s »"},

	{"has an empty prefix, which is that of every account", "contient un préfixe vide, qui est celui de tous les comptes"},
	{"give account numbers: 411", "donnez des numéros de compte : 411"},
	{"has an unknown kind", "a une nature inconnue"},
	{"is no rule", "n’est pas une règle connue"},
	{"is not read", "n’est pas pris en charge"},
	{"use UTF8, ISO8859_15, Windows1252 or CP850", "choisissez UTF8, ISO8859_15, Windows1252 ou CP850"},
}
