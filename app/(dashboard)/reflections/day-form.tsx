import { MOODS } from "@/components/planning/moods";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField, TextAreaField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { CheckGroup, FormActions } from "@/components/ui/form-layout";
import { KeepWords } from "@/components/ui/keep-words";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import type { Reflection } from "@/domain/reflections";
import { remove, save, undelete } from "./actions";

type Named = { id: string; title: string };
/** What a day may be linked to: what happened on it first, then what is going on. */
export type Linkable = { tasks: Named[]; goals: Named[]; habits: Named[] };

type Props = { owner: string; date: string; reflection: Reflection | null; linkable: Linkable };

/** How a day was: mood, words, and what it had to do with. */
export function DayForm({ owner, date, reflection, linkable }: Props) {
  return (
    <>
      <ActionForm action={save} key={`${date} ${reflection?.version ?? 0}`}>
        <input type="hidden" name="id" value={reflection?.id ?? ""} />
        <input type="hidden" name="date" value={date} />
        <VersionField version={reflection?.version ?? 0} />
        <fieldset className="moods">
          <legend className="field-label">Mood</legend>
          {MOODS.map((word, mood) =>
            mood === 0 ? null : (
              <label key={word}>
                <input type="radio" name="mood" value={mood} defaultChecked={reflection?.mood === mood} />
                <span>
                  <b>{mood}</b> {word}
                </span>
              </label>
            ),
          )}
          <label>
            <input type="radio" name="mood" value="" defaultChecked={!reflection?.mood} />
            <span>Not said</span>
          </label>
        </fieldset>
        <div className="wide-field">
          <TextAreaField label="Text" name="text" rows={12} dir="auto" defaultValue={reflection?.text ?? ""} />
        </div>
        <details className="links" open={reflection !== null && countLinks(reflection) > 0}>
          <summary>Links to tasks, goals and habits</summary>
          <Links legend="Tasks" name="taskIds[]" all={linkable.tasks} chosen={reflection?.taskIds ?? []} />
          <Links legend="Goals" name="goalIds[]" all={linkable.goals} chosen={reflection?.goalIds ?? []} />
          <Links legend="Habits" name="habitIds[]" all={linkable.habits} chosen={reflection?.habitIds ?? []} />
        </details>
        <KeepWords owner={owner} name={`reflection ${date}`} version={reflection?.version ?? 0} />
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save</SubmitButton>
        </FormActions>
      </ActionForm>
      {reflection ? (
        <div className="mt-6">
          <ActionButton action={remove} undo={undelete} fields={{ id: reflection.id }} variant="danger" icon="trash">
            Delete this day
          </ActionButton>
        </div>
      ) : null}
    </>
  );
}

const countLinks = ({ taskIds, goalIds, habitIds }: Reflection) => taskIds.length + goalIds.length + habitIds.length;

function Links({ legend, name, all, chosen }: { legend: string; name: string; all: Named[]; chosen: string[] }) {
  if (all.length === 0) return null;
  return (
    <CheckGroup legend={legend}>
      {all.map(({ id, title }) => (
        <CheckField key={id} label={title} name={name} value={id} defaultChecked={chosen.includes(id)} />
      ))}
    </CheckGroup>
  );
}
