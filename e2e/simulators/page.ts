/** A consent page: plain HTML that works without script, with labels a browser test can name. */
export type ConsentPage = {
  title: string;
  /** Where the form is posted to. */
  action: string;
  /** Sent back unseen. */
  hidden: Record<string, string>;
  /** Who may be chosen; no choice is shown for one, and nothing at all without this. */
  accounts?: { value: string; label: string }[];
  scopes: { value: string; label: string; fixed: boolean }[];
  buttons: { value: string; label: string }[];
};

export function consentPage(page: ConsentPage): string {
  const hidden = Object.entries(page.hidden).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const scopes = page.scopes.map(
    ({ value, label, fixed }) =>
      `<p><label><input type="checkbox" name="scope" value="${escapeHtml(value)}" checked${fixed ? " disabled" : ""}> ${escapeHtml(label)}</label>${
        fixed ? `<input type="hidden" name="scope" value="${escapeHtml(value)}">` : ""
      }</p>`,
  );
  const buttons = page.buttons.map(
    ({ value, label }) => `<button type="submit" name="decision" value="${escapeHtml(value)}">${escapeHtml(label)}</button>`,
  );
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(page.title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>${escapeHtml(page.title)}</h1>
<form method="post" action="${escapeHtml(page.action)}">${hidden.join("")}${chooser(page.accounts)}${scopes.join("")}<p>${buttons.join(" ")}</p></form>
</main></body></html>`;
}

function chooser(accounts: ConsentPage["accounts"] = []): string {
  const [only, ...more] = accounts;
  if (!only) return "";
  if (more.length > 0) return `<p><label>Account <select name="account">${accounts.map(option).join("")}</select></label></p>`;
  return `<input type="hidden" name="account" value="${escapeHtml(only.value)}"><p>Signed in as ${escapeHtml(only.label)}</p>`;
}

function option({ value, label }: { value: string; label: string }): string {
  return `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`;
}

function escapeHtml(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
