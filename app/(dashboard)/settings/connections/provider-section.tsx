import { ConnectButton } from "@/components/connections/connect-button";
import { StateBadge } from "@/components/connections/state-badge";
import { ActionButton } from "@/components/ui/action-button";
import { Dialog, DialogButton } from "@/components/ui/dialog";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { Visitor } from "@/db/accounts";
import type { Connection } from "@/db/connections";
import { asksForPerson, canErase, PROVIDER_NAMES, type Provider } from "@/domain/connections";
import { endIt, syncNow } from "./actions";
import { connectionFacts } from "./connection-facts";
import { EraseDialog } from "./erase-dialog";
import { KeyForm } from "./key-form";
import type { ProviderView } from "./load";
import { PolicyForm } from "./policy-form";
import { wordsOf } from "./provider-words";
import { SetUp } from "./set-up";
import { TypeKeyButton } from "./type-key-button";

type Props = {
  view: ProviderView;
  now: Date;
  visitor: Visitor;
  /** Whose key is being typed on this page: one form at a time. */
  typing: Provider | null;
  /** What there is to say and to press of this provider alone. */
  own?: React.ReactNode;
  children?: React.ReactNode;
};

/** One provider: not set up, to be connected, or connected with all that can be said and pressed. */
export function ProviderSection({ view, now, visitor, typing, own, children }: Props) {
  const { provider, connection, entrance } = view;
  const name = PROVIDER_NAMES[provider];
  const words = wordsOf(provider);
  return (
    <Section
      id={provider}
      title={name}
      aside={connection ? <StateBadge state={connection.state} syncing={connection.syncing} /> : null}
    >
      <div className="grid gap-4">
        <p className="max-w-text text-soft">{words.brings}</p>
        {connection ? (
          <Connected view={view} connection={connection} now={now} visitor={visitor} />
        ) : (
          <Unconnected view={view} typing={typing} />
        )}
        {own}
        {!connection && entrance === "key" && words.setUp.length > 0 ? (
          <details>
            <summary className="cursor-pointer text-soft">Connect without a key</summary>
            <div className="mt-2">
              <SetUp name={`${name}'s consent page`} steps={words.setUp} />
            </div>
          </details>
        ) : null}
        {words.terms ? (
          <details>
            <summary className="cursor-pointer text-soft">What {name}'s terms mean</summary>
            <p className="mt-2 max-w-text text-soft">{words.terms}</p>
          </details>
        ) : null}
        {connection ? <PolicyForm connection={connection} /> : null}
        {words.links.length > 0 && !connection ? (
          <p className="flex flex-wrap gap-x-4">
            {words.links.map(({ href, label }) => (
              <a
                key={href}
                className="underline"
                href={href}
                {...(href.startsWith("http") ? { target: "_blank", rel: "noreferrer" } : {})}
              >
                {label}
              </a>
            ))}
          </p>
        ) : null}
        {children}
      </div>
    </Section>
  );
}

/** The ways in: by consent, by a key in a dialog, or by a key and an address in a form that this page is asked for. */
function Unconnected({ view, typing }: Pick<Props, "view" | "typing">) {
  const { provider, entrance, byKey } = view;
  const name = PROVIDER_NAMES[provider];
  if (entrance === null) return <SetUp name={name} steps={wordsOf(provider).setUp} />;
  if (typing === provider && byKey) return <KeyForm provider={provider} label="Save" anyServer={byKey.anyServer} />;
  if (entrance === "oauth") {
    return (
      <div className="flex flex-wrap gap-2">
        <ConnectButton provider={provider} />
        {byKey ? <TypeKeyButton provider={provider} label="Use an API key or another server" variant="plain" /> : null}
      </div>
    );
  }
  if (byKey?.anyServer || typing !== null) return <TypeKeyButton provider={provider} label={`Connect ${name}`} variant="main" />;
  return (
    <div>
      <DialogButton opens={`connect-${provider}`} variant="main">
        {`Connect ${name}`}
      </DialogButton>
      <Dialog id={`connect-${provider}`} title={`Connect ${name}`}>
        <KeyForm provider={provider} label="Save" />
      </Dialog>
    </div>
  );
}

function Connected({
  view,
  connection,
  now,
  visitor,
}: {
  view: ProviderView;
  connection: Connection;
  now: Date;
  visitor: Visitor;
}) {
  const { provider, dead } = view;
  const name = PROVIDER_NAMES[provider];
  const consents = view.entrance === "oauth" && !(view.typed && view.byKey);
  const asks = asksForPerson(connection.state);
  return (
    <>
      {connection.reason ? (
        <Notice tone={asks || connection.state === "app_inactive" ? "bad" : "warn"} title={connection.reason}>
          <p>What is here already is safe.</p>
        </Notice>
      ) : null}
      {dead.length > 0 ? (
        <Notice tone="warn" title={`${dead.length} ${dead.length === 1 ? "thing" : "things"} could not be fetched`}>
          <p>
            <a className="underline" href="/settings/connections/health#failed">
              See which, and try again
            </a>
          </p>
        </Notice>
      ) : null}
      <Facts items={connectionFacts(view, connection, now, visitor)} prose />
      <div className="flex flex-wrap gap-2">
        {asks && consents ? <ConnectButton provider={provider} again /> : null}
        {asks ? null : (
          <>
            <ActionButton action={syncNow} fields={{ provider }} variant="main">
              {`Sync ${name} now`}
            </ActionButton>
            <ActionButton action={syncNow} fields={{ provider, full: "yes" }}>
              {`Sync all of ${name} again`}
            </ActionButton>
            {consents ? (
              <ConnectButton
                provider={provider}
                again
                variant="plain"
                label={provider === "wakatime" ? "Re-authorise" : undefined}
              />
            ) : null}
          </>
        )}
        <ActionButton action={endIt} fields={{ provider }} pending="Disconnecting…">
          {`Disconnect ${name}`}
        </ActionButton>
        {canErase(provider) ? (
          <DialogButton opens={`erase-${provider}`} variant="quiet">
            Disconnect and delete its data
          </DialogButton>
        ) : null}
      </div>
      {canErase(provider) ? <EraseDialog provider={provider} /> : null}
      {asks && !consents && view.byKey ? (
        <KeyForm provider={provider} label="Save" anyServer={view.byKey.anyServer} serverAddress={connection.serverAddress} />
      ) : null}
    </>
  );
}
