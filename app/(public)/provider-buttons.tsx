import { ConnectButton } from "@/components/connections/connect-button";
import { BrowserTimeZone } from "@/components/settings/browser-time-zone";
import { PROVIDER_NAMES } from "@/domain/connections";
import type { SignInProvider } from "../_auth/sign-in-providers";

type Props = { providers: readonly SignInProvider[]; from?: string; children?: React.ReactNode };

/** The ways in by a service that says who somebody is; nothing where none is set up. */
export function ProviderButtons({ providers, from, children }: Props) {
  if (providers.length === 0) return null;
  return (
    <div className="mt-6 border-t border-line pt-6">
      {children ? <p className="mb-4 text-soft">{children}</p> : null}
      <div className="flex flex-wrap gap-2">
        {providers.map(({ provider }) => (
          <ConnectButton
            key={provider}
            provider={provider}
            purpose="sign-in"
            variant="plain"
            label={`Sign in with ${PROVIDER_NAMES[provider]}`}
          >
            {from && from !== "/" ? <input type="hidden" name="from" value={from} /> : null}
            <BrowserTimeZone />
          </ConnectButton>
        ))}
      </div>
    </div>
  );
}
