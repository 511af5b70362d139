import { AREA_TITLES, figureText, figureTitle, oneText, standoutText, weekDays, weekTitle } from "./digest-words";
import { DIGEST_AREAS, type DigestData } from "./digests";
import type { Format } from "./units";

type Links = { page: string; unsubscribe: string };

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A week as a letter: subject, plain text and HTML that needs nothing from outside. */
export function digestLetter(isoWeek: string, data: DigestData, format: Format, links: Links) {
  const rows = DIGEST_AREAS.flatMap((area) => {
    const figure = data.areas[area];
    if (!figure.thisWeek && !figure.lastWeek && !figure.planned) return [];
    const text = (value: number | null) => oneText(figureText(value, figure.unit, format));
    const planned = figure.planned === undefined ? "" : text(figure.planned);
    const label = `${AREA_TITLES[area]}, ${figureTitle(area, figure.name).toLowerCase()}`;
    return [{ label, now: text(figure.thisWeek), before: text(figure.lastWeek), mean: text(figure.fourWeekMean), planned }];
  });
  const lede = data.standout ? standoutText(data.standout, format) : "Nothing stood out from the weeks before.";
  const title = `${weekTitle(isoWeek)}: ${weekDays(isoWeek, format)}`;
  const text = [
    title,
    "",
    lede,
    "",
    ...rows.map(
      ({ label, now, before, mean, planned }) =>
        `${label}: ${now} (week before ${before}, mean of four ${mean}${planned ? `, planned ${planned}` : ""})`,
    ),
    ...(rows.length === 0 ? ["Nothing was recorded."] : []),
    "",
    `The week with all its numbers: ${links.page}`,
    `No more of these letters: ${links.unsubscribe}`,
  ].join("\n");
  const cell = (value: string, style = "") =>
    `<td style="padding:6px 0 6px 16px;text-align:right;white-space:nowrap;${style}">${escaped(value)}</td>`;
  const head = ["This week", "Week before", "Mean of 4", "Planned"]
    .map((word) => cell(word, "color:#666;font-size:12px"))
    .join("");
  const body = rows
    .map(
      ({ label, now, before, mean, planned }) =>
        `<tr style="border-top:1px solid #ddd"><th style="text-align:left;font-weight:400;padding:6px 0">${escaped(label)}</th>${cell(now, "font-weight:600")}${cell(before)}${cell(mean)}${cell(planned)}</tr>`,
    )
    .join("");
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body style="font:14px/1.5 system-ui,sans-serif;color:#222;max-width:640px">
<h1 style="font-size:20px;margin:0 0 8px">${escaped(title)}</h1><p style="font-size:16px">${escaped(lede)}</p>
<table style="border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums"><tr><th></th>${head}</tr>${body}</table>
<p><a href="${escaped(links.page)}">The week with all its numbers</a></p><p style="color:#666;font-size:12px"><a style="color:#666" href="${escaped(links.unsubscribe)}">No more of these letters</a></p></body></html>`;
  return { subject: `${weekTitle(isoWeek)} in review`, text, html };
}
