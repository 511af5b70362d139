import { ConfirmByName } from "@/components/ui/dialog";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";
import { eraseIt } from "./actions";

/** Asks by name before what a connection brought is erased. */
export function EraseDialog({ provider }: { provider: Provider }) {
  const name = PROVIDER_NAMES[provider];
  return (
    <ConfirmByName
      id={`erase-${provider}`}
      title={`Disconnect ${name} and delete its data`}
      name={name}
      label="Disconnect and delete"
      action={eraseIt}
      fields={{ provider }}
    >
      <p>
        Everything that only this connection told is erased with its history, your edits of it too. What a file or an archive
        tells as well stays, and so do shoes. This cannot be undone.
      </p>
    </ConfirmByName>
  );
}
