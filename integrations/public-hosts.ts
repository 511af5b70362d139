import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Networks that are not the Internet: special-purpose addresses of RFC 6890 and its registries. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  // Loopback, and old IPv4 addresses that are written as new ones without more ado.
  ["::", 96],
  ["::ffff:0:0:0", 96],
  // Old IPv4 addresses in new ones may lead anywhere.
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, "ipv6");
}

/** The address leads into a private network. */
export class PrivateAddress extends Error {
  override name = "PrivateAddress";
  constructor() {
    super("the address is in a private network, and this server does not allow those (ALLOW_PRIVATE_HOSTS)");
  }
}

/** Whether an IP address (v4, v6, v4 written as v6) belongs to no private network. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !PRIVATE.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** Finds a host's addresses and gives only public ones on, so that what was checked is what is connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, "");
    const [first, ...more] = addresses.filter(({ address }) => isPublic(address));
    if (!first || more.length + 1 < addresses.length) return callback(new PrivateAddress(), "");
    if (options.all) callback(null, [first, ...more]);
    else callback(null, first.address, first.family);
  });
};

/**
 * What keeps a request out of private networks, whatever its address resolves to. Its connection is its own: one that is kept open may
 * have been made without this. @throws PrivateAddress
 */
export function publicOnly(url: URL): { lookup: LookupFunction; agent: false } {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddress();
  return { lookup: publicLookup, agent: false };
}
