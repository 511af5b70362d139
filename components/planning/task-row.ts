/** A task as a list shows it: everything as words already. */
export type TaskLine = {
  id: string;
  title: string;
  done: boolean;
  cancelled: boolean;
  /** Under which heading it stands. */
  group: string;
  due: string | null;
  overdue: boolean;
  /** 0 none to 3 high. */
  priority: number;
  repeat: string | null;
  goals: { id: string; title: string }[];
};
