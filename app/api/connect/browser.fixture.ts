import { NextRequest } from "next/server";
import { cookieName, sealSession, sessionHashOf } from "@/app/_auth/cookie";
import { findSession } from "@/db/accounts";
import { type TestUser, webQuery } from "@/db/testing";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { GET as comeBack } from "./[provider]/callback/route";
import { GET as begin } from "./[provider]/route";

type Provider = "google" | "strava";

/** For tests: a browser, its cookies, and where answers lead it. */
export class Browser {
  readonly cookies = new Map<string, string>();

  static async of(user: Pick<TestUser, "id">): Promise<Browser> {
    const [browser, secret] = [new Browser(), newSecret()];
    await webQuery("select door.create_session($1, $2, $3, 60, null, 'test')", [newId(), sha256(secret), user.id]);
    browser.cookies.set(cookieName(), await sealSession(secret));
    return browser;
  }

  copy(): Browser {
    const other = new Browser();
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  private request(address: string): NextRequest {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new NextRequest(address, { headers: { cookie, "sec-fetch-site": "same-origin" } });
  }

  private take(answer: Response): string {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer.headers.get("location") ?? "";
  }

  async begin(provider: Provider, purpose: string): Promise<string> {
    const request = this.request(`http://localhost:3000/api/connect/${provider}?for=${purpose}`);
    return this.take(await begin(request, { params: Promise.resolve({ provider }) }));
  }

  /** Answers the path and query that it is led to. */
  async comeBack(address: string, provider = /connect\/(\w+)\//.exec(address)?.[1] ?? ""): Promise<string> {
    const led = this.take(await comeBack(this.request(address), { params: Promise.resolve({ provider }) }));
    return led.replace("http://localhost:3000", "");
  }

  async who(): Promise<string | null> {
    const hash = await sessionHashOf(this.cookies.get(cookieName()));
    return hash ? ((await findSession(hash))?.userId ?? null) : null;
  }
}
