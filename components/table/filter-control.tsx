type Common = { name: string; label: string; value?: string };
export type FilterField = Common &
  (
    | { type: "select"; options: readonly { value: string; label: string }[]; any?: string }
    | { type: "date" }
    | { type: "number"; unit?: string; min?: number; max?: number; step?: number | "any" }
  );

/** One native control with its label above. */
export function FilterControl({ field }: { field: FilterField }) {
  const unit = field.type === "number" ? field.unit : undefined;
  const id = `filter-${field.name}`;
  return (
    <div className="filter-field">
      <label htmlFor={id}>{field.label}</label>
      <span className={field.type === "select" ? "control select" : "control"} data-unit={unit}>
        {field.type === "select" ? (
          <select id={id} name={field.name} defaultValue={field.value ?? ""}>
            <option value="">{field.any ?? "Any"}</option>
            {field.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            id={id}
            type={field.type}
            name={field.name}
            defaultValue={field.value}
            {...(field.type === "number"
              ? { min: field.min, max: field.max, step: field.step ?? "any", inputMode: "decimal" as const }
              : {})}
          />
        )}
      </span>
    </div>
  );
}
