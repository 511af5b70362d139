import { Button, type ButtonVariant } from "@/components/ui/button";
import type { Provider } from "@/domain/connections";

/** Asks for this page with the form for a key: one at a time, so that two fields of the same name never stand on it. */
export function TypeKeyButton({ provider, label, variant }: { provider: Provider; label: string; variant: ButtonVariant }) {
  return (
    <form action={`/settings/connections#${provider}`} method="get">
      <input type="hidden" name="key" value={provider} />
      <Button type="submit" variant={variant}>
        {label}
      </Button>
    </form>
  );
}
