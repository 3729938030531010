import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import ipaddr from 'ipaddr.js';

const vxlanHeader = 8;
const etherHeader = 14;
const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' });

/** The name that a DNS query asks for. */
const queriedName = (dns: Buffer): string => {
  const labels: string[] = [];
  for (let at = 12; at < dns.length;) {
    const length = dns[at] ?? 0;
    if (length === 0 || length > 63) break;
    labels.push(dns.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return labels.join('.');
};

const stunCookie = 0x21_12_a4_42;

const wordsOfUdp = (to: string, udp: Buffer): string => {
  const port = udp.readUInt16BE(2);
  const payload = udp.subarray(8);
  if (port === 53 || port === 5353) return `DNS query ${queriedName(payload)} to ${to}`;
  const isStun = payload.length >= 20 && payload.readUInt32BE(4) === stunCookie;
  return `${isStun ? 'STUN' : 'UDP'} packet to ${to}:${port}`;
};

/** What a network packet is, in words; null for what the kernel says by itself when a network appears (ICMPv6, IGMP). */
const wordsOf = (ip: Buffer): string | null => {
  const isV6 = (ip[0] ?? 0) >> 4 === 6;
  const protocol = isV6 ? ip[6] : ip[9];
  const to = ipaddr.fromByteArray([...(isV6 ? ip.subarray(24, 40) : ip.subarray(16, 20))]).toString();
  const inner = ip.subarray(isV6 ? 40 : ((ip[0] ?? 0) & 15) * 4);
  if (protocol === 17) return wordsOfUdp(to, inner);
  if (protocol === 6) return `TCP packet to ${to}:${inner.readUInt16BE(2)}`;
  const ofKernel = isV6 ? protocol === 58 || protocol === 0 : protocol === 2;
  return ofKernel ? null : `packet of protocol ${protocol} to ${to}`;
};

/** Packets that left; `settled` resolves when those sent before are in. */
export type Packets = AsyncDisposable & { readonly seen: readonly string[] };

/**
 * In a network namespace of one's own: brings up loopback and one way out, which leads back here. Every packet of any process in
 * the namespace to anywhere but this machine is caught whole (in VXLAN, RFC 7348: its header precedes the packet) and goes no
 * further.
 */
export const catchPackets = async (): Promise<Packets> => {
  const socket = createSocket('udp4');
  const seen: string[] = [];
  socket.on('message', (frame) => {
    const words = wordsOf(frame.subarray(vxlanHeader + etherHeader));
    if (words !== null && !seen.includes(words)) seen.push(words);
  });
  socket.bind(0);
  await once(socket, 'listening');
  run('ip', 'link', 'set', 'lo', 'up');
  run('ip', 'link', 'add', 'out', 'type', 'vxlan', 'id', '1', 'dstport', '4789');
  run(
    'bridge',
    'fdb',
    'append',
    '00:00:00:00:00:00',
    'dev',
    'out',
    'dst',
    '127.255.255.255',
    'port',
    String(socket.address().port),
  );
  run('ip', 'link', 'set', 'out', 'arp', 'off', 'up');
  run('ip', 'address', 'add', '192.0.2.2/24', 'dev', 'out');
  run('ip', 'address', 'add', '2001:db8::2/64', 'dev', 'out', 'nodad');
  run('ip', 'route', 'add', 'default', 'dev', 'out');
  run('ip', '-6', 'route', 'add', 'default', 'dev', 'out');
  return { seen, [Symbol.asyncDispose]: async () => void socket.close() };
};
