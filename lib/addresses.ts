import { BlockList, isIP } from "node:net";

const lists = new WeakMap<readonly string[], BlockList>();

function listOf(trusted: readonly string[]): BlockList {
  const known = lists.get(trusted);
  if (known) return known;
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (!isIP(address)) continue;
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  lists.set(trusted, list);
  return list;
}

/** IPv4 addresses that arrive through an IPv6 socket as plain IPv4; without the port that some proxies write behind an address. */
function plain(text: string): string {
  const written = text.trim();
  const [, inBrackets, beforePort] = /^(?:\[([^\]]*)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(written) ?? [];
  const address = inBrackets ?? beforePort ?? written;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

const isLoopback = (address: string) => address === "::1" || /^127\.\d+\.\d+\.\d+$/.test(address);

/**
 * Whether a request was made on this machine: its address is a loopback one, and no proxy on this machine, trusted or not, says that it
 * asks for somebody elsewhere.
 */
export function isFromHere(address: string | null, headers: { get(name: string): string | null }): boolean {
  if (address === null || !isLoopback(plain(address))) return false;
  if (["forwarded", "via", "x-real-ip"].some((name) => headers.get(name) !== null)) return false;
  return (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map(plain)
    .every((hop) => hop === "" || isLoopback(hop));
}

/**
 * The address of the person: the socket's peer, unless the peer is a trusted proxy; then the last entry of X-Forwarded-For that is
 * not one. What an untrusted client writes into the header is never believed.
 */
export function clientAddress(peer: string | null, forwardedFor: string | null, trusted: readonly string[]): string | null {
  if (!peer || !isIP(plain(peer))) return null;
  const list = listOf(trusted);
  const isTrusted = (address: string) => isIP(address) > 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  let address = plain(peer);
  const hops = (forwardedFor ?? "").split(",").map(plain).filter(Boolean);
  while (isTrusted(address)) {
    const next = hops.pop();
    if (next === undefined || !isIP(next)) break;
    address = next;
  }
  return address;
}
