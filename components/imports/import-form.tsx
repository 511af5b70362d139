"use client";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "../ui/button";
import { FileField } from "../ui/file-field";
import { FormActions, FormRow } from "../ui/form-layout";
import { useGo } from "../ui/go";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { type Chosen, ChosenFiles } from "./chosen-files";
import { MOST_BYTES, previewFile, sizeText } from "./preview";
import { type Sending, sendFiles } from "./send-files";

/** So many files are looked into before sending; thousands would keep the disk busy for nothing. */
const MOST_PREVIEWED = 200;

type State = { chosen: Chosen[]; count: number; bytes: number };
const NOTHING: State = { chosen: [], count: 0, bytes: 0 };

const filesOf = (form: HTMLFormElement) =>
  new FormData(form)
    .getAll("file")
    .filter((entry): entry is File => entry instanceof File && (entry.name !== "" || entry.size > 0));

/**
 * Chooses files, shows what they are, sends them and goes to their import. Without scripts it is a plain form that does the same but
 * for the preview and the progress.
 */
export function ImportForm() {
  const go = useGo();
  const [state, setState] = useState(NOTHING);
  const [sent, setSent] = useState<{ bytes: number; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useRef<Sending | null>(null);

  async function look(form: HTMLFormElement): Promise<void> {
    const files = filesOf(form);
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    setProblem(bytes > MOST_BYTES ? `Together the files are larger than 2 GB (${sizeText(bytes)}). Import them in parts.` : null);
    const chosen = await Promise.all(
      files.slice(0, MOST_PREVIEWED).map(async (file) => ({
        name: file.webkitRelativePath || file.name,
        size: file.size,
        preview: await previewFile(file),
      })),
    );
    setState({ chosen, count: files.length, bytes });
  }

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const files = filesOf(event.currentTarget);
    if (files.length === 0) {
      setProblem("Choose at least one file first.");
      return;
    }
    const form = new FormData();
    for (const file of files) form.append("file", file, file.webkitRelativePath || file.name);
    setProblem(null);
    setSent({ bytes: 0, total: state.bytes });
    sending.current = sendFiles(form, (bytes, total) => setSent({ bytes, total }));
    const answer = await sending.current.answer;
    if ("id" in answer) go(`/import/${answer.id}`);
    else {
      setSent(null);
      setProblem(answer.problem);
    }
  }

  const busy = sent !== null;
  return (
    <form
      method="post"
      action="/api/imports"
      encType="multipart/form-data"
      onSubmit={(event) => void send(event)}
      onChange={(event) => void look(event.currentTarget)}
    >
      <FormRow>
        <FileField
          label="Files"
          name="file"
          multiple
          disabled={busy}
          help="FIT, GPX and TCX files, zip archives, a Strava archive, the CSV of MapMyFitness or Hevy, or a WakaTime data dump. 2 GB at most."
        />
        <FileField
          label="Folder"
          name="file"
          directory
          multiple
          disabled={busy}
          prompt="Choose a whole folder"
          help="Everything in it and in the folders below it."
        />
      </FormRow>
      {problem ? (
        <div className="mt-4" role="alert">
          <Notice tone="bad" title="These files were not imported">
            <p>{problem}</p>
          </Notice>
        </div>
      ) : null}
      <div className="min-h-16 pt-4" aria-live="polite">
        {sent ? (
          <Progress
            label="Upload"
            done={sent.bytes}
            total={sent.total}
            text={
              sent.bytes < sent.total ? `${sizeText(sent.bytes)} of ${sizeText(sent.total)} sent` : "All sent, opening the import"
            }
          />
        ) : (
          <FormActions>
            <Button type="submit" variant="main" icon="tray" disabled={busy}>
              Import
            </Button>
          </FormActions>
        )}
        {sent ? (
          <Button variant="quiet" onClick={() => sending.current?.stop()}>
            Stop
          </Button>
        ) : null}
      </div>
      <ChosenFiles files={state.chosen} count={state.count} bytes={state.bytes} />
    </form>
  );
}
