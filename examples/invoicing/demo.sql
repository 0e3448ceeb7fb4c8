-- An invented firm and its clients; nothing here exists. The day is Monday, 23 November 2026.

INSERT INTO clients (id, name, kind, terms, since, credit_limit, insolvency, salutation, email, phone, street, city) VALUES
	('C01', 'Boulangerie Exemple SARL', 'business', '30 jours nets', '2022-03-01', 0, NULL, '', 'compta@boulangerie.example', '01 00 00 00 01', '1 rue du Four', '49000 Angers'),
	('C02', 'Garage Imaginaire SAS', 'business', '30 jours fin de mois', '2021-03-01', 1000000, NULL, 'Madame Roche', 'facturation@garage.example', '01 00 00 00 02', '2 rue des Bielles', '44000 Nantes'),
	('C03', 'Menuiserie Modèle SAS', 'business', NULL, NULL, 0, NULL, '', 'bois@menuiserie.example', '06 00 00 00 03', 'ZA des Noyers', '44150 Ancenis'),
	('C04', 'Imprimerie Maquette SA', 'business', NULL, NULL, 0, NULL, '', 'compta@imprimerie.example', '01 00 00 00 04', '4 quai du Plomb', '72000 Le Mans'),
	('C05', 'Commune d''Exempleville', 'public', '30 jours nets', '2019-01-15', 0, NULL, '', 'finances@exempleville.example', '', '1 place de la Mairie', '49999 Exempleville'),
	('C06', 'Mme Anne Fictive', 'consumer', NULL, NULL, 0, NULL, 'Madame', 'anne@fictive.example', '06 00 00 00 06', '3 allée du Parc', '75020 Paris'),
	('C07', 'Transports Hypothèse', 'business', NULL, NULL, 0, NULL, '', 'compta@hypothese.example', '', '', ''),
	('C08', 'Studio Possible', 'business', NULL, NULL, 0, NULL, '', 'studio@possible.example', '', '', ''),
	('C09', 'Comptoir Supposé', 'business', NULL, NULL, 0, '2026-10-12', '', 'compta@suppose.example', '', '', ''),
	('C10', 'Librairie Virtuelle', 'business', NULL, NULL, 0, NULL, '', '', '', '', '');

INSERT INTO invoices (number, client, issued, due, amount) VALUES
	('F-2026-090', 'C01', '2026-10-30', NULL, 96000),          -- due on 29 November by the terms of the client: a word in advance
	('F-2026-071', 'C02', '2026-09-18', NULL, 216000),         -- late, and the first reminder was sent ten days ago
	('F-2026-075', 'C02', '2026-09-29', NULL, 144000),
	('F-2026-060', 'C03', '2026-08-20', '2026-09-19', 348000), -- two reminders were sent
	('F-2026-020', 'C04', '2026-05-04', '2026-06-03', 1296000),-- three reminders were sent: the formal notice, which somebody approves
	('F-2026-082', 'C05', '2026-10-19', NULL, 432000),         -- a public buyer, late since last week
	('F-2026-085', 'C06', '2026-10-20', '2026-11-19', 18500),  -- a private person
	('F-2026-066', 'C07', '2026-09-01', '2026-10-01', 350000), -- promised for the end of the month
	('F-2026-084', 'C08', '2026-10-21', '2026-11-20', 129600), -- disputed in part: the rest is asked for
	('F-2026-012', 'C09', '2026-03-12', '2026-04-11', 576000), -- insolvent: left alone
	('F-2026-083', 'C10', '2026-10-16', '2026-11-15', 45000);  -- neither an e-mail address nor a telephone number is known

INSERT INTO settlements (id, invoice, paid_on, amount) VALUES
	('B-1001', 'F-2026-020', '2026-07-15', 200000),
	('B-1002', 'F-2026-060', '2026-10-30', 100000);

INSERT INTO promises (id, client, invoice, made_on, pay_by, amount) VALUES
	('P-1', 'C07', 'F-2026-066', '2026-11-16', '2026-11-30', 350000);

INSERT INTO disputes (id, invoice, starts_on, amount, reason) VALUES
	('D-1', 'F-2026-084', '2026-10-20', 30000, 'plan du sous-sol non livré');

-- The reminders sent before creance came are history like all later ones.
INSERT INTO actions (id, client, invoice, step, label, policy, reason, currency, amount, written_on, manual, state, sent_on, channel) VALUES
	('before-1', 'C02', 'F-2026-071', 'relance-1', 'Première relance', '', '', 'EUR', 216000, '2026-11-13', 0, 'sent', '2026-11-13', 'email'),
	('before-2', 'C03', 'F-2026-060', 'relance-1', 'Première relance', '', '', 'EUR', 348000, '2026-09-21', 0, 'sent', '2026-09-21', 'email'),
	('before-3', 'C03', 'F-2026-060', 'relance-2', 'Deuxième relance', '', '', 'EUR', 248000, '2026-11-13', 0, 'sent', '2026-11-13', 'phone'),
	('before-4', 'C04', 'F-2026-020', 'relance-1', 'Première relance', '', '', 'EUR', 1296000, '2026-06-08', 0, 'sent', '2026-06-08', 'email'),
	('before-5', 'C04', 'F-2026-020', 'relance-2', 'Deuxième relance', '', '', 'EUR', 1296000, '2026-07-01', 0, 'sent', '2026-07-01', 'phone'),
	('before-6', 'C04', 'F-2026-020', 'relance-3', 'Troisième relance', '', '', 'EUR', 1096000, '2026-09-14', 0, 'sent', '2026-09-14', 'letter');
