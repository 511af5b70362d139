import { Icon } from "../ui/icons";
import { type Preview, sizeText } from "./preview";

export type Chosen = { name: string; size: number; preview: Preview };

/** So many are named; of the rest only the count is told. */
const MOST_NAMED = 8;

/** What was chosen, before it is sent: kinds and sizes, and what will not work. */
export function ChosenFiles({ files, count, bytes }: { files: Chosen[]; count: number; bytes: number }) {
  if (count === 0) return null;
  const problems = files.filter((file) => file.preview.problem);
  const named = [...problems, ...files.filter((file) => !file.preview.problem)].slice(0, MOST_NAMED);
  return (
    <section aria-label="Chosen files" className="mt-4">
      <p className="font-semibold">
        {count === 1 ? "1 file" : `${count} files`} · {sizeText(bytes)}
      </p>
      <ul className="mt-2">
        {named.map(({ name, size, preview }) => (
          <li key={`${name} ${size}`} className="flex flex-wrap items-baseline gap-x-2 border-t border-line py-1.5">
            <span className="min-w-0 flex-1 truncate max-sm:basis-full">{name}</span>
            <span className={preview.problem ? "text-warn" : "text-soft"}>
              {preview.problem ? <Icon name="warning" size={14} className="mr-1 inline" /> : null}
              {preview.problem ?? [preview.kind, preview.detail].filter(Boolean).join(", ")}
            </span>
            <span className="tabular w-20 text-right text-soft">{sizeText(size)}</span>
          </li>
        ))}
        {count > named.length ? <li className="border-t border-line py-1.5 text-soft">and {count - named.length} more</li> : null}
      </ul>
    </section>
  );
}
