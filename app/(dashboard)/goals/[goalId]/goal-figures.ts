import { type Goal, standing } from "@/domain/goals";
import { daysBetween } from "@/domain/time-zones";
import { type Format, formatDate, formatNumber } from "@/domain/units";
import { counted } from "../../_view/words";
import { goalAmount, rowsHref } from "../goal-words";

type Figure = { label: string; value: string; unit?: string; range?: string; href?: string };

/** Figures of a goal: how far, against a steady pace, what each day left asks for, and where the pace leads. */
export function goalFigures(goal: Goal, today: string, format: Format): Figure[] {
  const { target, share, ahead, perDay, forecast, status } = standing(goal, today);
  const amount = (value: number) => goalAmount(goal, value, format);
  const figures: Figure[] = [
    {
      label: "Progress",
      ...amount(goal.value),
      range: target > 0 ? `of ${amount(target).value}, ${formatNumber(share * 100, format.locale)} %` : "no task linked yet",
      href: rowsHref(goal, today),
    },
  ];
  if (ahead !== null && status === "active") {
    figures.push({ label: ahead < 0 ? "Behind" : "Ahead", ...amount(Math.abs(ahead)), range: "of a steady pace, today" });
  }
  if (perDay !== null && goal.endDate !== null && status === "active") {
    const from = goal.startDate > today ? goal.startDate : today;
    const left = counted(daysBetween(from, goal.endDate) + 1, "day", format);
    figures.push({
      label: "Each day left",
      ...amount(perDay),
      range: `${left} until ${formatDate(goal.endDate, format.locale)}`,
    });
  }
  if (status === "active" && target > 0) {
    figures.push({
      label: "Forecast",
      value: forecast ? formatDate(forecast, format.locale) : "–",
      range: forecast ? "at the pace so far" : "no pace yet to go by",
    });
  }
  return figures;
}
