import type { ReactNode } from "react";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";

type Props = {
  provider: Provider;
  again?: boolean;
  purpose?: "connect" | "link" | "sign-in" | "confirm";
  label?: string;
  variant?: ButtonVariant;
  /** Hidden fields that go along. */
  children?: ReactNode;
};

/** A form, not a link: the browser is sent on to the provider, also without scripts. */
export function ConnectButton({ provider, again, purpose = "connect", label, variant = "main", children }: Props) {
  return (
    <form action={`/api/connect/${provider}`} method="get" data-hard>
      {purpose === "connect" ? null : <input type="hidden" name="for" value={purpose} />}
      {children}
      <Button type="submit" variant={variant}>
        {label ?? (again ? `Connect ${PROVIDER_NAMES[provider]} again` : `Connect ${PROVIDER_NAMES[provider]}`)}
      </Button>
    </form>
  );
}
