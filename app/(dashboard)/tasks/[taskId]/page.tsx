import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField, SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { CheckGroup, FormActions, FormRow } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { asUser } from "@/db/client";
import { listGoalNames } from "@/db/goals";
import { getTaskEvenDeleted } from "@/db/tasks";
import { describeRepeat } from "@/domain/repeat-words";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { orNotFound } from "../../_view/or-not-found";
import { uuidOf } from "../../_view/uuid-of";
import { discard, edit } from "../actions";
import { repeatWords } from "../task-form";
import { TaskHead } from "../task-head";

export const metadata: Metadata = { title: "Task" };

const STATUSES = [
  { value: "todo", label: "To do" },
  { value: "doing", label: "Doing" },
  { value: "done", label: "Done" },
  { value: "cancelled", label: "Cancelled" },
];
const PRIORITIES = ["None", "Low", "Medium", "High"].map((label, value) => ({ value: String(value), label }));

/** One task, to be read and changed. */
export default async function TaskPage({ params }: { params: Promise<{ taskId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).taskId);
  const load = asUser(actor, async (tx) => ({ task: await getTaskEvenDeleted(tx, id), goals: await listGoalNames(tx) }));
  const { task, goals } = await orNotFound(load);
  const words = [
    `Made ${momentText(task.createdAt, visitor)}`,
    task.completedAt ? `done ${momentText(task.completedAt, visitor)}` : null,
    task.repeat ? describeRepeat(task.repeat, task.repeatFrom).toLowerCase() : null,
  ];
  return (
    <>
      <TaskHead task={task} current="task" range={words.filter((word) => word !== null).join(", ")} />
      {task.deletedAt ? (
        <p className="reflection-text mt-4" dir="auto">
          {task.notes ?? "It has no notes."}
        </p>
      ) : (
        <ActionForm action={edit} key={task.version}>
          <input type="hidden" name="id" value={id} />
          <VersionField version={task.version} />
          <div className="wide-field">
            <TextField label="Title" name="title" defaultValue={task.title} dir="auto" required />
          </div>
          <FormRow>
            <TextField
              label="Due"
              name="dueDate"
              defaultValue={task.dueDate ?? ""}
              help="A day: tomorrow, fri, in 3 days, 24 dec, 2026-12-24. Empty for none."
            />
            <TextField
              label="Repeat"
              name="repeat"
              defaultValue={repeatWords(task)}
              help="Every weekday, every 2 weeks, every month on the 1st, every 3 days after completion; or a rule of RFC 5545. Empty for never."
            />
          </FormRow>
          <FormRow>
            <SelectField label="Priority" name="priority" defaultValue={String(task.priority)} options={PRIORITIES} />
            <SelectField label="Status" name="status" defaultValue={task.status} options={STATUSES} />
          </FormRow>
          <div className="wide-field">
            <TextAreaField label="Notes" name="notes" defaultValue={task.notes ?? ""} rows={6} dir="auto" />
          </div>
          {goals.length > 0 ? (
            <CheckGroup legend="Goals">
              {goals
                .filter(({ id: goal, status }) => status === "active" || task.goalIds.includes(goal))
                .map((goal) => (
                  <CheckField
                    key={goal.id}
                    label={goal.title}
                    name="goalIds[]"
                    value={goal.id}
                    defaultChecked={task.goalIds.includes(goal.id)}
                  />
                ))}
            </CheckGroup>
          ) : null}
          <FormError />
          <FormActions>
            <SubmitButton pending="Saving…">Save</SubmitButton>
          </FormActions>
        </ActionForm>
      )}
      {task.deletedAt ? null : (
        <div className="mt-8">
          <ActionButton action={discard} fields={{ id }} variant="danger" icon="trash">
            Delete task
          </ActionButton>
        </div>
      )}
    </>
  );
}
