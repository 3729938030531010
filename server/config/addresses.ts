import { isIP } from 'node:net';
import { z } from 'zod';

const name = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;
/** What looks like an IPv4 address and is none, such as `192.168.1.300`, is no name either. */
const onlyNumbers = /^[\d.]+$/;
const isName = (text: string): boolean => name.test(text) && !onlyNumbers.test(text);
const everywhere: readonly string[] = ['0.0.0.0', '::'];

/** Why a text is no bare address: what was written too much, in words; null where it may be one. */
const tooMuch = (text: string): string | null => {
  if (/\s/.test(text)) return 'without spaces';
  if (text.includes('://')) return `without ${text.slice(0, text.indexOf('://') + 3)}`;
  if (text.startsWith('[')) return 'without brackets';
  if (text.includes('/')) return 'without anything after a slash';
  if (isIP(text) === 0 && text.includes(':')) return 'without a port';
  return null;
};

const bare = (example: string, accepts: (text: string) => boolean) =>
  z.string().superRefine((text, context) => {
    const what = tooMuch(text);
    if (what === null && accepts(text)) return;
    const message = what === null ? `must be ${example}, not ${JSON.stringify(text)}` : `must be ${example}, ${what}`;
    context.addIssue({ code: 'custom', message, continue: false });
  });

/** An address or a name of this machine, to listen on. */
export const hostToListenOn = bare(
  'an address of this machine such as 127.0.0.1 or 0.0.0.0',
  (text) => isIP(text) > 0 || isName(text),
);

/** An address of this machine: the media worker resolves no name. */
export const addressToListenOn = bare('an IP address of this machine such as 192.168.1.20 or 0.0.0.0', (text) => isIP(text) > 0);

/** An address or name that other machines reach. */
export const addressToReach = bare(
  'the IP address or name at which browsers reach this machine, such as 203.0.113.7',
  (text) => (isIP(text) > 0 || isName(text)) && !everywhere.includes(text),
);

const rightOrigin = (text: string): string => {
  for (const [before, example] of [
    ['', 'https://classes.example.fr'],
    ['https://', 'https://classes.example.fr'],
  ] as const) {
    const read = URL.canParse(before + text) ? new URL(before + text) : null;
    if (read && /^https?:$/.test(read.protocol) && read.hostname !== '') return read.origin;
    if (before !== '') return example;
  }
  return '';
};

/** An origin as browsers write it (RFC 6454, section 6.2): without a path, a standard port or capitals. */
export const origin = z.string().superRefine((text, context) => {
  const read = URL.canParse(text) ? new URL(text) : null;
  const fault = (message: string): void => context.addIssue({ code: 'custom', message, continue: false });
  if (read && everywhere.includes(read.hostname.replaceAll(/[[\]]/g, '')))
    return fault(`must be the address that people type: no browser reaches ${read.hostname}`);
  if (read?.origin === text && /^https?:$/.test(read.protocol)) return;
  const path = read && /^https?:$/.test(read.protocol) && read.pathname !== '/' ? read.pathname : null;
  fault(
    `must be an origin such as ${rightOrigin(text)}, not ${JSON.stringify(text)}${path === null ? '' : `: Ardoise needs a host name of its own and cannot be served below ${path}`}`,
  );
});

const ranges: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** A proxy that is believed: an address, a range of them, or a word for one. */
export const proxy = z.string().superRefine((text, context) => {
  if (ranges.includes(text)) return;
  const [address = '', bits, more] = text.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const isRange = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most) || (family === 4 && isIP(bits) === 4);
  const message =
    family === 0 || !isRange || more !== undefined
      ? `must be an address such as 10.0.0.5, a range such as 10.0.0.0/8, or ${ranges.join(', ')}; a name or a port is none: ${JSON.stringify(text)}`
      : bits !== undefined && (Number(bits) === 0 || bits === '0.0.0.0')
        ? 'must not be everybody: whoever likes could then pretend to be at any address. Name the proxy alone'
        : null;
  if (message !== null) context.addIssue({ code: 'custom', message, continue: false });
});

/** A path of a file or folder, as this machine takes it: nothing in it is replaced. */
export const path = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    const fault =
      text !== text.trim()
        ? 'must not begin or end with a space'
        : text.startsWith('~')
          ? 'must be written in full: ~ is replaced by nothing here'
          : /\$\{?\w/.test(text) || /%\w+%/.test(text)
            ? 'must be written in full: variables are replaced by nothing here'
            : text.includes('\0')
              ? 'must not hold a zero byte'
              : /^(file|https?):/.test(text)
                ? 'must be a path such as /etc/ardoise/privkey.pem, not an address'
                : null;
    if (fault !== null) context.addIssue({ code: 'custom', message: fault, continue: false });
  });

/** Where something is reported: what a browser can open. */
export const reportTo = z.string().superRefine((text, context) => {
  const read = URL.canParse(text) ? new URL(text) : null;
  if (read && (read.protocol === 'https:' || (read.protocol === 'mailto:' && /^[^@\s]+@[^@\s]+$/.test(read.pathname)))) return;
  const right = /^[^@\s:]+@[^@\s:]+$/.test(text) ? `mailto:${text}` : 'mailto:security@example.fr';
  context.addIssue({
    code: 'custom',
    continue: false,
    message: `must be an address such as ${right} or https://example.fr/security`,
  });
});

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** True for a host name or address that only this machine reaches. */
export const isLoopback = (host: string): boolean => loopback.test(host);

/** The host of an origin, an IPv6 address without brackets. */
export const hostIn = (address: string): string => new URL(address).hostname.replaceAll(/[[\]]/g, '');
