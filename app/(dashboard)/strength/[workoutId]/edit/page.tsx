import type { Metadata } from "next";
import { ExerciseFields } from "@/components/strength/exercise-fields";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { TextAreaField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions, FormRow } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { asUser } from "@/db/client";
import { getStrengthWorkout } from "@/db/strength";
import { listExercises } from "@/db/strength-records";
import { weightUnit } from "@/domain/weights";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { formatOf } from "../../../_view/visitor-format";
import { edit } from "../../actions";
import { sessionTexts } from "../../session-form";
import { exerciseTexts } from "../../set-form";
import { sessionMoment } from "../session-head";
import { ownFields } from "./own-fields";
import { SetByYou } from "./set-by-you";

export const metadata: Metadata = { title: "Edit session" };

/** The form of a session. It sends the version it showed, so that nobody's change is lost when two edit at once. */
export default async function EditSessionPage({ params }: { params: Promise<{ workoutId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).workoutId);
  const load = asUser(actor, async (tx) => ({ session: await getStrengthWorkout(tx, id), known: await listExercises(tx) }));
  const { session, known } = await orNotFound(load);
  const format = formatOf(visitor);
  const href = `/strength/${encodeURIComponent(id)}`;
  const texts = sessionTexts(session, format);
  const own = ownFields(session, format);
  const help = (field: string, words?: string) => {
    const said = own.find((one) => one.field === field && one.differs)?.said;
    return (
      [words, said === undefined ? "" : `You set this. The source says ${said ?? "nothing"}.`].filter(Boolean).join(" ") ||
      undefined
    );
  };

  return (
    <>
      <PageHead
        title={`Edit ${session.title}`}
        range={sessionMoment(session, visitor)}
        area="strength"
        back={{ href, label: session.title }}
      />
      <ActionForm action={edit}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="base" value={session.version} />
        <VersionField version={session.version} />
        <TextField
          label="Title"
          name="title"
          defaultValue={texts.title}
          required
          maxLength={200}
          help={help("title")}
          autoComplete="off"
        />
        <FormRow>
          <TextField
            label="Start"
            name="startAt"
            type="datetime-local"
            step={1}
            required
            defaultValue={texts.startAt}
            help={help("startAt", `On the clock of ${session.timeZone}.`)}
          />
          <TextField
            label="End"
            name="endAt"
            type="datetime-local"
            step={1}
            defaultValue={texts.endAt}
            help={help("endAt", "Empty where nobody knows it.")}
          />
        </FormRow>
        <TextAreaField
          label="Notes"
          name="description"
          defaultValue={texts.description}
          help={help("description")}
          maxLength={20_000}
        />
        <ExerciseFields
          exercises={exerciseTexts(session.exercises, format)}
          known={known.map(({ title }) => title)}
          units={{ weight: weightUnit(format.units), distance: format.units }}
        />
        <TextField label="Reason" name="reason" maxLength={500} help="Optional; the history shows it." autoComplete="off" />
        <FormError />
        <FormActions>
          <SubmitButton pending="Saving…">Save</SubmitButton>
          <ButtonLink href={href} variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
      <SetByYou session={session} own={own} />
    </>
  );
}
