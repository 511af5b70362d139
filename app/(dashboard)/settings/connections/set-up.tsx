/** What whoever runs this Almanac does once, so that people can connect a provider. */
export function SetUp({ name, steps }: { name: string; steps: readonly string[] }) {
  return (
    <div className="max-w-text">
      <p className="font-semibold">{name} is not set up on this server</p>
      <ol className="mt-2 list-decimal pl-5 text-soft">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
