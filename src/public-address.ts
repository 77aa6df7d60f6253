import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/**
 * Addresses of this machine, of networks behind it and of nobody, and those of IPv6 that hold one of
 * IPv4, which may be any of these. Sources: RFC 6890, 4193, 6598, 6052, 3056, 4380
 */
const inside = new BlockList();
for (const [net, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
  ] as const),
  ...([
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
] as const) {
  inside.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2001::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  inside.addSubnet(net, bits, "ipv6");
}

const isInside = (address: string): boolean => {
  // Of one link of ours.
  if (address.includes("%")) return true;
  // An IPv4 address in IPv6's clothes is what it is.
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, "");
  return inside.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
};

/**
 * Whether a host is on the internet: all its addresses are, and it has some. What others make us call
 * must be, or they reach through us what only we can.
 */
export const isPublicHost = async (
  host: string,
  resolve: (host: string) => Promise<readonly string[]> = addressesOf,
): Promise<boolean> => {
  const name = host.replace(/^\[|\]$/gu, "");
  const addresses = isIP(name) ? [name] : await resolve(name);
  return addresses.length > 0 && !addresses.some(isInside);
};

const addressesOf = async (host: string): Promise<readonly string[]> => {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    // A name nobody knows is nobody's.
    return [];
  }
};
