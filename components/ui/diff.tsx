type DiffField = { label: string; before: string | null; after: string | null; unit?: string; note?: string };
type Props = { fields: DiffField[]; beforeLabel?: string; afterLabel?: string };

/** What changed, field by field. Fields that stayed the same are the caller's to leave out or to show. */
export function Diff({ fields, beforeLabel = "Before", afterLabel = "After" }: Props) {
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{beforeLabel}</th>
          <th scope="col">{afterLabel}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.label}>
            <th scope="row">
              {field.label}
              {field.note ? <small>{field.note}</small> : null}
            </th>
            <DiffCell
              label={beforeLabel}
              value={field.before}
              unit={field.unit}
              mark={field.before === field.after ? undefined : "del"}
            />
            <DiffCell
              label={afterLabel}
              value={field.after}
              unit={field.unit}
              mark={field.before === field.after ? undefined : "ins"}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DiffCell({
  label,
  value,
  unit,
  mark: Mark,
}: {
  label: string;
  value: string | null;
  unit?: string;
  mark?: "ins" | "del";
}) {
  const words = value === null || value === "" ? <span className="text-soft">empty</span> : value;
  return (
    <td data-label={label}>
      {Mark ? <Mark>{words}</Mark> : words}
      {unit && value ? <span className="unit"> {unit}</span> : null}
    </td>
  );
}
