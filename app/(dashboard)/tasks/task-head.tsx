import { ActionButton } from "@/components/ui/action-button";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import type { Task } from "@/domain/tasks";
import { act, undelete, undo } from "./actions";

/** Title of a task's pages, with what can be done at once. */
export function TaskHead({ task, current, range }: { task: Task; current: "task" | "history"; range?: string }) {
  const path = `/tasks/${task.id}`;
  const open = task.status !== "done";
  return (
    <PageHead
      title={task.title}
      area="planning"
      range={range}
      back={{ href: task.deletedAt ? "/tasks/deleted" : "/tasks", label: task.deletedAt ? "Deleted tasks" : "Tasks" }}
      action={
        task.deletedAt ? (
          <ActionButton action={undelete} fields={{ id: task.id }} variant="main">
            Bring it back
          </ActionButton>
        ) : (
          <ActionButton
            action={act}
            undo={undo}
            fields={{ ids: task.id, verb: open ? "complete" : "reopen" }}
            variant={open ? "main" : "plain"}
            icon={open ? "check" : "undo"}
          >
            {open ? "Done" : "Reopen"}
          </ActionButton>
        )
      }
      tabs={
        <Tabs
          label="Task"
          items={[
            { href: path, label: "Task", current: current === "task" },
            { href: `${path}/history`, label: "History", current: current === "history", count: String(task.version) },
          ]}
        />
      }
    />
  );
}
