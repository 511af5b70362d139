import { GOAL_STATUSES, type GoalStatus } from "@/domain/goals";
import { STATUS_NAMES } from "./goal-words";

/** Which goals the list shows: those that stand so, or all. */
export type GoalView = GoalStatus | "all";

export const GOAL_VIEWS: { key: GoalView; label: string }[] = [
  ...GOAL_STATUSES.map((key) => ({ key, label: STATUS_NAMES[key] })),
  { key: "all", label: "All" },
];

/** The list as its address says; what makes no sense shows the active ones. */
export function readGoalView(status: string | string[] | undefined): GoalView {
  return GOAL_VIEWS.find(({ key }) => key === status)?.key ?? "active";
}
