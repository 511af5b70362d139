import type { Provider } from "@/domain/connections";
import { env } from "@/lib/env";

/** Where a provider sends a person back to, letter for letter as it is registered there. */
export function redirectUriOf(provider: Provider): string {
  return `${env().APP_URL}/api/connect/${provider}/callback`;
}
