import { Button } from "@/components/ui/button";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";

type Props = { provider: Provider; again?: boolean; purpose?: "connect" | "link" | "sign-in"; label?: string };

/** A form, not a link: the browser is sent on to the provider, also without scripts. */
export function ConnectButton({ provider, again, purpose = "connect", label }: Props) {
  return (
    <form action={`/api/connect/${provider}`} method="get" data-hard>
      {purpose === "connect" ? null : <input type="hidden" name="for" value={purpose} />}
      <Button type="submit" variant={purpose === "connect" ? "main" : "plain"}>
        {label ?? (again ? `Connect ${PROVIDER_NAMES[provider]} again` : `Connect ${PROVIDER_NAMES[provider]}`)}
      </Button>
    </form>
  );
}
