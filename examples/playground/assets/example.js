// The client that the page opens with, dated from today.
function day(offset) {
  const d = new Date();
  d.setDate(d.getDate() + offset);
  return [d.getFullYear(), String(d.getMonth() + 1).padStart(2, "0"), String(d.getDate()).padStart(2, "0")].join("-");
}

export const example = () => ({
  day: day(0),
  client: { kind: "business", currency: "EUR", terms: "", since: day(-900), limit: "", insolvency: "", insured: false, noemail: false },
  invoices: [
    { id: "F-101", issued: day(-48), due: day(-18), amount: "1800" },
    { id: "F-107", issued: day(-12), due: day(18), amount: "640" },
  ],
  payments: [{ invoice: "F-101", kind: "payment", date: day(-6), amount: "300" }],
  disputes: [],
  promises: [{ invoice: "", made: day(-4), for: day(5), amount: "" }],
  history: [{ date: day(-14), step: "relance-1", channel: "email", invoice: "F-101" }],
});
