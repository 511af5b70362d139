import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import { plainName } from "@/integrations/files/plain-text";
import { ask, type HttpAnswer, HttpFailure, type HttpRequest } from "@/integrations/http";
import type { ProviderContract } from "@/integrations/provider";
import { retryAfter } from "@/integrations/retry-after";
import { env } from "@/lib/env";
import { userInfo } from "./schema";
import { hevySteps } from "./sync";

const HOUR_MS = 3_600_000;

const REFUSED =
  "Hevy refuses the key. Keys belong to Hevy Pro and end with it. Make one at hevy.com/settings?developer and save it here; or upload Hevy's CSV, which everybody can export.";

const LIMITED = "Hevy answers no more requests for a while. Almanac goes on by itself later.";

/** Hevy: an API key of the person's, no OAuth, no limits that are told. */
export const hevy: ProviderContract = {
  id: "hevy",
  entrance: { kind: "key", identify: identifyKey },
  authorize,
  judge,
  steps: hevySteps,
  everyMs: HOUR_MS,
};

function authorize(request: HttpRequest, apiKey: string): HttpRequest {
  return { ...request, headers: { ...request.headers, "api-key": apiKey } };
}

/** A bad key is answered in plain text. The usual judgement is right for all the rest. */
function judge({ status, headers }: HttpAnswer, now: Date): ProviderFailure | null {
  if (isRefusal(status)) return new ProviderFailure("needs_reconnect", REFUSED);
  return status === 429 ? new ProviderFailure("rate_limited", LIMITED, retryAfter(headers, now)) : null;
}

const isRefusal = (status: number) => status === 401 || status === 403;

/** Whose key it is. @throws ProviderFailure "needs_reconnect" for a key that is none, "transient" while Hevy does not answer */
async function identifyKey(apiKey: string) {
  if (!/^[\x21-\x7e]{8,200}$/.test(apiKey)) throw new ProviderFailure("needs_reconnect", REFUSED);
  const answer = await askWith(apiKey, "/v1/user/info");
  if (answer.status === 404) {
    // The address is younger than the others. A key that opens one of those is one, whoever's it is.
    const { status } = await askWith(apiKey, "/v1/workouts/count");
    if (status === 200) return { externalId: null, externalName: null };
  }
  if (answer.status !== 200) {
    throw new ProviderFailure(
      "transient",
      `Hevy has trouble of its own at the moment (status ${answer.status}). Try again later.`,
    );
  }
  const { id, name } = readJson(answer, userInfo, "hevy").data;
  return { externalId: id, externalName: plainName(name) };
}

async function askWith(apiKey: string, path: string): Promise<HttpAnswer> {
  let answer: HttpAnswer;
  try {
    answer = await ask(authorize({ url: `${env().HEVY_API_URL}${path}` }, apiKey));
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    throw new ProviderFailure("transient", `Hevy could not be reached: ${error.message}. Try again in a moment.`);
  }
  if (isRefusal(answer.status)) throw new ProviderFailure("needs_reconnect", REFUSED);
  return answer;
}
