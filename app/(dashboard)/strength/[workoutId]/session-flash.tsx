import { Flash } from "@/components/ui/toast";
import { unrestore } from "../actions";

type Props = { session: { id: string; version: number; deletedAt: Date | null }; done?: string | string[] };

/** That a session was saved, with the way back: said once, while the version is the one that saving made. */
export function SessionFlash({ session: { id, version, deletedAt }, done }: Props) {
  if (Number(done) !== version || deletedAt) return null;
  return <Flash message="Session saved." undo={unrestore} fields={{ id, from: String(version - 1) }} />;
}
