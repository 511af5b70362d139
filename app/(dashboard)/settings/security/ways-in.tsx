import { ConnectButton } from "@/components/connections/connect-button";
import { ActionButton } from "@/components/ui/action-button";
import type { Visitor } from "@/db/accounts";
import type { ExternalIdentity } from "@/db/identities";
import type { Account } from "@/db/profile";
import { PROVIDER_NAMES } from "@/domain/connections";
import type { SignInProvider } from "../../../_auth/sign-in-providers";
import { momentText } from "../../_view/moments";
import { unlink } from "./actions";

type Props = {
  account: Account;
  identities: ExternalIdentity[];
  providers: readonly SignInProvider[];
  fresh: boolean;
  visitor: Visitor;
};

/** All ways in to this account, and what can be added. */
export function WaysIn({ account, identities, providers, fresh, visitor }: Props) {
  const linked = identities.filter(({ signsIn }) => signsIn);
  const open = providers.filter(({ provider }) => !linked.some((one) => one.provider === provider));
  return (
    <ul className="divide-y divide-line border-y border-line">
      <Way
        title="Email and password"
        note={account.hasPassword ? account.email : "No password yet. Set one below, and nothing depends on a service."}
      />
      {linked.map(({ provider, externalId, label, createdAt }) => (
        <Way
          key={`${provider} ${externalId}`}
          title={PROVIDER_NAMES[provider]}
          note={`${label ?? externalId} · since ${momentText(createdAt, visitor)}`}
        >
          <ActionButton action={unlink} fields={{ provider, externalId }} pending="Unlinking…">
            {`Unlink ${PROVIDER_NAMES[provider]}`}
          </ActionButton>
        </Way>
      ))}
      {open.map(({ provider }) => (
        <Way key={provider} title={PROVIDER_NAMES[provider]} note="Not linked.">
          {fresh ? (
            <ConnectButton provider={provider} purpose="link" variant="plain" label={`Link ${PROVIDER_NAMES[provider]}`} />
          ) : null}
        </Way>
      ))}
    </ul>
  );
}

function Way({ title, note, children }: { title: string; note: string | null; children?: React.ReactNode }) {
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <div className="grow">
        <p className="font-semibold">{title}</p>
        <p className="text-12 text-soft">{note}</p>
      </div>
      {children}
    </li>
  );
}
