type Option = { value: string; label: string; help?: string };

/** One choice of a few, all in sight. */
export function RadioGroup({
  legend,
  name,
  value,
  options,
}: {
  legend: string;
  name: string;
  value: string;
  options: readonly Option[];
}) {
  return (
    <fieldset className="check-group">
      <legend className="field-label">{legend}</legend>
      <div className="check-list">
        {options.map((option) => (
          <div key={option.value} className="check">
            <input
              type="radio"
              id={`${name}-${option.value}`}
              name={name}
              value={option.value}
              defaultChecked={option.value === value}
              aria-describedby={option.help ? `${name}-${option.value}-help` : undefined}
            />
            <div>
              <label htmlFor={`${name}-${option.value}`}>{option.label}</label>
              {option.help ? (
                <p className="field-help" id={`${name}-${option.value}-help`}>
                  {option.help}
                </p>
              ) : null}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
