package fec_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/law"
)

func texts(l *fec.Ledger, lang law.Lang) (out []string) {
	for _, f := range l.Findings {
		out = append(out, strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(f.In(lang)))
	}
	return out
}

func TestFindingsOfDemo(t *testing.T) {
	l := read(t, demo(t), fec.Options{})
	assert.Equal(t, []string{
		"ligne 2 : à-nouveaux datés (lignes : 7), solde 35 988,00 € : échéances, règlements et intérêts comptés de la date de pièce",
		"ligne 46 : clients douteux : solde 5 760,00 € (lignes : 1)",
		"ligne 112 : client C009 : 418,80 € au crédit, non affectés",
		"ligne 119 : client C006 : 2 500,00 € non lettrés, affectés à FA-2026-017, que l’écriture nomme",
		"ligne 134 : client C008 : règlement de 1 872,00 € repris par un débit (impayé ou remboursement)",
		"ligne 166 : client C007 : 240,00 € non lettrés, affectés à FA-2026-026, que l’écriture nomme",
		"ligne 184 : compte 471000 (compte d’attente), hors comptes clients : solde −150,00 € (lignes : 1)",
	}, texts(l, law.French))
	assert.Equal(t, "line 184: account 471000 (suspense account), not among the customers: balance -€150.00 (lines: 1)", texts(l, law.English)[6])
}

func TestFindingsOfFile(t *testing.T) {
	src := "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|PieceRef|Debit|Credit|Idevise|IdClient|Note\n" +
		"AN||1|20260101|41100000|Clients||F0|100,00|0|||\n" +
		"AN||1|20260101|11000000|RAN|||0|100,00|||\n" +
		"VE||2|20260110|41100000|Clients||F1|20,00|5,00|USD|\n" +
		"VE||2|20260110|70600000|Ventes|||0|14,00|USD||\n" +
		"VE||3|20260111|411DUPONT|Dupont||F2|10,00|0|||\n" +
		"VE||3|20260111|70600000|Ventes|||0|10,00|||\n" +
		"VE||4|20260112|41100000|Clients||F3|10,00|0||Z9|\n" +
		"VE||4|20260112|70600000|Ventes|||0|10,00|||\n" +
		"AN||5|20260201|41100000|Clients||F0|0,00|30,00|||\n" +
		"AN||5|20260201|11000000|RAN|||30,00|0|||\n" +
		"OD||6|20260202|41300000|Effets|||7,00|0|||\n" +
		"OD||6|20260202|41810000|À établir|||0|7,00|||\n"
	l := read(t, src, fec.Options{Foreign: fec.KeepEuros, Allocation: fec.Unallocated})
	checkLedger(t, l)
	assert.Equal(t, []string{
		"line 1: columns not there: CompAuxLib, PieceDate, EcritureLib, EcritureLet, DateLet",
		"line 2: account 41100000 (lines: 3): its clients are not told apart",
		"line 2: brought forward without their date (lines: 2), balance €70.00: due dates counted from the opening of 2026-01-01, no interest",
		"line 4: entry in USD, read for its amounts in euros",
		"line 4: lines without their last empty cells: 1",
		"line 4: customer entries that do not balance: 1, by €1.00",
		"line 10: client 41100000: €30.00 on account, not allocated",
		"line 10: balances brought forward on 2026-02-01, after other entries: -€30.00 may be counted twice",
		"line 12: account 41300000 (bills receivable), not among the customers: balance €7.00 (lines: 1)",
		"line 13: account 41810000 (not yet invoiced), not among the customers: balance -€7.00 (lines: 1)",
	}, texts(l, law.English))
	names := map[string]string{}
	for _, a := range l.Accounts {
		names[a.Client.ID] = a.Client.Name
	}
	assert.Equal(t, map[string]string{"41100000": "Clients", "411DUPONT": "Dupont", "Z9": ""}, names)

	l = read(t, header, fec.Options{})
	assert.Equal(t, []string{"ligne 1 : aucune ligne sur les comptes 411, 416"}, texts(l, law.French))
	assert.Equal(t, "0.00", l.Balance(l.Until).StringFixed(2))
}

// Every code has both texts, and neither lacks an operand.
func TestFindingTexts(t *testing.T) {
	for _, code := range []fec.FindingCode{
		fec.ZeroLine, fec.NoAuxiliary, fec.LetterPartial, fec.LetterOutside, fec.SettledByRef, fec.SettledByAmount, fec.SettledOldest,
		fec.SettledEarly, fec.LeftOnAccount, fec.PaymentReturned, fec.ToExplain, fec.DatedLater, fec.OpeningBalance, fec.OpeningTwice,
		fec.UnbalancedEntry, fec.ForeignKept, fec.NearbyAccount, fec.DoubtfulAccounts, fec.MissingColumns, fec.ShortLines,
		fec.LostCharacters, fec.NoCustomers,
	} {
		f := fec.Finding{Code: code, Line: 7, Count: 2, Client: "A", Account: "4191", Text: "x"}
		fr, en := f.In(law.French), f.In(law.English)
		assert.Greater(t, len(fr), len("ligne 7 : "), code)
		assert.Greater(t, len(en), len("line 7: "), code)
		assert.NotEqual(t, strings.TrimPrefix(fr, "ligne 7 : "), strings.TrimPrefix(en, "line 7: "))
		assert.NotContains(t, fr+en, "%!", code)
	}
}

func TestBasis(t *testing.T) {
	assert.Equal(t, "art. 1342-10 C. civ.", fec.OldestFirst.Basis().Article)
	for _, rule := range []fec.Allocation{fec.OldestFirst, fec.Evident, fec.Unallocated} {
		assert.NotEmpty(t, rule.Basis().Source)
		assert.NotZero(t, rule.Basis().Confidence)
		assert.NotZero(t, rule.Basis().Checked)
	}
}

func TestNames(t *testing.T) {
	assert.Equal(t, []string{"none", "document", "settlement", "both", "not-used", "unknown"},
		[]string{fec.Use(0).String(), fec.AsDocument.String(), fec.AsSettlement.String(), fec.AsBoth.String(), fec.NotUsed.String(), fec.Use(9).String()})
	assert.Equal(t, []string{"transfer", "brought-forward", "unknown"}, []string{fec.Transfer.String(), fec.BroughtForward.String(), fec.Nature(9).String()})
	assert.Equal(t, []string{"other", "sales", "money", "opening", "unknown"},
		[]string{fec.OtherJournal.String(), fec.SalesJournal.String(), fec.MoneyJournal.String(), fec.OpeningJournal.String(), fec.JournalKind(9).String()})
}
